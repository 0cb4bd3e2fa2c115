using Contagion.Networks;
using QuikGraph;
using QuikGraph.Algorithms.MaximumFlow;

namespace Contagion.QuikGraphs;

/// <summary>Maximum flow along claims: how much of what a creditor is owed rests, through others, on a debtor.</summary>
public static class ClaimFlow
{
    /// <summary>The maximum flow from a creditor to a debtor where each claim carries at most its amount. It is also the least amount of claims
    /// whose removal leaves no chain of claims between the two.</summary>
    /// <param name="network">The network.</param>
    /// <param name="creditor">Index of the institution where flow begins.</param>
    /// <param name="debtor">Index of the institution where it ends; another one.</param>
    /// <returns>Amount, in the network's currency unit.</returns>
    /// <remarks>
    /// Edmonds and Karp (1972), Journal of the ACM 19(2): 248–264. O(institutions × exposures²) at worst. QuikGraph adds edges to its graph here, so
    /// that the claims are copied, some hundred bytes each: for networks of up to some hundred thousand exposures.
    /// </remarks>
    /// <exception cref="ArgumentException">An institution is unknown, or both are the same.</exception>
    public static double Maximum(Network network, int creditor, int debtor)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)creditor, (uint)network.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)debtor, (uint)network.Count);
        ArgumentOutOfRangeException.ThrowIfEqual(creditor, debtor);
        var graph = new AdjacencyGraph<int, ExposureEdge>();
        graph.AddVertexRange(Enumerable.Range(0, network.Count));
        graph.AddEdgeRange(new ExposureGraph(network).Edges);
        var number = network.Claims.Count;
        ExposureEdge Back(int source, int target) => new(source, target, 0, number++);
        using var augmentor = new ReversedEdgeAugmentorAlgorithm<int, ExposureEdge>(graph, Back);
        augmentor.AddReversedEdges();
        var search = new EdmondsKarpMaximumFlowAlgorithm<int, ExposureEdge>(graph, edge => edge.Amount, Back, augmentor);
        search.Compute(creditor, debtor);
        return search.MaxFlow;
    }
}
