namespace Contagion.Engine;

/// <summary>A bank whose deposits can be withdrawn early from assets that pay late: which of its two equilibria exist.</summary>
/// <param name="EarlyPayment">r₁, what a deposit of 1 is promised early; above 0.</param>
/// <param name="Liquidation">ℓ, what assets of 1 are worth when sold early; above 0.</param>
/// <param name="LateReturn">R, what they pay late; at least 0.</param>
/// <param name="Impatient">λ, share of depositors who must withdraw early, in [0, 1).</param>
/// <remarks><c>models.md</c> 4.2. Diamond and Dybvig (1983), Journal of Political Economy 91(3):401–419.</remarks>
public sealed record DiamondDybvig(double EarlyPayment, double Liquidation, double LateReturn, double Impatient)
{
    /// <summary>Whether all withdraw if all believe so: ℓ &lt; r₁.</summary>
    public bool HasRun => Liquidation < EarlyPayment;

    /// <summary>The share of depositors whom a run leaves paid: min(1, ℓ/r₁).</summary>
    public double ServedInRun => Math.Min(1, Liquidation / EarlyPayment);

    /// <summary>What those who wait get when only the impatient withdraw: R (1 − λ r₁/ℓ)/(1 − λ), at least 0.</summary>
    public double LatePayment => Math.Max(0, LateReturn * (1 - (Impatient * EarlyPayment / Liquidation)) / (1 - Impatient));

    /// <summary>Whether the patient wait if all believe so: waiting pays at least r₁.</summary>
    public bool HasCalm => LatePayment >= EarlyPayment;
}
