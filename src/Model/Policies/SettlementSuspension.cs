using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>No default on what an outage of others keeps from being paid, models.md 7.13.</summary>
public sealed record SettlementSuspension
{
    /// <summary>For how many periods of an outage.</summary>
    [Description("For how many periods of an outage.")]
    [Range(1, 1000000)]
    public int Periods { get; init; } = 1;

    /// <summary>Period from which the policy is in force.</summary>
    [Description("Period from which the policy is in force.")]
    [Range(0, 1000000)]
    public int From { get; init; } = 0;
}
