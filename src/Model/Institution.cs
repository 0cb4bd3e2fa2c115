namespace Contagion.Model;

/// <summary>One institution as its source gives it. Amounts are in the scenario's one currency unit; null means not given.</summary>
/// <param name="Id">The name other records refer to; unique in a network.</param>
/// <param name="Kind">What it is.</param>
public sealed record Institution(string Id, InstitutionKind Kind)
{
    private readonly InstitutionItems _items;

    /// <summary>A name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Any grouping a scenario wants to aim at: a country, a size class, a business model.</summary>
    public string? Group { get; init; }

    /// <summary>What it does, where the kind leaves that open.</summary>
    public InstitutionRole Role { get; init; }

    /// <summary>How a P2P platform stands for its loans.</summary>
    public PlatformMode Mode { get; init; }

    /// <summary>All numbers it gives, by item.</summary>
    public InstitutionItems Items { get => _items; init => _items = value; }

    /// <summary>Cash and central-bank money.</summary>
    public double? Cash { get => _items[InstitutionItem.Cash]; init => _items = _items.With(InstitutionItem.Cash, value); }

    /// <summary>Reserve fund set aside.</summary>
    public double? Reserve { get => _items[InstitutionItem.Reserve]; init => _items = _items.With(InstitutionItem.Reserve, value); }

    /// <summary>Assets outside the network other than cash and reserve.</summary>
    public double? ExternalAssets { get => _items[InstitutionItem.ExternalAssets]; init => _items = _items.With(InstitutionItem.ExternalAssets, value); }

    /// <summary>Deposits by creditors outside the network.</summary>
    public double? Deposits { get => _items[InstitutionItem.Deposits]; init => _items = _items.With(InstitutionItem.Deposits, value); }

    /// <summary>Debts to creditors outside the network other than deposits and client money.</summary>
    public double? ExternalLiabilities { get => _items[InstitutionItem.ExternalLiabilities]; init => _items = _items.With(InstitutionItem.ExternalLiabilities, value); }

    /// <summary>Book equity: assets less liabilities; may be negative.</summary>
    public double? Equity { get => _items[InstitutionItem.Equity]; init => _items = _items.With(InstitutionItem.Equity, value); }

    /// <summary>Assets weighted by risk, for capital ratios.</summary>
    public double? RiskWeightedAssets { get => _items[InstitutionItem.RiskWeightedAssets]; init => _items = _items.With(InstitutionItem.RiskWeightedAssets, value); }

    /// <summary>Money owed to clients, K of <c>models.md</c> 2.4.</summary>
    public double? ClientMoney { get => _items[InstitutionItem.ClientMoney]; init => _items = _items.With(InstitutionItem.ClientMoney, value); }

    /// <summary>What is kept for clients in trust, out of other creditors' reach, S of <c>models.md</c> 2.4; at most <see cref="ClientMoney"/>.</summary>
    public double? TrustAssets { get => _items[InstitutionItem.TrustAssets]; init => _items = _items.With(InstitutionItem.TrustAssets, value); }

    /// <summary>Volatility of external assets over the remaining maturity (no unit), for ex-ante valuation.</summary>
    public double? Volatility { get => _items[InstitutionItem.Volatility]; init => _items = _items.With(InstitutionItem.Volatility, value); }

    /// <summary>Economic weight for system-wide averages; any scale.</summary>
    public double? Weight { get => _items[InstitutionItem.Weight]; init => _items = _items.With(InstitutionItem.Weight, value); }

    /// <summary>Value below which the institution fails, for cross-holdings.</summary>
    public double? FailureThreshold { get => _items[InstitutionItem.FailureThreshold]; init => _items = _items.With(InstitutionItem.FailureThreshold, value); }

    /// <summary>Value that its failure destroys, for cross-holdings.</summary>
    public double? FailureCost { get => _items[InstitutionItem.FailureCost]; init => _items = _items.With(InstitutionItem.FailureCost, value); }

    /// <summary>Probability of default in the period, in [0, 1], for credit shocks.</summary>
    public double? DefaultProbability { get => _items[InstitutionItem.DefaultProbability]; init => _items = _items.With(InstitutionItem.DefaultProbability, value); }

    /// <summary>Payments that reach it in a period, at least 0; λ of <c>models.md</c> 5.4.</summary>
    public double? Load { get => _items[InstitutionItem.Load]; init => _items = _items.With(InstitutionItem.Load, value); }

    /// <summary>Payments it serves in a sub-period at full service, at least 0; μ of <c>models.md</c> 5.4.</summary>
    public double? Capacity { get => _items[InstitutionItem.Capacity]; init => _items = _items.With(InstitutionItem.Capacity, value); }

    /// <summary>Most payments that can wait, at least 0; what comes beyond is dropped. Q_max of <c>models.md</c> 5.4.</summary>
    public double? QueueMax { get => _items[InstitutionItem.QueueMax]; init => _items = _items.With(InstitutionItem.QueueMax, value); }

    /// <summary>Number of client accounts, at least 0, for caps on what an account may withdraw.</summary>
    public double? Accounts { get => _items[InstitutionItem.Accounts]; init => _items = _items.With(InstitutionItem.Accounts, value); }

    /// <summary>How far a platform is proven different from bad ones, in [0, 1]; quality of <c>models.md</c> 4.5.</summary>
    public double? Quality { get => _items[InstitutionItem.Quality]; init => _items = _items.With(InstitutionItem.Quality, value); }

    /// <summary>Share of its debts that is paid if a credit shock strikes it, in [0, 1].</summary>
    public double? Recovery { get => _items[InstitutionItem.Recovery]; init => _items = _items.With(InstitutionItem.Recovery, value); }

    /// <summary>Amount it moves for clients in a day, at least 0, as a base of reserve rules.</summary>
    public double? DailyTransactions { get => _items[InstitutionItem.DailyTransactions]; init => _items = _items.With(InstitutionItem.DailyTransactions, value); }

    /// <summary>Most that a guarantor stands for in all, at least 0.</summary>
    public double? GuaranteeLimit { get => _items[InstitutionItem.GuaranteeLimit]; init => _items = _items.With(InstitutionItem.GuaranteeLimit, value); }

    /// <summary>How many people or firms stand behind it, a whole number from 1; 1 where not given.</summary>
    public double? Members { get => _items[InstitutionItem.Members]; init => _items = _items.With(InstitutionItem.Members, value); }

    /// <summary>What its supervisor or a rating gives it, in [0, 1], for admission rules.</summary>
    public double? Score { get => _items[InstitutionItem.Score]; init => _items = _items.With(InstitutionItem.Score, value); }

    /// <summary>Whether it has a licence: 1 for yes, 0 for no.</summary>
    public double? Licence { get => _items[InstitutionItem.Licence]; init => _items = _items.With(InstitutionItem.Licence, value); }
}
