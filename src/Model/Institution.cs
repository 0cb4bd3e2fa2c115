namespace Contagion.Model;

/// <summary>One institution as its source gives it. Amounts are in the scenario's one currency unit; null means not given.</summary>
/// <param name="Id">The name other records refer to; unique in a network.</param>
/// <param name="Kind">What it is.</param>
public sealed record Institution(string Id, InstitutionKind Kind)
{
    /// <summary>A name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Any grouping a scenario wants to aim at: a country, a size class, a business model.</summary>
    public string? Group { get; init; }

    /// <summary>What it does, where the kind leaves that open.</summary>
    public InstitutionRole Role { get; init; }

    /// <summary>How a P2P platform stands for its loans.</summary>
    public PlatformMode Mode { get; init; }

    /// <summary>Cash and central-bank money.</summary>
    public double? Cash { get; init; }

    /// <summary>Reserve fund set aside.</summary>
    public double? Reserve { get; init; }

    /// <summary>Assets outside the network other than cash and reserve.</summary>
    public double? ExternalAssets { get; init; }

    /// <summary>Deposits by creditors outside the network.</summary>
    public double? Deposits { get; init; }

    /// <summary>Debts to creditors outside the network other than deposits and client money.</summary>
    public double? ExternalLiabilities { get; init; }

    /// <summary>Book equity: assets less liabilities; may be negative.</summary>
    public double? Equity { get; init; }

    /// <summary>Assets weighted by risk, for capital ratios.</summary>
    public double? RiskWeightedAssets { get; init; }

    /// <summary>Money owed to clients, K of <c>models.md</c> 2.4.</summary>
    public double? ClientMoney { get; init; }

    /// <summary>What is kept for clients in trust, out of other creditors' reach, S of <c>models.md</c> 2.4; at most <see cref="ClientMoney"/>.</summary>
    public double? TrustAssets { get; init; }

    /// <summary>Volatility of external assets over the remaining maturity (no unit), for ex-ante valuation.</summary>
    public double? Volatility { get; init; }

    /// <summary>Probability of default in the period, in [0, 1], for credit shocks.</summary>
    public double? DefaultProbability { get; init; }

    /// <summary>Economic weight for system-wide averages; any scale.</summary>
    public double? Weight { get; init; }

    /// <summary>Value below which the institution fails, for cross-holdings.</summary>
    public double? FailureThreshold { get; init; }

    /// <summary>Value that its failure destroys, for cross-holdings.</summary>
    public double? FailureCost { get; init; }
}
