using Contagion.Networks;
using QuikGraph.Algorithms;
using QuikGraph.Algorithms.Observers;
using QuikGraph.Algorithms.Search;
using QuikGraph.Algorithms.ShortestPath;

namespace Contagion.QuikGraphs;

/// <summary>Chains of claims: a creditor, its debtor, that one's debtor, and so on. Distress of the last one reaches the first along them.</summary>
public static class ClaimChains
{
    /// <summary>Stands for an institution that no chain reaches.</summary>
    public const int Unreached = -1;

    /// <summary>1 / amount: what is large is near.</summary>
    public static double InverseAmount(ExposureEdge exposure) => 1 / exposure.Amount;

    /// <summary>How many claims lie between a creditor and each institution at least; <see cref="Unreached"/> where no chain leads.</summary>
    /// <remarks>Breadth-first search, O(institutions + exposures).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such institution.</exception>
    public static int[] Hops(Network network, int creditor)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)creditor, (uint)network.Count);
        var hops = new int[network.Count];
        hops.AsSpan().Fill(Unreached);
        hops[creditor] = 0;
        var search = new BreadthFirstSearchAlgorithm<int, ExposureEdge>(new ExposureGraph(network));
        search.TreeEdge += edge => hops[edge.Debtor] = hops[edge.Creditor] + 1;
        search.Compute(creditor);
        return hops;
    }

    /// <summary>What the cheapest chain costs from a creditor to each institution; infinity where no chain leads.</summary>
    /// <param name="network">The network.</param>
    /// <param name="creditor">Index of the institution where chains begin.</param>
    /// <param name="cost">What a claim costs, at least 0; <see cref="InverseAmount"/> where not given.</param>
    /// <remarks>Dijkstra (1959), Numerische Mathematik 1: 269–271.</remarks>
    /// <exception cref="ArgumentException">There is no such institution, or a cost is negative or not a number.</exception>
    public static double[] Costs(Network network, int creditor, Func<ExposureEdge, double>? cost = null)
    {
        var search = Search(network, creditor, cost);
        search.Compute(creditor);
        var costs = new double[network.Count];
        for (var institution = 0; institution < costs.Length; institution++)
        {
            costs[institution] = search.TryGetDistance(institution, out var distance) && distance < double.MaxValue ? distance : double.PositiveInfinity;
        }

        return costs;
    }

    /// <summary>The claims of the cheapest chain from a creditor to a debtor, the creditor's own first; null where none leads there.</summary>
    /// <inheritdoc cref="Costs"/>
    public static IReadOnlyList<ExposureEdge>? Cheapest(Network network, int creditor, int debtor, Func<ExposureEdge, double>? cost = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)debtor, (uint)network.Count);
        var search = Search(network, creditor, cost);
        var observer = new VertexPredecessorRecorderObserver<int, ExposureEdge>();
        using (observer.Attach(search))
        {
            search.Compute(creditor);
        }

        return creditor == debtor ? [] : observer.TryGetPath(debtor, out var chain) ? [.. chain] : null;
    }

    private static DijkstraShortestPathAlgorithm<int, ExposureEdge> Search(Network network, int creditor, Func<ExposureEdge, double>? cost)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)creditor, (uint)network.Count);
        var of = cost ?? InverseAmount;
        return new(new ExposureGraph(network), exposure => of(exposure) is >= 0 and var right
            ? right
            : throw new ArgumentException($"the claim of '{network.Ids[exposure.Creditor]}' on '{network.Ids[exposure.Debtor]}' costs {of(exposure)}; expected at least 0", nameof(cost)));
    }
}
