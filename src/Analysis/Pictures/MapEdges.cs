using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>Exposures between the nodes of a map.</summary>
public static class MapEdges
{
    /// <summary>The most edges of a map. More are no picture, whoever draws them.</summary>
    public const int Max = 4000;

    /// <summary>Adds up exposures between nodes. Where there are more than <see cref="Max"/> pairs, the largest of each node is kept, and of the others the largest.</summary>
    /// <param name="network">The network.</param>
    /// <param name="nodeOf">The node of each institution.</param>
    /// <param name="nodes">Number of nodes.</param>
    /// <returns>The edges, largest first, and how many are left out. What a node owes itself is none.</returns>
    internal static (IReadOnlyList<MapEdge> Edges, int Left) Of(Network network, int[] nodeOf, int nodes)
    {
        var all = Sum(network.Claims, nodeOf, nodes);
        MapEdge[] kept = all.Count <= Max ? [.. all] : [.. Largest(all, nodes).Select(edge => all[edge])];
        Array.Sort(kept, (one, other) => other.Amount.CompareTo(one.Amount) is not 0 and var order ? order : (one.From, one.To).CompareTo((other.From, other.To)));
        return (kept, all.Count - kept.Length);
    }

    private static IEnumerable<int> Largest(List<MapEdge> all, int nodes)
    {
        var kept = LargestOfNodes(all, nodes);
        var room = Max - kept.Count;
        // The smallest of those kept so far comes first, of equal ones the last.
        var largest = new PriorityQueue<int, (double Amount, int Before)>();
        for (var edge = 0; edge < all.Count; edge++)
        {
            var amount = all[edge].Amount;
            if ((largest.Count == room && !(amount > all[largest.Peek()].Amount)) || kept.Contains(edge))
            {
                continue;
            }

            largest.Enqueue(edge, (amount, -edge));
            if (largest.Count > room)
            {
                largest.Dequeue();
            }
        }

        return kept.Concat(largest.UnorderedItems.Select(one => one.Element));
    }

    /// <summary>The largest edge of each node that has any; of equal ones the first.</summary>
    private static HashSet<int> LargestOfNodes(List<MapEdge> all, int nodes)
    {
        var best = new int[nodes];
        Array.Fill(best, -1);
        for (var edge = 0; edge < all.Count; edge++)
        {
            foreach (var node in (ReadOnlySpan<int>)[all[edge].From, all[edge].To])
            {
                best[node] = best[node] < 0 || all[edge].Amount > all[best[node]].Amount ? edge : best[node];
            }
        }

        return [.. best.Where(edge => edge >= 0)];
    }

    private static List<MapEdge> Sum(CompressedRows claims, int[] nodeOf, int nodes)
    {
        var start = CountingSort.Starts(nodeOf, nodes);
        var members = CountingSort.Order(nodeOf, start, []);
        var (amount, owes) = (new double[nodes], new bool[nodes]);
        var (edges, debtors) = (new List<MapEdge>(), new List<int>());
        for (var node = 0; node < nodes; node++)
        {
            foreach (var creditor in members.AsSpan(start[node]..start[node + 1]))
            {
                Add(claims, creditor, nodeOf, amount, owes, debtors);
            }

            foreach (var debtor in debtors)
            {
                if (debtor != node && amount[debtor] > 0)
                {
                    edges.Add(new MapEdge(node, debtor, amount[debtor]));
                }

                (amount[debtor], owes[debtor]) = (0, false);
            }

            debtors.Clear();
        }

        return edges;
    }

    private static void Add(CompressedRows claims, int creditor, int[] nodeOf, double[] amount, bool[] owes, List<int> debtors)
    {
        for (var claim = claims.Start[creditor]; claim < claims.Start[creditor + 1]; claim++)
        {
            var debtor = nodeOf[claims.Column[claim]];
            if (!owes[debtor])
            {
                owes[debtor] = true;
                debtors.Add(debtor);
            }

            amount[debtor] += claims.Amount[claim];
        }
    }
}
