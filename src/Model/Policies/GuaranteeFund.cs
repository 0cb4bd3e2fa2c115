using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>An industry fund, models.md 7.3.</summary>
public sealed record GuaranteeFund
{
    /// <summary>What it holds at the start.</summary>
    [Description("What it holds at the start.")]
    [Range(0, 1e300)]
    public double Size { get; init; } = 0;

    /// <summary>Share of members' assets that it collects from their cash in P9 of each period.</summary>
    [Description("Share of members' assets that it collects from their cash in P9 of each period.")]
    [Range(0, 1)]
    public double Levy { get; init; } = 0;

    /// <summary>Members: creditors' losses on loans they brought about are covered; every platform unless given.</summary>
    [Description("Members: creditors' losses on loans they brought about are covered; every platform unless given.")]
    public Target? Among { get; init; }

    /// <summary>Period from which the policy is in force.</summary>
    [Description("Period from which the policy is in force.")]
    [Range(0, 1000000)]
    public int From { get; init; } = 0;
}
