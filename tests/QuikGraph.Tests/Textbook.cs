namespace Contagion.QuikGraphs.Tests;

/// <summary>Plain versions of graph algorithms on dense matrices, to compare with.</summary>
internal static class Textbook
{
    /// <summary>reach[i, j]: whether a chain leads from i to j (Warshall 1962).</summary>
    public static bool[,] Reach(double[,] amounts)
    {
        var count = amounts.GetLength(0);
        var reach = new bool[count, count];
        for (var one = 0; one < count; one++)
        {
            for (var other = 0; other < count; other++)
            {
                reach[one, other] = one == other || amounts[one, other] > 0;
            }
        }

        for (var middle = 0; middle < count; middle++)
        {
            for (var one = 0; one < count; one++)
            {
                for (var other = 0; other < count; other++)
                {
                    reach[one, other] |= reach[one, middle] && reach[middle, other];
                }
            }
        }

        return reach;
    }

    /// <summary>Costs of the cheapest chains by relaxing every edge often enough (Bellman 1958, Ford 1956).</summary>
    public static double[] Costs(double[,] cost, int from)
    {
        var count = cost.GetLength(0);
        var costs = Enumerable.Repeat(double.PositiveInfinity, count).ToArray();
        costs[from] = 0;
        for (var pass = 0; pass < count; pass++)
        {
            for (var one = 0; one < count; one++)
            {
                for (var other = 0; other < count; other++)
                {
                    costs[other] = Math.Min(costs[other], costs[one] + cost[one, other]);
                }
            }
        }

        return costs;
    }

    /// <summary>The least amount of claims that separate two institutions, by trying every set that holds the one and not the other (max-flow min-cut).</summary>
    public static double LeastCut(double[,] amounts, int from, int to)
    {
        var count = amounts.GetLength(0);
        var least = double.PositiveInfinity;
        for (var side = 0; side < 1 << count; side++)
        {
            if ((side >> from & 1) == 1 && (side >> to & 1) == 0)
            {
                var cut = 0.0;
                for (var one = 0; one < count; one++)
                {
                    for (var other = 0; other < count; other++)
                    {
                        cut += (side >> one & 1) == 1 && (side >> other & 1) == 0 ? amounts[one, other] : 0;
                    }
                }

                least = Math.Min(least, cut);
            }
        }

        return least;
    }

    /// <summary>Maximum flow by any chain with room left, found depth first (Ford and Fulkerson 1956); whole amounts.</summary>
    public static double Flow(double[,] amounts, int from, int to)
    {
        var (room, flow) = ((double[,])amounts.Clone(), 0.0);
        while (Push(room, from, to, double.PositiveInfinity, new bool[room.GetLength(0)]) is > 0 and var pushed)
        {
            flow += pushed;
        }

        return flow;
    }

    /// <summary>The distances of a minimum spanning forest, ascending, growing each tree by its nearest neighbour (Prim 1957).</summary>
    public static double[] Tree(double[,] distance)
    {
        var count = distance.GetLength(0);
        var (isIn, tree) = (new bool[count], new List<double>());
        for (var root = 0; root < count; root++)
        {
            for (var nearest = 0.0; !isIn[root] || nearest < double.PositiveInfinity;)
            {
                var next = isIn[root] ? -1 : root;
                nearest = double.PositiveInfinity;
                for (var one = 0; one < count && isIn[root]; one++)
                {
                    for (var other = 0; other < count && isIn[one]; other++)
                    {
                        if (!isIn[other] && distance[one, other] < nearest)
                        {
                            (nearest, next) = (distance[one, other], other);
                        }
                    }
                }

                if (next >= 0)
                {
                    isIn[next] = true;
                    if (next != root)
                    {
                        tree.Add(nearest);
                    }

                    nearest = 0;
                }
            }
        }

        return [.. tree.Order()];
    }

    /// <summary>PageRank that counts claims: x = (1 − d)/n + d Σ_i x_i / claims_i; what reaches who has no claims is lost.</summary>
    public static double[] Ranks(int[,] claims)
    {
        var count = claims.GetLength(0);
        var rank = Enumerable.Repeat(1.0 / count, count).ToArray();
        for (var sweep = 0; sweep < 2000; sweep++)
        {
            var next = Enumerable.Repeat(0.15 / count, count).ToArray();
            for (var from = 0; from < count; from++)
            {
                var all = Enumerable.Range(0, count).Sum(to => claims[from, to]);
                for (var to = 0; to < count && all > 0; to++)
                {
                    next[to] += 0.85 * rank[from] * claims[from, to] / all;
                }
            }

            rank = next;
        }

        return rank;
    }

    private static double Push(double[,] room, int at, int to, double most, bool[] isSeen)
    {
        if (at == to)
        {
            return most;
        }

        isSeen[at] = true;
        for (var next = 0; next < isSeen.Length; next++)
        {
            if (!isSeen[next] && room[at, next] > 0 && Push(room, next, to, Math.Min(most, room[at, next]), isSeen) is > 0 and var pushed)
            {
                room[at, next] -= pushed;
                room[next, at] += pushed;
                return pushed;
            }
        }

        return 0;
    }
}
