using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>What happens when institutions cannot work.</summary>
public sealed record OperationsChannel
{
    /// <summary>Shares of a period's load that arrive in each sub-period; they add up to 1.</summary>
    [Description("Shares of a period's load that arrive in each sub-period; they add up to 1.")]
    [Range(0, 1)]
    public IReadOnlyList<double>? Shape { get; init; }

    /// <summary>By how much capacity can grow from one sub-period to the next, as a share of it.</summary>
    [Description("By how much capacity can grow from one sub-period to the next, as a share of it.")]
    [Range(0, 1e6)]
    public double Elasticity { get; init; } = 0;

    /// <summary>What becomes of payments that are unsettled at the end of a period.</summary>
    [Description("What becomes of payments that are unsettled at the end of a period.")]
    public UnsettledPayments Unsettled { get; init; } = UnsettledPayments.Carry;

    /// <summary>Whether payments that block each other are settled together.</summary>
    [Description("Whether payments that block each other are settled together.")]
    public bool Gridlock { get; init; } = false;

    /// <summary>The game of who pays early, models.md 5.3.</summary>
    [Description("The game of who pays early, models.md 5.3.")]
    public Coordination? Coordination { get; init; }

    /// <summary>Overload of others when institutions go dark, models.md 5.5.</summary>
    [Description("Overload of others when institutions go dark, models.md 5.5.")]
    public Overload? Overload { get; init; }
}
