using System.ComponentModel;

namespace Contagion.Model;

/// <summary>What softens distress. A policy that is not named is not in force.</summary>
public sealed record PolicySet
{
    /// <summary>Platforms' own reserve funds.</summary>
    [Description("Platforms' own reserve funds.")]
    public ReserveFund? ReserveFund { get; init; }

    /// <summary>Who pays first for a credit loss.</summary>
    [Description("Who pays first for a credit loss.")]
    public Waterfall? Waterfall { get; init; }

    /// <summary>An industry fund that pays creditors what nobody else does.</summary>
    [Description("An industry fund that pays creditors what nobody else does.")]
    public GuaranteeFund? GuaranteeFund { get; init; }

    /// <summary>Bridging loans against collateral.</summary>
    [Description("Bridging loans against collateral.")]
    public LenderOfLastResort? LenderOfLastResort { get; init; }

    /// <summary>Client money kept in trust.</summary>
    [Description("Client money kept in trust.")]
    public Segregation? Segregation { get; init; }

    /// <summary>A limit on withdrawals.</summary>
    [Description("A limit on withdrawals.")]
    public Gate? Gate { get; init; }

    /// <summary>What platforms must fulfil to take new business.</summary>
    [Description("What platforms must fulfil to take new business.")]
    public Admission? Admission { get; init; }

    /// <summary>Prohibition of pooled funds.</summary>
    [Description("Prohibition of pooled funds.")]
    public PooledFunds? PooledFunds { get; init; }

    /// <summary>A credit bureau that shows what borrowers owe elsewhere.</summary>
    [Description("A credit bureau that shows what borrowers owe elsewhere.")]
    public InformationSharing? InformationSharing { get; init; }

    /// <summary>Limits on large exposures.</summary>
    [Description("Limits on large exposures.")]
    public ExposureLimit? ExposureLimit { get; init; }

    /// <summary>Backup systems.</summary>
    [Description("Backup systems.")]
    public Failover? Failover { get; init; }

    /// <summary>No default on what an outage of others keeps from being paid.</summary>
    [Description("No default on what an outage of others keeps from being paid.")]
    public SettlementSuspension? SettlementSuspension { get; init; }
}
