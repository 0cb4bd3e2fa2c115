using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Engine;

/// <summary>Rogers-Veraart clearing: as Eisenberg-Noe, but default destroys part of the estate.</summary>
/// <remarks>
/// p_i = p̄_i if e_i + Σ_j Π_ji p_j ≥ p̄_i, else α e_i + β Σ_j Π_ji p_j. There can be many solutions; this is the greatest, reached by letting
/// institutions fail in succession. α = β = 1 is Eisenberg-Noe.
/// Rogers and Veraart (2013), Management Science 59(4):882–898.
/// </remarks>
public sealed record RogersVeraart : Clearing
{
    /// <inheritdoc/>
    public override string Name => "rogers-veraart";

    /// <summary>α.</summary>
    [Description("Share of assets outside the network that is recovered in default.")]
    [Range(0, 1)]
    public double Alpha { get; init; } = 1;

    /// <summary>β.</summary>
    [Description("Share of claims on the network that is recovered in default.")]
    [Range(0, 1)]
    public double Beta { get; init; } = 1;

    internal override double ExternalRecovery => Alpha;

    internal override double NetworkRecovery => Beta;
}
