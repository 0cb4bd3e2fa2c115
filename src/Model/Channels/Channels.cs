using System.ComponentModel;

namespace Contagion.Model;

/// <summary>The ways distress travels in a scenario.</summary>
public sealed record Channels
{
    /// <summary>How losses travel from debtors to creditors. The other channels need the mechanism joint.</summary>
    [Description("How losses travel from debtors to creditors. The other channels need the mechanism joint.")]
    public required SolvencyMechanism Solvency { get; init; }

    /// <summary>What happens to collateral when borrowers default.</summary>
    [Description("What happens to collateral when borrowers default.")]
    public CreditChannel? Credit { get; init; }

    /// <summary>Withdrawals, runs, panic and hoarding.</summary>
    [Description("Withdrawals, runs, panic and hoarding.")]
    public LiquidityChannel? Liquidity { get; init; }

    /// <summary>Prices of assets that are sold in distress.</summary>
    [Description("Prices of assets that are sold in distress.")]
    public MarketChannel? Market { get; init; }

    /// <summary>Outages, load and payments.</summary>
    [Description("Outages, load and payments.")]
    public OperationsChannel? Operations { get; init; }
}
