using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>What a platform must fulfil, models.md 7.8; else it takes no new business and is closed in order after a grace period.</summary>
public sealed record Admission
{
    /// <summary>Least equity over assets.</summary>
    [Description("Least equity over assets.")]
    [Range(0, 1)]
    public double? MinEquity { get; init; }

    /// <summary>Whether the reserve fund must be at its target.</summary>
    [Description("Whether the reserve fund must be at its target.")]
    public bool MinReserve { get; init; } = false;

    /// <summary>Least score, from the column score or a trained scorer.</summary>
    [Description("Least value of the column score, or of the score that a trained scorer gives.")]
    [Range(0, 1)]
    public double? MinScore { get; init; }

    /// <summary>Least share of client money in trust.</summary>
    [Description("Least share of client money in trust.")]
    [Range(0, 1)]
    public double? MinSegregation { get; init; }

    /// <summary>Whether the column licence must be 1.</summary>
    [Description("Whether the column licence must be 1.")]
    public bool Licence { get; init; } = false;

    /// <summary>Periods after which a platform that still misses the rule is closed.</summary>
    [Description("Periods after which a platform that still misses the rule is closed.")]
    [Range(0, 1000000)]
    public int Grace { get; init; } = 0;

    /// <summary>Whom the rule is for; every platform unless given.</summary>
    [Description("Whom the rule is for; every platform unless given.")]
    public Target? Among { get; init; }

    /// <summary>Period from which the policy is in force.</summary>
    [Description("Period from which the policy is in force.")]
    [Range(0, 1000000)]
    public int From { get; init; } = 0;
}
