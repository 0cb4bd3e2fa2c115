using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>Backup systems, models.md 7.12.</summary>
public sealed record Failover
{
    /// <summary>Periods until the backup works.</summary>
    [Description("Periods until the backup works.")]
    [Range(0, 1000000)]
    public int RecoveryTime { get; init; } = 0;

    /// <summary>Share of capacity that the backup has.</summary>
    [Description("Share of capacity that the backup has.")]
    [Range(0, 1)]
    public double Capacity { get; init; } = 1;

    /// <summary>Periods before an outage of which the backup knows no payments, RPO.</summary>
    [Description("Periods before an outage of which the backup knows no payments: they are lost and wait again.")]
    [Range(0, 1000000)]
    public int LostPeriods { get; init; } = 0;

    /// <summary>Cost an institution and period.</summary>
    [Description("Cost an institution and period.")]
    [Range(0, 1e300)]
    public double Cost { get; init; } = 0;

    /// <summary>Who has one; everybody unless given.</summary>
    [Description("Who has one; everybody unless given.")]
    public Target? Among { get; init; }

    /// <summary>Period from which the policy is in force.</summary>
    [Description("Period from which the policy is in force.")]
    [Range(0, 1000000)]
    public int From { get; init; } = 0;
}
