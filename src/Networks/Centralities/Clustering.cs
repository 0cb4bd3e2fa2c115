namespace Contagion.Networks;

/// <summary>How often two counterparties of an institution are counterparties of each other, directions and amounts left aside.</summary>
/// <param name="Local">Of each institution: triangles over pairs of counterparties; 0 for who has fewer than two.</param>
/// <param name="Transitivity">Three times the triangles over all pairs of counterparties; 0 where there are none.</param>
/// <remarks>Watts and Strogatz (1998), Nature 393:440–442. A triangle is found from its member with the most counterparties' side last: O(exposures^1.5).</remarks>
public sealed record Clustering(double[] Local, double Transitivity)
{
    /// <summary>The mean over institutions; 0 where there are none.</summary>
    public double Mean => Local.DefaultIfEmpty().Average();

    /// <summary>Counts.</summary>
    public static Clustering Of(ExposureGraph graph)
    {
        var triangles = Triangles(graph);
        var (local, closed, all) = (new double[graph.Count], 0.0, 0.0);
        for (var one = 0; one < local.Length; one++)
        {
            var degree = graph.NeighboursOf(one).Length;
            var pairs = degree * (degree - 1.0) / 2;
            local[one] = pairs > 0 ? triangles[one] / pairs : 0;
            (closed, all) = (closed + triangles[one], all + pairs);
        }

        return new Clustering(local, all > 0 ? closed / all : 0);
    }

    private static long[] Triangles(ExposureGraph graph)
    {
        var (triangles, mark) = (new long[graph.Count], new int[graph.Count]);
        var degree = new int[graph.Count];
        for (var one = 0; one < degree.Length; one++)
        {
            degree[one] = graph.NeighboursOf(one).Length;
        }

        // Each triangle once, from its lowest member: by counterparties, then by index. Whoever has many is looked at from few.
        bool IsLower(int one, int other) => degree[one] < degree[other] || (degree[one] == degree[other] && one < other);
        for (var one = 0; one < degree.Length; one++)
        {
            foreach (var other in graph.NeighboursOf(one))
            {
                mark[other] = IsLower(one, other) ? one + 1 : mark[other];
            }

            foreach (var other in graph.NeighboursOf(one))
            {
                if (!IsLower(one, other))
                {
                    continue;
                }

                foreach (var third in graph.NeighboursOf(other))
                {
                    if (mark[third] == one + 1 && IsLower(other, third))
                    {
                        triangles[one]++;
                        triangles[other]++;
                        triangles[third]++;
                    }
                }
            }
        }

        return triangles;
    }
}
