using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Contagion.Networks;

/// <summary>Link probabilities that grow with the debts of one institution and the claims of the other, and add up to a number of links.</summary>
/// <remarks>
/// p_ij = z r_i c_j / (1 + z r_i c_j) for i ≠ j; a link carries r_i c_j / (Σ p_ij) = (1/z + r_i c_j) / Σ. Here with q = 1 / (z Σ²) and shares x = r / Σ,
/// y = c / Σ: p = x y / (q + x y), amount Σ (q + x y); q = 0 links all that can be linked.
/// Cimini, Squartini, Garlaschelli and Gabrielli (2015), Scientific Reports 5:15758.
/// </remarks>
internal sealed class FitnessModel
{
    private readonly LinkOdds _links;

    private readonly double _total;

    private FitnessModel(double[] x, double[] y, double total, double q)
    {
        (X, Y, _total, Q) = (x, y, total, q);
        _links = new LinkOdds(x, y, q);
    }

    /// <summary>Debts of each institution as a share of all.</summary>
    public double[] X { get; }

    /// <summary>Claims of each institution as a share of all.</summary>
    public double[] Y { get; }

    /// <summary>1 / (z Σ²).</summary>
    public double Q { get; }

    /// <summary>z, in one over the square of the currency unit.</summary>
    public double Z => 1 / Q / _total / _total;

    /// <summary>The model whose probabilities add up to a number of links.</summary>
    /// <param name="marginals">The marginals, of more than nothing.</param>
    /// <param name="links">Above 0; as many as there are pairs, or more, link them all.</param>
    public static FitnessModel Of(Marginals marginals, double links)
    {
        double[] x = [.. marginals.Liabilities.ToArray().Select(amount => amount / marginals.Total)];
        double[] y = [.. marginals.Assets.ToArray().Select(amount => amount / marginals.Total)];
        return new FitnessModel(x, y, marginals.Total, links >= marginals.Pairs ? 0 : Solve(x, y, links, marginals.Pairs));
    }

    /// <summary>The probability that a debtor owes a creditor.</summary>
    public double Probability(int debtor, int creditor) => _links.Probability(debtor, creditor);

    /// <summary>What it owes if it does.</summary>
    public double Amount(int debtor, int creditor) => _total * (Q + (X[debtor] * Y[creditor]));

    /// <summary>Draws who lends to whom; a row a creditor. O(institutions + links).</summary>
    public CompressedRows Draw(ulong seed, uint sample)
    {
        var claims = new ClaimRows(Y.Length);
        var linked = new List<int>();
        for (var creditor = 0; creditor < Y.Length; creditor++)
        {
            _links.Draw(creditor, new KeyedDraws(seed, sample, Purpose.FitnessLinks, (uint)creditor), linked);
            foreach (var debtor in linked)
            {
                claims.Add(debtor, Amount(debtor, creditor));
            }

            claims.EndRow();
        }

        return claims.Build();
    }

    /// <summary>q, found as ln q. Σ p ≤ Σ x y / q and Σ (1 − p) ≤ q Σ 1 / (x y) bracket it.</summary>
    private static double Solve(double[] x, double[] y, double links, long pairs)
    {
        var (low, high) = ((pairs - links) / Inverse(x) / Inverse(y), 1 / links);
        // Fewer links as q grows, so what increases is the number missed. Where few pairs are linked, the upper bound is all but the root.
        return Elementary.Exp(MonotoneRoot.Find(
            Elementary.Log(low) - 1, Elementary.Log(high) + 1,
            at =>
            {
                var (sum, slope) = Expected(x, y, Elementary.Exp(at));
                return (links - sum, slope);
            },
            start: Elementary.Log(high)));

        static double Inverse(double[] shares) => shares.Sum(share => share > 0 ? 1 / share : 0);
    }

    /// <summary>Σ p and −dΣp / d ln q = Σ p (1 − p), row by row on all processors and added up in order.</summary>
    private static (double Sum, double Slope) Expected(double[] x, double[] y, double q)
    {
        var lanes = new Vector512<double>[(y.Length + 7) / 8];
        y.AsSpan().CopyTo(MemoryMarshal.Cast<Vector512<double>, double>(lanes.AsSpan()));
        var (sums, slopes) = (new double[x.Length], new double[x.Length]);
        Parallel.For(0, (x.Length + RowsTogether - 1) / RowsTogether, part =>
        {
            for (var debtor = part * RowsTogether; debtor < Math.Min(x.Length, (part + 1) * RowsTogether); debtor++)
            {
                (sums[debtor], slopes[debtor]) = x[debtor] > 0 ? Row(lanes, q / x[debtor], y[debtor]) : (0, 0);
            }
        });
        var (sum, slope) = (0.0, 0.0);
        for (var debtor = 0; debtor < x.Length; debtor++)
        {
            sum += sums[debtor];
            slope += slopes[debtor];
        }

        return (sum, slope);
    }

    private const int RowsTogether = 256;

    private static (double Sum, double Slope) Row(ReadOnlySpan<Vector512<double>> y, double odds, double own)
    {
        var (sum, squares, over) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512.Create(odds));
        foreach (var one in y)
        {
            var p = one / (over + one);
            sum += p;
            squares += p * p;
        }

        var self = own / (odds + own);
        return (Sum(sum) - self, Sum(sum) - Sum(squares) - (self * (1 - self)));

        static double Sum(Vector512<double> lanes) => ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
    }
}
