using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>What a money-market fund does when it breaks the buck, models.md 4.4.</summary>
public sealed record FundRule
{
    /// <summary>By how much assets a share may fall below 1.</summary>
    [Description("By how much assets a share may fall below 1.")]
    [Range(0, 1)]
    public double Band { get; init; } = 0.005;

    /// <summary>What the fund does below that.</summary>
    [Description("What the fund does below that.")]
    public FundBreach Breach { get; init; } = FundBreach.Suspend;
}
