namespace Contagion.Networks;

/// <summary>The network of maximum entropy as two numbers an institution: i owes j the amount a_i b_j, and itself nothing.</summary>
/// <remarks>
/// What RAS converges to from the prior r_i c_j with an empty diagonal. Let s_i = a_i b_i, what i would owe itself without the rule. Rows and columns
/// add up to a_i (B − b_i) = r_i and b_i (A − a_i) = c_i, so with K = AB
///   a_i = (r_i + s_i) / B,  b_i = (c_i + s_i) / A,  s_i² − (K − r_i − c_i) s_i + r_i c_i = 0,  K = Σ + Σ_i s_i.
/// K is the one unknown. All s_i are the smaller roots, but for at most one, that of the institution with the largest √r + √c, where
/// a_i / A + b_i / B > 1. Where K is as good as undetermined, as between two institutions that have nearly everything, rounds of RAS on the factors take
/// what error is left: a_i = r_i / Σ_{j≠i} b_j, b_j = c_j / Σ_{i≠j} a_i. O(institutions) in time and memory.
/// </remarks>
internal sealed class EntropyFactors
{
    /// <summary>Rounds of RAS after which factors are as good as they get: each takes what a K that is a little off has spoilt, but for what does not show in totals.</summary>
    private const int RoundsMax = 20;

    /// <summary>An error of this share of the total is rounding.</summary>
    private const double Rounding = 1e-15;

    private EntropyFactors(double[] ofDebtor, double[] ofCreditor) => (OfDebtor, OfCreditor) = (ofDebtor, ofCreditor);

    /// <summary>a.</summary>
    public double[] OfDebtor { get; }

    /// <summary>b.</summary>
    public double[] OfCreditor { get; }

    /// <summary>Solves for the factors.</summary>
    /// <param name="marginals">Marginals of more than nothing and without a hub.</param>
    public static EntropyFactors Of(Marginals marginals)
    {
        var (total, count) = (marginals.Total, marginals.Count);
        var (r, c) = (Shares(marginals.Liabilities, total), Shares(marginals.Assets, total));
        var largest = Enumerable.Range(0, count).MaxBy(one => Math.Sqrt(r[one]) + Math.Sqrt(c[one]));
        var product = r[largest] * c[largest];
        var least = Square(Math.Sqrt(r[largest]) + Math.Sqrt(c[largest]));
        // Where all take the smaller root, Σ s_i ≤ Σ √(r_i c_i) ≤ Σ, so K ≤ 2Σ.
        var isSmall = product == 0 || least - 1 - Math.Sqrt(product) - Others(least).Sum <= 0;
        var k = isSmall ? MonotoneRoot.Find(Math.Max(1, least), 2, Small) : 0;
        var slack = marginals.Slack(largest) / total;
        // The unknown of the other case is 1/s of the largest, which stays finite as slack goes to 0: r c / s = slack + Σ_{j≠i} s_j.
        var inverse = isSmall ? 0 : MonotoneRoot.Find(slack / product, 1 / Math.Sqrt(product), Large);
        k = isSmall ? k : LargeK(inverse);

        var (a, b) = (new double[count], new double[count]);
        for (var one = 0; one < count; one++)
        {
            var s = isSmall || one != largest ? Diagonal(r[one], c[one], k).S : 1 / inverse;
            (a[one], b[one]) = (r[one] > 0 ? r[one] + s : 0, c[one] > 0 ? (c[one] + s) / k : 0);
        }

        for (var round = 0; round < RoundsMax && Error(a, r, Besides(b)) > Rounding; round++)
        {
            Scale(a, r, Besides(b));
            Scale(b, c, Besides(a));
        }

        return new EntropyFactors([.. a.Select(factor => factor * total)], b);

        (double, double) Small(double at)
        {
            var (sum, slope) = Others(at);
            var (s, bend) = Diagonal(r[largest], c[largest], at);
            return (at - 1 - sum - s, 1 + slope + bend);
        }

        double LargeK(double at) => (1 / at) + r[largest] + c[largest] + (product * at);

        (double, double) Large(double at)
        {
            var (sum, slope) = Others(LargeK(at));
            return ((product * at) - slack - sum, product + (slope * (product - (1 / at / at))));
        }

        (double Sum, double Slope) Others(double at)
        {
            var (sum, slope) = (0.0, 0.0);
            for (var one = 0; one < count; one++)
            {
                if (one != largest)
                {
                    var (s, bend) = Diagonal(r[one], c[one], at);
                    sum += s;
                    slope += bend;
                }
            }

            return (sum, slope);
        }
    }

    /// <summary>The smaller root s, and how fast it falls as K grows.</summary>
    private static (double S, double Bend) Diagonal(double r, double c, double k)
    {
        var (rest, twice) = (k - r - c, 2 * Math.Sqrt(r * c));
        var root = Math.Sqrt(Math.Max(0, rest - twice) * (rest + twice));
        var s = 2 * r * c / (rest + root);
        return (s > 0 ? s : 0, root > 0 ? s / root : 0);
    }

    /// <summary>The sum of all others, for each: from both ends, so that a large one takes no digits from those beside it.</summary>
    private static double[] Besides(double[] factors)
    {
        var (sums, before, after) = (new double[factors.Length], 0.0, 0.0);
        for (var one = 0; one < factors.Length; one++)
        {
            sums[one] = before;
            before += factors[one];
        }

        for (var one = factors.Length - 1; one >= 0; one--)
        {
            sums[one] += after;
            after += factors[one];
        }

        return sums;
    }

    private static void Scale(double[] factors, double[] wanted, double[] besides)
    {
        for (var one = 0; one < factors.Length; one++)
        {
            factors[one] = wanted[one] > 0 ? wanted[one] / besides[one] : 0;
        }
    }

    private static double Error(double[] factors, double[] wanted, double[] besides)
    {
        var error = 0.0;
        for (var one = 0; one < factors.Length; one++)
        {
            error = Math.Max(error, Math.Abs((factors[one] * besides[one]) - wanted[one]));
        }

        return error;
    }

    private static double[] Shares(ReadOnlySpan<double> amounts, double total)
    {
        var shares = amounts.ToArray();
        for (var one = 0; one < shares.Length; one++)
        {
            shares[one] /= total;
        }

        return shares;
    }

    private static double Square(double x) => x * x;
}
