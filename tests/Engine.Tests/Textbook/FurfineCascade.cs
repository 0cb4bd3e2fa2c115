namespace Contagion.Engine.Tests.Textbook;

/// <summary>Outcome of <see cref="FurfineCascade"/>. Source: Furfine 2003.</summary>
/// <param name="Defaulted">The final set of defaults.</param>
/// <param name="NetWorth">Net worth after all losses; may be negative.</param>
/// <param name="DefaultRound">0 for initial defaults and for those that fail on the shock alone, −1 for survivors.</param>
internal sealed record FurfineResult(bool[] Defaulted, double[] NetWorth, int[] DefaultRound);

/// <summary>The threshold cascade. Source: Furfine 2003, JMCB 35(1); models.md 2.1.</summary>
internal static class FurfineCascade
{
    /// <summary>Runs the cascade with one loss given default for each lender (creditor).</summary>
    internal static FurfineResult Run(
        double[,] debt, double[] netWorth, double[] totalAssets, double[] shock, bool[] initiallyDefaulted,
        double[] lossGivenDefaultOfLender, bool zeroEquityIsDefault = false) =>
        RunByContract(
            debt, netWorth, totalAssets, shock, initiallyDefaulted,
            (_, lender) => lossGivenDefaultOfLender[lender], zeroEquityIsDefault);

    /// <summary>Runs the cascade with one loss given default for all.</summary>
    internal static FurfineResult Run(
        double[,] debt, double[] netWorth, double[] totalAssets, double[] shock, bool[] initiallyDefaulted,
        double lossGivenDefault, bool zeroEquityIsDefault = false) =>
        RunByContract(
            debt, netWorth, totalAssets, shock, initiallyDefaulted, (_, _) => lossGivenDefault, zeroEquityIsDefault);

    /// <summary>Runs the cascade with any loss given default, a function of (debtor, creditor).</summary>
    /// <param name="debt">L[i,j], what debtor i owes creditor j.</param>
    /// <param name="netWorth">w⁰, before the shock.</param>
    /// <param name="totalAssets">Assets before the shock; they scale the tolerance τ only.</param>
    /// <param name="shock">x, taken from net worth directly.</param>
    /// <param name="initiallyDefaulted">D_0, whatever their net worth.</param>
    /// <param name="lossGivenDefault">Share of a claim lost, by (debtor, creditor).</param>
    /// <param name="zeroEquityIsDefault">Whether a net worth of zero is a default.</param>
    internal static FurfineResult RunByContract(
        double[,] debt, double[] netWorth, double[] totalAssets, double[] shock, bool[] initiallyDefaulted,
        Func<int, int, double> lossGivenDefault, bool zeroEquityIsDefault = false)
    {
        var n = netWorth.Length;
        var tolerance = DefaultRule.Tolerances(totalAssets);
        var defaultRound = initiallyDefaulted.Select(isDefault => isDefault ? 0 : -1).ToArray();
        var current = netWorth.Select((worth, i) => worth - shock[i]).ToArray();
        for (var round = 0; round <= n; round++)
        {
            for (var i = 0; i < n; i++)
            {
                if (defaultRound[i] < 0 && DefaultRule.IsDefault(current[i], tolerance[i], zeroEquityIsDefault))
                {
                    defaultRound[i] = round;
                }
            }

            current = AfterLosses(debt, netWorth, shock, defaultRound, lossGivenDefault);
        }

        return new FurfineResult([.. defaultRound.Select(round => round >= 0)], current, defaultRound);
    }

    private static double[] AfterLosses(
        double[,] debt, double[] netWorth, double[] shock, int[] defaultRound, Func<int, int, double> lossGivenDefault)
    {
        var n = netWorth.Length;
        var worth = new double[n];
        for (var i = 0; i < n; i++)
        {
            var loss = 0.0;
            for (var j = 0; j < n; j++)
            {
                loss += defaultRound[j] >= 0 ? lossGivenDefault(j, i) * debt[j, i] : 0;
            }

            worth[i] = netWorth[i] - shock[i] - loss;
        }

        return worth;
    }
}
