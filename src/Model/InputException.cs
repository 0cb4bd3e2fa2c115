namespace Contagion.Model;

/// <summary>The input is wrong; the message lists every fault, one a line.</summary>
public sealed class InputException : Exception
{
    /// <summary>A single fault.</summary>
    public InputException(Fault fault)
        : this([fault], 1)
    {
    }

    /// <param name="faults">The faults that are told one by one.</param>
    /// <param name="count">How many there are in all.</param>
    public InputException(IReadOnlyList<Fault> faults, long count)
        : base(Tell(faults, count))
    {
        Faults = faults;
        Count = count;
    }

    /// <summary>The faults that are told one by one.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>How many faults there are in all, listed or not.</summary>
    public long Count { get; }

    private static string Tell(IReadOnlyList<Fault> faults, long count)
    {
        var lines = string.Join('\n', faults);
        return count > faults.Count ? $"{lines}\n... and {count - faults.Count} more" : lines;
    }
}
