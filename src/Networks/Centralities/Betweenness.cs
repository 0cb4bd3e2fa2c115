namespace Contagion.Networks;

/// <summary>Betweenness: how many of the shortest paths between two others lead through an institution.</summary>
/// <remarks>
/// Σ over ordered pairs s ≠ t without v of (shortest paths from s to t through v)/(all of them), over (n − 1)(n − 2). Lengths are one over amounts. Freeman (1977),
/// Sociometry 40(1):35–41; computed after Brandes (2001). From a sample of sources: what they add, times others over sources, Brandes and Pich (2007),
/// International Journal of Bifurcation and Chaos 17(7):2303–2318; it is right on average.
/// </remarks>
public static class Betweenness
{
    /// <summary>The share of pairs, in [0, 1]; all 0 below three institutions.</summary>
    /// <exception cref="InvalidOperationException">There are more shortest paths between two institutions than a number can hold.</exception>
    public static Centrality Of(DebtGraph graph, SourceSample sample) => Of(PathSums.Of(graph.Debts, sample, hasBetween: true), sample);

    internal static Centrality Of(PathSums sums, SourceSample sample)
    {
        var others = Math.Max(1.0, sample.Count - 2.0);
        return new Centrality([.. Enumerable.Range(0, sample.Count).Select(one => sums.SourcesBeside(one) is (> 0 and var sources, _) ? sums.Between[one] / sources / others : 0)])
        {
            Sources = sample.IsExact ? null : sample.Sources.Length,
            StandardErrors = sample.IsExact ? null : [.. Enumerable.Range(0, sample.Count).Select(one => sums.BetweenError(one) / others)],
        };
    }
}
