namespace Contagion.Networks.Tests.Reconstruction;

/// <summary>Textbook versions on full matrices L[debtor, creditor].</summary>
internal static class NaiveReconstruction
{
    /// <summary>RAS from r_i c_j with an empty diagonal (models.md 8.2).</summary>
    public static double[,] Ras(double[] r, double[] c, int rounds)
    {
        var n = r.Length;
        var debts = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                debts[i, j] = i == j ? 0 : r[i] * c[j];
            }
        }

        return Ras(debts, r, c, rounds);
    }

    /// <summary>RAS from any prior.</summary>
    public static double[,] Ras(double[,] debts, double[] r, double[] c, int rounds)
    {
        var n = r.Length;
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < n; i++)
            {
                var sum = Enumerable.Range(0, n).Sum(j => debts[i, j]);
                for (var j = 0; j < n; j++)
                {
                    debts[i, j] *= sum > 0 ? r[i] / sum : 0;
                }
            }

            for (var j = 0; j < n; j++)
            {
                var sum = Enumerable.Range(0, n).Sum(i => debts[i, j]);
                for (var i = 0; i < n; i++)
                {
                    debts[i, j] *= sum > 0 ? c[j] / sum : 0;
                }
            }
        }

        return debts;
    }

    /// <summary>z of the fitness model by bisection (models.md 8.4).</summary>
    public static double Z(double[] x, double[] y, double links)
    {
        var (low, high) = (0.0, 1.0);
        while (Expected(high) < links)
        {
            high *= 2;
        }

        for (var step = 0; step < 200; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Expected(middle) < links ? (middle, high) : (low, middle);
        }

        return low;

        double Expected(double z)
        {
            var sum = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                for (var j = 0; j < y.Length; j++)
                {
                    sum += i == j ? 0 : z * x[i] * y[j] / (1 + (z * x[i] * y[j]));
                }
            }

            return sum;
        }
    }

    /// <summary>L[debtor, creditor] of compressed claims.</summary>
    public static double[,] Debts(CompressedRows claims)
    {
        var debts = new double[claims.Rows, claims.Rows];
        for (var creditor = 0; creditor < claims.Rows; creditor++)
        {
            for (var claim = claims.Start[creditor]; claim < claims.Start[creditor + 1]; claim++)
            {
                debts[claims.Column[claim], creditor] += claims.Amount[claim];
            }
        }

        return debts;
    }

    public static double[] Flat(double[,] matrix) => [.. matrix.Cast<double>()];
}
