namespace Contagion.Networks;

/// <summary>Fits given claims to marginals: creditors' rows and debtors' columns are scaled in turn until both add up. RAS on the cells there are.</summary>
/// <remarks>
/// Converges to the matrix nearest in relative entropy to the prior, if any matrix with no other links has these marginals. Deming and Stephan (1940), Annals of
/// Mathematical Statistics 11(4):427–444; Csiszár (1975), Annals of Probability 3(1):146–158. A round is O(links).
/// </remarks>
public static class ProportionalFitting
{
    /// <summary>Fitted once no total is off by more than this share of all claims.</summary>
    public const double Tolerance = 1e-12;

    /// <summary>Rounds after which what is not fitted is given up unless another number is said.</summary>
    public const int RoundsMax = 100_000;

    /// <summary>Where the error has not fallen by a hundredth in so many rounds, it does not go to zero.</summary>
    private const int StallRounds = 1_000;

    /// <summary>Fits claims to marginals.</summary>
    /// <param name="prior">A row a creditor; all amounts above 0. A pair without entry stays without claim.</param>
    /// <param name="marginals">What rows and columns are to add up to.</param>
    /// <param name="roundsMax">Rounds after which what is not fitted is given up.</param>
    /// <returns>The claims, rounds taken, and the largest error left as a share of the total with whose it is.</returns>
    public static Fit To(CompressedRows prior, Marginals marginals, int roundsMax = RoundsMax)
    {
        var (start, column, amount) = (prior.Start.ToArray(), prior.Column.ToArray(), prior.Amount.ToArray());
        var claims = new CompressedRows(start, column, amount);
        var (lent, best, round) = (claims.RowSums(), double.PositiveInfinity, 0);
        while (true)
        {
            ScaleRows(claims, lent, marginals.Assets, amount);
            var borrowed = claims.ColumnSums(marginals.Count);
            ScaleColumns(column, borrowed, marginals.Liabilities, amount);
            lent = claims.RowSums();
            var (error, worst) = Off(lent, borrowed, marginals);
            round++;
            var isStalled = round % StallRounds == 0 && error > 0.99 * best;
            if (error <= Tolerance || isStalled || round == roundsMax)
            {
                return new Fit(claims, round, error, worst);
            }

            best = round % StallRounds == 0 ? error : best;
        }
    }

    private static void ScaleRows(CompressedRows claims, ReadOnlySpan<double> lent, ReadOnlySpan<double> wanted, Span<double> amount)
    {
        for (var creditor = 0; creditor < claims.Rows; creditor++)
        {
            var factor = lent[creditor] > 0 ? wanted[creditor] / lent[creditor] : 0;
            foreach (ref var claim in amount[claims.Start[creditor]..claims.Start[creditor + 1]])
            {
                claim *= factor;
            }
        }
    }

    private static void ScaleColumns(ReadOnlySpan<int> column, ReadOnlySpan<double> borrowed, ReadOnlySpan<double> wanted, Span<double> amount)
    {
        for (var entry = 0; entry < amount.Length; entry++)
        {
            var debtor = column[entry];
            amount[entry] *= borrowed[debtor] > 0 ? wanted[debtor] / borrowed[debtor] : 0;
        }
    }

    /// <summary>The largest error after columns were scaled: of a row, or of a debtor to whom nobody lends.</summary>
    private static (double Error, int Worst) Off(ReadOnlySpan<double> lent, ReadOnlySpan<double> borrowed, Marginals marginals)
    {
        var (largest, worst) = (0.0, 0);
        for (var one = 0; one < lent.Length; one++)
        {
            var off = Math.Max(Math.Abs(lent[one] - marginals.Assets[one]), borrowed[one] > 0 ? 0 : marginals.Liabilities[one]);
            (largest, worst) = off > largest ? (off, one) : (largest, worst);
        }

        return (largest > 0 ? largest / marginals.Total : 0, worst);
    }
}

/// <summary>What came of fitting claims to marginals.</summary>
/// <param name="Claims">The claims.</param>
/// <param name="Rounds">Rounds taken.</param>
/// <param name="Error">The largest difference between what an institution lends or owes and its marginal, as a share of all claims.</param>
/// <param name="Worst">Whose that is.</param>
public sealed record Fit(CompressedRows Claims, int Rounds, double Error, int Worst)
{
    /// <summary>Whether the claims have the marginals.</summary>
    public bool IsFitted => Error <= ProportionalFitting.Tolerance;
}
