using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>Ex-ante valuation after Merton: default is possible at maturity only.</summary>
/// <remarks>
/// 𝕍(E) = 1 − PD(E) + ρ [(1 + (E − A)/P)(PD(E) − PD(E + P)) + c/P], PD(E) = N((ln(1 − E/A) + σ²/2)/σ), 0 for E ≥ A;
/// c = A {N((ln(1 − E/A) − σ²/2)/σ) − N((ln(1 − (E + P)/A) − σ²/2)/σ)}.
/// Barucca et al. (2020), Mathematical Finance 30(4):1181–1204.
/// </remarks>
public sealed record Merton : ExAnte
{
    /// <inheritdoc/>
    public override string Name => "neva-merton";

    /// <inheritdoc/>
    public override Dynamics Prepare(Network network, RunSettings run) => new Valuation<DebtValue>(network, this, new DebtValue(Recovery), run.Tolerance);

    internal readonly struct DebtValue(double recovery) : IDebtValue
    {
        public double Of(double equity, double externalAssets, double debt, double volatility)
        {
            if (!(externalAssets > 0))
            {
                return equity >= 0 ? 1 : recovery * Math.Clamp((equity + debt) / debt, 0, 1);
            }

            var shift = volatility * volatility / 2;
            var near = Distance(equity, externalAssets);
            var far = Distance(equity + debt, externalAssets);
            var (defaultNear, defaultFar) = (Elementary.NormalCdf((near + shift) / volatility), Elementary.NormalCdf((far + shift) / volatility));
            var assets = externalAssets * (Elementary.NormalCdf((near - shift) / volatility) - Elementary.NormalCdf((far - shift) / volatility));
            var recovered = ((1 + ((equity - externalAssets) / debt)) * (defaultNear - defaultFar)) + (assets / debt);
            return Math.Clamp(1 - defaultNear + (recovery * recovered), 0, 1);
        }

        /// <summary>ln(1 − E/A); −∞ where no fall of external assets can exhaust equity.</summary>
        private static double Distance(double equity, double externalAssets) => Elementary.Log(Math.Max(0, 1 - (equity / externalAssets)));
    }
}
