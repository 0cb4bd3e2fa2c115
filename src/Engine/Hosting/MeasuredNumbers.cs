namespace Contagion.Engine;

/// <summary>Further numbers of a replication, which the scenario's metrics ask for.</summary>
/// <param name="Names">What they are called; the replications of a run share the list.</param>
/// <param name="Numbers">One for each name; NaN where undefined.</param>
public sealed record MeasuredNumbers(IReadOnlyList<string> Names, IReadOnlyList<double> Numbers)
{
    /// <summary>No numbers.</summary>
    public static MeasuredNumbers None { get; } = new([], []);

    /// <summary>The number of a name; NaN where there is none.</summary>
    public double this[string name]
    {
        get
        {
            for (var place = 0; place < Names.Count; place++)
            {
                if (Names[place] == name)
                {
                    return Numbers[place];
                }
            }

            return double.NaN;
        }
    }
}
