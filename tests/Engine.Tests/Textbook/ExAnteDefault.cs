namespace Contagion.Engine.Tests.Textbook;

/// <summary>Default probabilities before maturity. Source: Barucca et al. 2020, Mathematical Finance 30(4); models.md 2.7.</summary>
internal static class ExAnteDefault
{
    /// <summary>PD(E) = N((ln(1 − E/A) + σ²/2)/σ), 0 where E ≥ A: default at maturity (Merton).</summary>
    internal static double Merton(double equity, double externalAssets, double volatility) =>
        equity >= externalAssets
            ? 0
            : NormalDistribution.Cdf((Math.Log(1 - (equity / externalAssets)) + (volatility * volatility / 2)) / volatility);

    /// <summary>Expected external assets where equity ends between −P and 0, called cav in models.md.</summary>
    internal static double AssetsInDefault(
        double equity, double externalAssets, double volatility, double obligation) =>
        externalAssets * (MassBelow(equity, externalAssets, volatility)
            - MassBelow(equity + obligation, externalAssets, volatility));

    /// <summary>PD_BC(E): default at any time up to maturity (Black and Cox).</summary>
    internal static double BlackCox(double equity, double externalAssets, double volatility)
    {
        if (equity <= 0)
        {
            return 1;
        }

        if (equity >= externalAssets)
        {
            return 0;
        }

        var log = Math.Log(1 - (equity / externalAssets));
        var drift = volatility * volatility / 2;
        return NormalDistribution.Cdf((log + drift) / volatility)
            + (externalAssets / (externalAssets - equity) * NormalDistribution.Cdf((log - drift) / volatility));
    }

    private static double MassBelow(double equity, double externalAssets, double volatility) =>
        equity >= externalAssets
            ? 0
            : NormalDistribution.Cdf((Math.Log(1 - (equity / externalAssets)) - (volatility * volatility / 2)) / volatility);
}
