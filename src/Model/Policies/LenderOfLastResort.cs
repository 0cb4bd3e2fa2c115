using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>Bridging loans by the central bank, models.md 7.5: in full or not at all, to the solvent against collateral.</summary>
public sealed record LenderOfLastResort
{
    /// <summary>Who is eligible; every bank unless given.</summary>
    [Description("Who is eligible; every bank unless given.")]
    public Target? Among { get; init; }

    /// <summary>Haircut on marketable assets as collateral.</summary>
    [Description("Haircut on marketable assets as collateral.")]
    [Range(0, 1)]
    public double Haircut { get; init; } = 0;

    /// <summary>Most that one institution can draw; no limit unless given.</summary>
    [Description("Most that one institution can draw; no limit unless given.")]
    [Range(0, 1e300)]
    public double? Cap { get; init; }

    /// <summary>Periods between the request and the loan.</summary>
    [Description("Periods between the request and the loan.")]
    [Range(0, 1000000)]
    public int Delay { get; init; } = 0;

    /// <summary>Interest a year.</summary>
    [Description("Interest a year.")]
    [Range(0, 10)]
    public double Rate { get; init; } = 0;

    /// <summary>Period from which the policy is in force.</summary>
    [Description("Period from which the policy is in force.")]
    [Range(0, 1000000)]
    public int From { get; init; } = 0;
}
