namespace Contagion.Networks;

/// <summary>From whom shortest paths are counted.</summary>
/// <param name="Sources">Institutions, ascending.</param>
/// <param name="Count">Number of institutions.</param>
public sealed record SourceSample(int[] Sources, int Count)
{
    /// <summary>Paths from everybody are counted while institutions × (institutions + exposures) are no more than this: some twenty seconds of one processor.</summary>
    public const long ExactMax = 2_500_000_000;

    /// <summary>Else from as many as this allows, some seconds of one processor ...</summary>
    public const long SampledMax = 500_000_000;

    /// <summary>... but from no fewer than this, for an error to be told.</summary>
    public const int SourcesMin = 64;

    /// <summary>Whether everybody is a source.</summary>
    public bool IsExact => Sources.Length == Count;

    /// <summary>Everybody.</summary>
    public static SourceSample All(int count) => new([.. Enumerable.Range(0, count)], count);

    /// <summary>As many as can be afforded, drawn evenly without replacement: everybody has a number of their own, the smallest are taken.</summary>
    public static SourceSample For(DebtGraph graph, ulong seed) =>
        graph.Count * (graph.Count + (long)graph.Edges) <= ExactMax ? All(graph.Count)
        : Draw(graph.Count, (int)Math.Clamp(SampledMax / (graph.Count + (long)graph.Edges), SourcesMin, graph.Count), seed);

    /// <summary>Some, drawn evenly without replacement.</summary>
    /// <param name="count">Number of institutions.</param>
    /// <param name="sources">How many to draw.</param>
    /// <param name="seed">The seed.</param>
    public static SourceSample Draw(int count, int sources, ulong seed)
    {
        var numbers = new ulong[count];
        for (var institution = 0; institution < count; institution++)
        {
            numbers[institution] = Philox.Draw(seed, 0, (uint)Purpose.Sources, (uint)institution, 0);
        }

        return new SourceSample([.. Enumerable.Range(0, count).OrderBy(institution => numbers[institution]).Take(sources).Order()], count);
    }
}
