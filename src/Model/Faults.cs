namespace Contagion.Model;

/// <summary>Collects everything that is wrong with an input, so that it is told at once.</summary>
public sealed class Faults
{
    /// <summary>A file with a million wrong lines is told by its first faults and a count.</summary>
    public const int ListedMax = 1000;

    private readonly List<Fault> _listed = [];

    /// <summary>How many faults were found, listed or not.</summary>
    public long Count { get; private set; }

    /// <summary>The faults, in the order found, at most <see cref="ListedMax"/>.</summary>
    public IReadOnlyList<Fault> Listed => _listed;

    /// <summary>Notes a fault.</summary>
    public void Add(string file, int line, int column, string message)
    {
        Count++;
        if (_listed.Count < ListedMax)
        {
            _listed.Add(new Fault(file, line, column, message));
        }
    }

    /// <summary>Notes what somebody else found.</summary>
    public void Add(Faults others)
    {
        Count += others.Count;
        _listed.AddRange(others._listed.Take(ListedMax - _listed.Count));
    }

    /// <exception cref="InputException">There is at least one fault.</exception>
    public void ThrowIfAny()
    {
        if (Count > 0)
        {
            throw new InputException(_listed, Count);
        }
    }
}
