namespace Contagion.Engine.Tests.Textbook;

/// <summary>When equity counts as a default. Source: models.md 0.2.</summary>
internal static class DefaultRule
{
    /// <summary>E &lt; −τ, or E ≤ τ where zero equity is a default too.</summary>
    internal static bool IsDefault(double equity, double tolerance, bool zeroEquityIsDefault) =>
        zeroEquityIsDefault ? equity <= tolerance : equity < -tolerance;

    /// <summary>τ_i = 1e-9 · max(1, total assets of i).</summary>
    internal static double[] Tolerances(double[] totalAssets) =>
        [.. totalAssets.Select(assets => 1e-9 * Math.Max(1, assets))];
}
