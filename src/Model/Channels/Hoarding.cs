using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>Funding hoarding, models.md 4.1.</summary>
public sealed record Hoarding
{
    /// <summary>The institutions that lend to each other on demand and may hoard.</summary>
    [Description("The institutions that lend to each other on demand and may hoard.")]
    public required Target Among { get; init; }

    /// <summary>Haircut on their collateral, h.</summary>
    [Description("Haircut on their collateral, h.")]
    [Range(0, 1)]
    public double Haircut { get; init; } = 0;

    /// <summary>Whether hoarders who run short even so call back all that they have lent, λ = 1, before they default.</summary>
    [Description("Whether hoarders who run short even so call back all that they have lent, λ = 1, before they default.")]
    public bool SecondReaction { get; init; } = false;

    /// <summary>Share of its lending that a hoarder calls back, λ.</summary>
    [Description("Share of its lending that a hoarder calls back, λ.")]
    [Range(0, 1)]
    public double Share { get; init; } = 1;
}
