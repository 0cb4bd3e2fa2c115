using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>Assets that institutions hold and sell in distress.</summary>
public sealed record MarketChannel
{
    /// <summary>The marketable assets, which holdings.csv names.</summary>
    [Description("The marketable assets, which holdings.csv names.")]
    public required IReadOnlyList<MarketAsset> Assets { get; init; }

    /// <summary>Equity over risky assets that holders keep by selling, r* of models.md 3.2.</summary>
    [Description("Equity over risky assets that holders keep by selling, r* of models.md 3.2.")]
    [Range(0, 1)]
    public double? CapitalRatio { get; init; }

    /// <summary>How holders react to too much leverage.</summary>
    [Description("How holders react to too much leverage.")]
    public Deleveraging? Deleveraging { get; init; }
}
