namespace Contagion.Engine.Tests.Textbook;

/// <summary>Overload of a graph, pair of institutions by pair. Source: Motter and Lai 2002, PRE 66:065102; models.md 5.5.</summary>
internal static class MotterLai
{
    /// <summary>The share by which a load may exceed a capacity through rounding alone.</summary>
    private const double Rounding = 1e-9;

    /// <summary>The share of shortest paths through each node, summed over pairs of others.</summary>
    /// <param name="edge">Who is joined to whom; symmetric.</param>
    /// <param name="isThere">Nodes that are left.</param>
    internal static double[] Loads(bool[,] edge, bool[] isThere)
    {
        var n = isThere.Length;
        var (distance, paths) = (new int[n][], new double[n][]);
        for (var i = 0; i < n; i++)
        {
            (distance[i], paths[i]) = From(i, edge, isThere);
        }

        var load = new double[n];
        for (var s = 0; s < n; s++)
        {
            for (var t = s + 1; t < n; t++)
            {
                for (var v = 0; v < n; v++)
                {
                    var isBetween = v != s && v != t && paths[s][t] > 0 && paths[s][v] > 0 && paths[v][t] > 0 && distance[s][v] + distance[v][t] == distance[s][t];
                    load[v] += isBetween ? paths[s][v] * paths[v][t] / paths[s][t] : 0;
                }
            }
        }

        return load;
    }

    /// <summary>The wave in which each node leaves, 0 for seeds; −1 for those that stay.</summary>
    internal static int[] Waves(bool[,] edge, double alpha, bool[] isSeed)
    {
        var n = isSeed.Length;
        double[] capacity = [.. Loads(edge, [.. isSeed.Select(_ => true)]).Select(load => (1 + alpha) * load)];
        int[] wave = [.. isSeed.Select(seed => seed ? 0 : -1)];
        for (var (k, isMoving) = (1, isSeed.Any(seed => seed)); isMoving; k++)
        {
            var load = Loads(edge, [.. wave.Select(left => left < 0)]);
            int[] overloaded = [.. Enumerable.Range(0, n).Where(v => wave[v] < 0 && load[v] > capacity[v] * (1 + Rounding))];
            foreach (var v in overloaded)
            {
                wave[v] = k;
            }

            isMoving = overloaded.Length > 0;
        }

        return wave;
    }

    /// <summary>The number of nodes of the largest component of what is left.</summary>
    internal static int Largest(bool[,] edge, bool[] isThere) =>
        Enumerable.Range(0, isThere.Length).Select(i => From(i, edge, isThere).Paths.Count(count => count > 0)).DefaultIfEmpty(0).Max();

    /// <summary>Breadth first: distances and numbers of shortest paths.</summary>
    private static (int[] Distance, double[] Paths) From(int source, bool[,] edge, bool[] isThere)
    {
        var n = isThere.Length;
        var (distance, paths) = (new int[n], new double[n]);
        Array.Fill(distance, -1);
        int[] front = isThere[source] ? [source] : [];
        foreach (var i in front)
        {
            (distance[i], paths[i]) = (0, 1);
        }

        for (var step = 1; front.Length > 0; step++)
        {
            int[] next = [.. Enumerable.Range(0, n).Where(j => isThere[j] && distance[j] < 0 && front.Any(i => edge[i, j]))];
            foreach (var j in next)
            {
                (distance[j], paths[j]) = (step, front.Where(i => edge[i, j]).Sum(i => paths[i]));
            }

            front = next;
        }

        return (distance, paths);
    }
}
