namespace Contagion.Analysis;

/// <summary>What share of its equity each institution lost, and to what. NaN where it had none.</summary>
/// <param name="Total">(w⁰ − max(0, w)) / w⁰; below 0 where an institution gained.</param>
/// <param name="FirstRound">min(w⁰, direct loss) / w⁰, in [0, 1].</param>
/// <param name="Contagion">Total less first round.</param>
/// <param name="Multiplier">Σ total over Σ first-round losses, in money, over institutions with equity; null where nobody lost anything directly.</param>
/// <remarks><c>models.md</c> 9.2.</remarks>
public sealed record RelativeLosses(double[] Total, double[] FirstRound, double[] Contagion, double? Multiplier)
{
    /// <summary>The relative losses of every institution.</summary>
    /// <param name="initialEquity">w⁰, before the shocks; relative losses of those at or below 0 are undefined.</param>
    /// <param name="directLoss">What shocks took of each, at least 0; what exceeds equity counts nowhere.</param>
    /// <param name="finalEquity">w at the end; below 0 counts as 0.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a number is NaN, infinite or (direct losses) negative.</exception>
    public static RelativeLosses Of(ReadOnlySpan<double> initialEquity, ReadOnlySpan<double> directLoss, ReadOnlySpan<double> finalEquity)
    {
        ContagionShares.MustFit(initialEquity, directLoss, finalEquity);
        var count = initialEquity.Length;
        var (total, first, contagion) = (new double[count], new double[count], new double[count]);
        var (lost, direct) = (new double[count], new double[count]);
        for (var institution = 0; institution < count; institution++)
        {
            var equity = initialEquity[institution];
            if (equity > 0)
            {
                (lost[institution], direct[institution]) = (equity - Math.Max(0, finalEquity[institution]), Math.Min(equity, directLoss[institution]));
            }

            total[institution] = equity > 0 ? lost[institution] / equity : double.NaN;
            first[institution] = equity > 0 ? direct[institution] / equity : double.NaN;
            contagion[institution] = total[institution] - first[institution];
        }

        var firstRound = Distribution.Sum(direct);
        return new RelativeLosses(total, first, contagion, firstRound > 0 ? Distribution.Sum(lost) / firstRound : null);
    }

    /// <summary>Of those who hold claims rather than equity (lenders, depositors): loss over initial claim; NaN where there was none.</summary>
    /// <param name="initialClaim">What each was owed before the shocks, at least 0.</param>
    /// <param name="loss">What it did not get.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a number is NaN, infinite or (claims) negative.</exception>
    public static double[] OfClaims(ReadOnlySpan<double> initialClaim, ReadOnlySpan<double> loss)
    {
        Refuse.NoAmount(initialClaim, nameof(initialClaim));
        Refuse.OtherLength(loss.Length, initialClaim.Length, nameof(loss));
        Refuse.NotFinite(loss, nameof(loss));
        var relative = new double[loss.Length];
        for (var institution = 0; institution < relative.Length; institution++)
        {
            relative[institution] = initialClaim[institution] > 0 ? loss[institution] / initialClaim[institution] : double.NaN;
        }

        return relative;
    }
}
