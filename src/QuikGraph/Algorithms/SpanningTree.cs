using Contagion.Networks;
using QuikGraph;
using QuikGraph.Algorithms.MinimumSpanningTree;

namespace Contagion.QuikGraphs;

/// <summary>Minimum spanning tree of a network, direction left aside: the ties that hold it together over the shortest distances.</summary>
public static class SpanningTree
{
    /// <summary>1 / amount: the tree then keeps the largest ties (a maximum spanning tree of amounts).</summary>
    public static double InverseAmount(int one, int other, double amount) => 1 / amount;

    /// <summary>Distance of two institutions whose returns, or anything else, have a correlation: √(2 (1 − ρ)), from 0 to 2.</summary>
    /// <param name="correlation">ρ, in [−1, 1].</param>
    /// <remarks>Mantegna (1999), European Physical Journal B 11: 193–197.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="correlation"/> is not in [−1, 1].</exception>
    public static double MantegnaDistance(double correlation) => correlation is >= -1 and <= 1
        ? Math.Sqrt(2 * (1 - correlation))
        : throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "A correlation lies between -1 and 1.");

    /// <summary>The ties of the tree by distance, the shortest first; a tree for each part of a network that falls apart.</summary>
    /// <param name="network">The network.</param>
    /// <param name="distance">Distance of two institutions that have claims on each other, either way, of this amount together;
    /// <see cref="InverseAmount"/> where not given. Asked with the smaller index first.</param>
    /// <remarks>Kruskal (1956), Proceedings of the American Mathematical Society 7(1): 48–50. O(exposures log exposures).</remarks>
    /// <exception cref="ArgumentException">A distance is not a number.</exception>
    public static IReadOnlyList<Tie> Of(Network network, Func<int, int, double, double>? distance = null)
    {
        var (graph, of) = (new ExposureGraph(network), distance ?? InverseAmount);
        var undirected = new UndirectedBidirectionalGraph<int, ExposureEdge>(graph);
        var search = new KruskalMinimumSpanningTreeAlgorithm<int, ExposureEdge>(undirected, exposure => Between(graph, exposure, of).Distance);
        var ties = new List<Tie>();
        search.TreeEdge += exposure => ties.Add(Between(graph, exposure, of));
        search.Compute();
        return [.. ties.OrderBy(tie => tie.Distance).ThenBy(tie => tie.One).ThenBy(tie => tie.Other)];
    }

    private static Tie Between(ExposureGraph graph, ExposureEdge exposure, Func<int, int, double, double> distance)
    {
        var (one, other) = (Math.Min(exposure.Creditor, exposure.Debtor), Math.Max(exposure.Creditor, exposure.Debtor));
        var amount = Sum(graph, one, other) + Sum(graph, other, one);
        var between = distance(one, other, amount);
        return !double.IsNaN(between)
            ? new Tie(one, other, amount, between)
            : throw new ArgumentException($"the distance of '{graph.Network.Ids[one]}' and '{graph.Network.Ids[other]}' is not a number", nameof(distance));
    }

    private static double Sum(ExposureGraph graph, int creditor, int debtor)
    {
        var (sum, (first, end)) = (0.0, graph.Between(creditor, debtor));
        for (var position = first; position < end; position++)
        {
            sum += graph.Network.Claims.Amount[position];
        }

        return sum;
    }
}
