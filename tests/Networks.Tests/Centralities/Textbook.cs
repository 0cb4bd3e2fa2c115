namespace Contagion.Networks.Tests;

/// <summary>Plain dense versions of what is computed on networks, straight from the definitions. L[i, j] is what i owes j.</summary>
internal static class Textbook
{
    private const double Tie = 1e-12;

    public static double[,] Transposed(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var turned = new double[n, n];
        Each(n, (i, j) => turned[j, i] = matrix[i, j]);
        return turned;
    }

    /// <summary>Solves matrix · x = right by elimination with pivoting.</summary>
    public static double[] Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        var (m, x) = ((double[,])matrix.Clone(), (double[])right.Clone());
        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(m[row, column]));
            (x[column], x[pivot]) = (x[pivot], x[column]);
            for (var k = 0; k < n; k++)
            {
                (m[column, k], m[pivot, k]) = (m[pivot, k], m[column, k]);
            }

            for (var row = column + 1; row < n; row++)
            {
                var factor = m[row, column] / m[column, column];
                x[row] -= factor * x[column];
                for (var k = column; k < n; k++)
                {
                    m[row, k] -= factor * m[column, k];
                }
            }
        }

        for (var row = n - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < n; k++)
            {
                x[row] -= m[row, k] * x[k];
            }

            x[row] /= m[row, row];
        }

        return x;
    }

    /// <summary>(I − aL)⁻¹ 1.</summary>
    public static double[] Katz(double[,] debts, double attenuation)
    {
        var n = debts.GetLength(0);
        var matrix = new double[n, n];
        Each(n, (i, j) => matrix[i, j] = (i == j ? 1 : 0) - (attenuation * debts[i, j]));
        return Solve(matrix, [.. Enumerable.Repeat(1.0, n)]);
    }

    /// <summary>reach[i, j]: whether a chain of edges leads from i to j (Warshall 1962).</summary>
    public static bool[,] Reach(double[,] debts)
    {
        var n = debts.GetLength(0);
        var reach = new bool[n, n];
        Each(n, (i, j) => reach[i, j] = i == j || debts[i, j] > 0);
        for (var k = 0; k < n; k++)
        {
            var middle = k;
            Each(n, (i, j) => reach[i, j] |= reach[i, middle] && reach[middle, j]);
        }

        return reach;
    }

    /// <summary>Distances with one over amounts for lengths (Floyd 1962).</summary>
    public static double[,] Distances(double[,] debts)
    {
        var n = debts.GetLength(0);
        var distance = new double[n, n];
        Each(n, (i, j) => distance[i, j] = i == j ? 0 : 1 / debts[i, j]);
        for (var k = 0; k < n; k++)
        {
            var middle = k;
            Each(n, (i, j) => distance[i, j] = Math.Min(distance[i, j], distance[i, middle] + distance[middle, j]));
        }

        return distance;
    }

    /// <summary>Σ over ordered pairs s ≠ t without v of the share of shortest paths from s to t through v: paths are counted from the nearest pairs on.</summary>
    public static double[] Betweenness(double[,] debts)
    {
        var n = debts.GetLength(0);
        var (distance, paths, between) = (Distances(debts), new double[n, n], new double[n]);
        for (var s = 0; s < n; s++)
        {
            paths[s, s] = 1;
            foreach (var t in Enumerable.Range(0, n).Where(t => t != s && double.IsFinite(distance[s, t])).OrderBy(t => distance[s, t]))
            {
                paths[s, t] = Enumerable.Range(0, n).Where(v => debts[v, t] > 0 && IsSame(distance[s, v] + (1 / debts[v, t]), distance[s, t])).Sum(v => paths[s, v]);
            }
        }

        for (var s = 0; s < n; s++)
        {
            for (var t = 0; t < n; t++)
            {
                for (var v = 0; v < n && s != t && paths[s, t] > 0; v++)
                {
                    between[v] += v != s && v != t && IsSame(distance[s, v] + distance[v, t], distance[s, t]) ? paths[s, v] * paths[v, t] / paths[s, t] : 0;
                }
            }
        }

        return between;
    }

    /// <summary>(r/Σd)(r/(n − 1)) over the r others that are reached.</summary>
    public static double[] Closeness(double[,] debts)
    {
        var (n, distance) = (debts.GetLength(0), Distances(debts));
        return [.. Enumerable.Range(0, n).Select(i =>
        {
            double[] near = [.. Enumerable.Range(0, n).Where(j => j != i && double.IsFinite(distance[i, j])).Select(j => distance[i, j])];
            return near.Length == 0 ? 0 : near.Length / near.Sum() * near.Length / (n - 1.0);
        })];
    }

    public static double[] Harmonic(double[,] debts)
    {
        var (n, distance) = (debts.GetLength(0), Distances(debts));
        return [.. Enumerable.Range(0, n).Select(i => n < 2 ? 0 : Enumerable.Range(0, n).Where(j => j != i).Sum(j => 1 / distance[i, j]) / (n - 1))];
    }

    /// <summary>(n − 1)/ΣΣ (I − P without k)⁻¹, one k after the other.</summary>
    public static double[] SinkRank(double[,] debts)
    {
        var (n, reach) = (debts.GetLength(0), Reach(debts));
        return [.. Enumerable.Range(0, n).Select(k =>
        {
            int[] others = [.. Enumerable.Range(0, n).Where(i => i != k)];
            if (n < 2 || others.Any(i => !reach[i, k]))
            {
                return 0;
            }

            var matrix = new double[n - 1, n - 1];
            Each(n - 1, (i, j) => matrix[i, j] = (i == j ? 1 : 0) - (debts[others[i], others[j]] / Enumerable.Range(0, n).Sum(m => debts[others[i], m])));
            return (n - 1) / Solve(matrix, [.. Enumerable.Repeat(1.0, n - 1)]).Sum();
        })];
    }

    /// <summary>exp(A) of the 0/1 matrix, term by term.</summary>
    public static double[,] Exponential(double[,] debts)
    {
        var n = debts.GetLength(0);
        var (sum, term) = (new double[n, n], new double[n, n]);
        Each(n, (i, j) => sum[i, j] = term[i, j] = i == j ? 1 : 0);
        for (var k = 1; k <= 200; k++)
        {
            var (before, step) = (term, k);
            term = new double[n, n];
            Each(n, (i, j) => term[i, j] = Enumerable.Range(0, n).Sum(m => debts[i, m] > 0 ? before[m, j] : 0) / step);
            Each(n, (i, j) => sum[i, j] += term[i, j]);
        }

        return sum;
    }

    /// <summary>The core of i: the largest k for which i stays when those with fewer than k counterparties are taken out until nobody has.</summary>
    public static int[] Cores(Func<int, int, bool> counts, int n)
    {
        var core = new int[n];
        for (var k = 1; k < n; k++)
        {
            var left = Enumerable.Range(0, n).ToHashSet();
            while (left.RemoveWhere(i => left.Count(j => counts(i, j)) < k) > 0)
            {
            }

            foreach (var i in left)
            {
                core[i] = k;
            }
        }

        return core;
    }

    /// <summary>The errors of a core, block by block as Craig and von Peter (2014) define them.</summary>
    public static long CoreErrors(double[,] debts, bool[] isCore)
    {
        var (n, errors) = (debts.GetLength(0), 0L);
        var periphery = isCore.Count(one => !one);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                errors += i != j && isCore[i] && isCore[j] && debts[i, j] == 0 ? 1 : 0;
                errors += !isCore[i] && !isCore[j] && debts[i, j] > 0 ? 1 : 0;
            }

            if (isCore[i])
            {
                errors += Enumerable.Range(0, n).Any(j => !isCore[j] && debts[i, j] > 0) ? 0 : periphery;
                errors += Enumerable.Range(0, n).Any(j => !isCore[j] && debts[j, i] > 0) ? 0 : periphery;
            }
        }

        return errors;
    }

    /// <summary>The least errors of any core.</summary>
    public static long LeastCoreErrors(double[,] debts)
    {
        var n = debts.GetLength(0);
        return Enumerable.Range(0, 1 << n).Min(set => CoreErrors(debts, [.. Enumerable.Range(0, n).Select(i => (set >> i & 1) == 1)]));
    }

    /// <summary>The spectral radius by squaring: ρ = lim ‖Mᵏ‖^(1/k), k = 2⁴⁰, with sizes kept apart.</summary>
    public static double SpectralRadius(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var (power, log) = ((double[,])matrix.Clone(), 0.0);
        for (var k = 0; k < 40; k++)
        {
            var (old, largest) = (power, power.Cast<double>().Append(0).Max());
            if (largest == 0)
            {
                return 0;
            }

            // M^(2^k) = e^log × power.
            power = new double[n, n];
            Each(n, (i, j) => power[i, j] = Enumerable.Range(0, n).Sum(m => old[i, m] / largest * (old[m, j] / largest)));
            log = (2 * log) + (2 * Math.Log(largest));
        }

        var size = power.Cast<double>().Append(0).Max();
        return size == 0 ? 0 : Math.Exp((log + Math.Log(size)) / Math.Pow(2, 40));
    }

    private static bool IsSame(double one, double other) => Math.Abs(one - other) <= Tie * other;

    private static void Each(int n, Action<int, int> visit)
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                visit(i, j);
            }
        }
    }
}
