using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>An asset that can be sold, and what sales do to its price.</summary>
public sealed record MarketAsset
{
    /// <summary>Its name in holdings.csv.</summary>
    [Description("Its name in holdings.csv.")]
    public required string Name { get; init; }

    /// <summary>Exponential impact: the price falls to exp(−impact × units sold), κ.</summary>
    [Description("Exponential impact: the price falls to exp(−impact × units sold), κ.")]
    [Range(0, 1e300)]
    public double Impact { get; init; } = 0;

    /// <summary>Linear impact instead: the price falls by the share that what is sold, in money at the price before, has of this depth; Δ of models.md 3.1.</summary>
    [Description("Linear impact instead: the price falls by the share that what is sold, in money at the price before, has of this depth; Δ of models.md 3.1.")]
    [Range(1e-300, 1e300)]
    public double? Depth { get; init; }

    /// <summary>Share of its price that a rise of interest rates by 1 takes away.</summary>
    [Description("Share of its price that a rise of interest rates by 1 takes away.")]
    [Range(0, 1e6)]
    public double Duration { get; init; } = 0;
}
