using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>Ex-ante valuation after Black and Cox: default as soon as equity is exhausted, at any time before maturity.</summary>
/// <remarks>
/// 𝕍(E) = 1 − (1 − ρ) PD(E); PD = 1 for E ≤ 0, 0 for E ≥ A, else N((l + σ²/2)/σ) + A/(A − E) N((l − σ²/2)/σ), l = ln(1 − E/A).
/// Barucca et al. (2020), Mathematical Finance 30(4):1181–1204; Bardoscia, Barucca, Brinley Codd and Hill (2019), Journal of Economic
/// Dynamics and Control 108:103755.
/// </remarks>
public sealed record BlackCox : ExAnte
{
    /// <inheritdoc/>
    public override string Name => "neva-black-cox";

    /// <inheritdoc/>
    public override Dynamics Prepare(Network network, RunSettings run) => new Valuation<DebtValue>(network, this, new DebtValue(Recovery), run.Tolerance);

    internal readonly struct DebtValue(double recovery) : IDebtValue
    {
        public double Of(double equity, double externalAssets, double debt, double volatility) =>
            Math.Clamp(1 - ((1 - recovery) * DefaultProbability(equity, externalAssets, volatility)), 0, 1);

        private static double DefaultProbability(double equity, double externalAssets, double volatility)
        {
            if (equity <= 0)
            {
                return 1;
            }

            if (equity >= externalAssets)
            {
                return 0;
            }

            var distance = Elementary.Log(1 - (equity / externalAssets));
            var shift = volatility * volatility / 2;
            return Elementary.NormalCdf((distance + shift) / volatility)
                + (externalAssets / (externalAssets - equity) * Elementary.NormalCdf((distance - shift) / volatility));
        }
    }
}
