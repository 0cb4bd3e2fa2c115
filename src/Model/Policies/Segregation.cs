using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>Client money kept in trust, out of reach of other creditors, models.md 7.6.</summary>
public sealed record Segregation
{
    /// <summary>Share of client money that must be in trust; filled from cash.</summary>
    [Description("Share of client money that must be in trust; filled from cash.")]
    [Range(0, 1)]
    public double Ratio { get; init; } = 1;

    /// <summary>Who must; every institution with client money unless given.</summary>
    [Description("Who must; every institution with client money unless given.")]
    public Target? Among { get; init; }

    /// <summary>Period from which the policy is in force.</summary>
    [Description("Period from which the policy is in force.")]
    [Range(0, 1000000)]
    public int From { get; init; } = 0;
}
