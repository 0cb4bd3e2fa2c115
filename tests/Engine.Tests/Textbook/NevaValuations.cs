namespace Contagion.Engine.Tests.Textbook;

/// <summary>
/// Values 𝕍_j(E_j), in [0, 1], of one unit of a claim on debtor j.
/// Source: Barucca et al. 2020, Mathematical Finance 30(4); models.md 2.7.
/// </summary>
/// <remarks>Each method returns the function (j, E_j) → 𝕍_j that <see cref="Neva"/> takes. A debtor with P_j = 0 has value 1.</remarks>
internal static class NevaValuations
{
    /// <summary>P: network liabilities where external creditors are senior, else all liabilities.</summary>
    internal static double[] Obligations(double[,] debt, double[] externalLiabilities, bool externalCreditorsSenior) =>
        externalCreditorsSenior
            ? BalanceSheet.NetworkLiabilities(debt)
            : BalanceSheet.TotalLiabilities(debt, externalLiabilities);

    /// <summary>1, or R in default.</summary>
    /// <param name="recovery">R.</param>
    /// <param name="tolerance">τ; see <see cref="DefaultRule"/>.</param>
    /// <param name="zeroEquityIsDefault">Whether E = 0 is a default.</param>
    internal static Func<int, double, double> Furfine(
        double recovery, double[] tolerance, bool zeroEquityIsDefault = false) =>
        (j, equity) => DefaultRule.IsDefault(equity, tolerance[j], zeroEquityIsDefault) ? recovery : 1;

    /// <summary>1, or max(0, (E+P)/P) in default.</summary>
    internal static Func<int, double, double> EisenbergNoe(double[] obligation) =>
        (j, equity) => equity >= 0 || obligation[j] <= 0 ? 1 : Math.Max(0, (equity + obligation[j]) / obligation[j]);

    /// <summary>1, or ((α−β)A^e + β max(0, E+P))/P in default, where E is computed before default costs.</summary>
    internal static Func<int, double, double> RogersVeraart(
        double[] obligation, double[] externalAssets, double alpha, double beta, double[] tolerance,
        bool zeroEquityIsDefault = false) =>
        (j, equity) =>
            obligation[j] <= 0 || !DefaultRule.IsDefault(equity, tolerance[j], zeroEquityIsDefault)
                ? 1
                : Clip((((alpha - beta) * externalAssets[j]) + (beta * Math.Max(0, equity + obligation[j]))) / obligation[j]);

    /// <summary>1 − (1−R) h with h = 1 − clip(E/w⁰, 0, 1); h = 1 where w⁰ ≤ 0. R = 0 is clip(E/w⁰, 0, 1).</summary>
    internal static Func<int, double, double> LinearDebtRank(double[] initialNetWorth, double recovery = 0) =>
        (j, equity) => recovery + ((1 - recovery) * (initialNetWorth[j] > 0 ? Clip(equity / initialNetWorth[j]) : 0));

    /// <summary>Ex-ante Furfine: 1 − (1−R) PD(E).</summary>
    internal static Func<int, double, double> ExAnteFurfine(
        double[] externalAssets, double[] volatility, double recovery) =>
        (j, equity) => 1 - ((1 - recovery) * ExAnteDefault.Merton(equity, externalAssets[j], volatility[j]));

    /// <summary>Ex-ante Eisenberg-Noe (Merton, geometric Brownian motion); <paramref name="recovery"/> is ρ.</summary>
    internal static Func<int, double, double> Merton(
        double[] obligation, double[] externalAssets, double[] volatility, double recovery) =>
        (j, equity) =>
        {
            var p = obligation[j];
            if (p <= 0)
            {
                return 1;
            }

            var assets = externalAssets[j];
            var probability = ExAnteDefault.Merton(equity, assets, volatility[j]);
            var probabilityOfNothing = ExAnteDefault.Merton(equity + p, assets, volatility[j]);
            var assetsInDefault = ExAnteDefault.AssetsInDefault(equity, assets, volatility[j], p);
            return Clip(1 - probability
                + (recovery * (((1 + ((equity - assets) / p)) * (probability - probabilityOfNothing)) + (assetsInDefault / p))));
        };

    /// <summary>Ex-ante with default at any time: 1 − (1−ρ) PD_BC(E).</summary>
    internal static Func<int, double, double> BlackCox(double[] externalAssets, double[] volatility, double recovery) =>
        (j, equity) => Clip(1 - ((1 - recovery) * ExAnteDefault.BlackCox(equity, externalAssets[j], volatility[j])));

    private static double Clip(double value) => Math.Clamp(value, 0, 1);
}
