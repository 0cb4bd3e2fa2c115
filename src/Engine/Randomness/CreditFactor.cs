namespace Contagion.Engine;

/// <summary>Correlated defaults: every borrower's fortune is partly its own and partly one factor that all share (Gaussian copula).</summary>
/// <remarks>
/// Borrower i defaults if √ρ Z + √(1 − ρ) ε_i &lt; N⁻¹(PD_i), Z and ε_i standard normal. ρ = 0: independent; ρ = 1: all on the same draw.
/// Vasicek (2002), Risk 15(12):160–162; Li (2000), Journal of Fixed Income 9(4):43–54.
/// </remarks>
public static class CreditFactor
{
    /// <summary>A borrower's fortune; it defaults when this is below N⁻¹(PD).</summary>
    /// <param name="correlation">ρ in [0, 1].</param>
    /// <param name="factor">Z.</param>
    /// <param name="own">ε.</param>
    public static double Latent(double correlation, double factor, double own) => (Math.Sqrt(correlation) * factor) + (Math.Sqrt(1 - correlation) * own);

    /// <summary>The probability of default once the factor is known.</summary>
    /// <param name="probability">PD in (0, 1).</param>
    /// <param name="correlation">ρ in [0, 1).</param>
    /// <param name="factor">Z.</param>
    public static double ConditionalProbability(double probability, double correlation, double factor) =>
        Elementary.NormalCdf((Elementary.NormalQuantile(probability) - (Math.Sqrt(correlation) * factor)) / Math.Sqrt(1 - correlation));

    /// <summary>The default rate of a large pool that is not exceeded with a probability.</summary>
    /// <param name="probability">PD in (0, 1).</param>
    /// <param name="correlation">ρ in [0, 1).</param>
    /// <param name="level">In (0, 1).</param>
    public static double PoolQuantile(double probability, double correlation, double level) =>
        ConditionalProbability(probability, correlation, -Elementary.NormalQuantile(level));
}
