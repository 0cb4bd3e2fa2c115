using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>What leverage makes holders of marketable assets do, models.md 3.3 and 3.4.</summary>
public sealed record Deleveraging
{
    /// <summary>By which rule they sell.</summary>
    [Description("By which rule they sell.")]
    public DeleveragingRule Rule { get; init; } = DeleveragingRule.Threshold;

    /// <summary>Assets over equity above which they sell.</summary>
    [Description("Assets over equity above which they sell.")]
    [Range(1, 1e6)]
    public double MaxLeverage { get; init; } = 33;

    /// <summary>Share of that which they sell down to.</summary>
    [Description("Share of that which they sell down to.")]
    [Range(0, 1)]
    public double Buffer { get; init; } = 0.95;

    /// <summary>Whether they sell in the same period, in rounds until nobody sells, instead of in the next one.</summary>
    [Description("Whether they sell in the same period, in rounds until nobody sells, instead of in the next one.")]
    public bool InPeriod { get; init; } = false;

    /// <summary>The price at which they sell.</summary>
    [Description("The price at which they sell.")]
    public ExecutionPrice Execution { get; init; } = ExecutionPrice.Post;
}
