using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>A platform's own reserve fund, models.md 7.1: filled from its cash at the start and in P9.</summary>
public sealed record ReserveFund
{
    /// <summary>Target as a share of the base.</summary>
    [Description("Target as a share of the base.")]
    [Range(0, 1)]
    public double Ratio { get; init; } = 0;

    /// <summary>The base of ratio.</summary>
    [Description("The base of ratio.")]
    public ReserveBase Of { get; init; } = ReserveBase.LoansOutstanding;

    /// <summary>Targets by several bases: loans-outstanding, debts, assets, daily-transactions, each with its ratio. Instead of ratio and of.</summary>
    [Description("Targets by several bases: loans-outstanding, debts, assets, daily-transactions, each with its ratio. Instead of ratio and of.")]
    [Range(0, 1)]
    public NamedNumbers? Ratios { get; init; }

    /// <summary>Whether the targets of several bases add up; else the largest counts.</summary>
    [Description("Whether the targets of several bases add up; else the largest counts.")]
    public bool Sum { get; init; } = false;

    /// <summary>Whether the fund may pay what is due before assets are sold.</summary>
    [Description("Whether the fund may pay what is due before assets are sold.")]
    public bool ForLiquidity { get; init; } = false;

    /// <summary>Period from which the policy is in force.</summary>
    [Description("Period from which the policy is in force.")]
    [Range(0, 1000000)]
    public int From { get; init; } = 0;
}
