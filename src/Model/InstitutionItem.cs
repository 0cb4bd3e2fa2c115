namespace Contagion.Model;

/// <summary>The numbers an institution can give. Files name them in snake case: <c>external_assets</c>.</summary>
public enum InstitutionItem
{
    /// <inheritdoc cref="Institution.Cash"/>
    Cash,

    /// <inheritdoc cref="Institution.Reserve"/>
    Reserve,

    /// <inheritdoc cref="Institution.ExternalAssets"/>
    ExternalAssets,

    /// <inheritdoc cref="Institution.Deposits"/>
    Deposits,

    /// <inheritdoc cref="Institution.ExternalLiabilities"/>
    ExternalLiabilities,

    /// <inheritdoc cref="Institution.Equity"/>
    Equity,

    /// <inheritdoc cref="Institution.RiskWeightedAssets"/>
    RiskWeightedAssets,

    /// <inheritdoc cref="Institution.ClientMoney"/>
    ClientMoney,

    /// <inheritdoc cref="Institution.TrustAssets"/>
    TrustAssets,

    /// <inheritdoc cref="Institution.Volatility"/>
    Volatility,

    /// <inheritdoc cref="Institution.Weight"/>
    Weight,

    /// <inheritdoc cref="Institution.FailureThreshold"/>
    FailureThreshold,

    /// <inheritdoc cref="Institution.FailureCost"/>
    FailureCost,

    /// <inheritdoc cref="Institution.DefaultProbability"/>
    DefaultProbability,

    /// <inheritdoc cref="Institution.Load"/>
    Load,

    /// <inheritdoc cref="Institution.Capacity"/>
    Capacity,

    /// <inheritdoc cref="Institution.QueueMax"/>
    QueueMax,

    /// <inheritdoc cref="Institution.Accounts"/>
    Accounts,

    /// <inheritdoc cref="Institution.Quality"/>
    Quality,

    /// <inheritdoc cref="Institution.Recovery"/>
    Recovery,

    /// <inheritdoc cref="Institution.DailyTransactions"/>
    DailyTransactions,

    /// <inheritdoc cref="Institution.GuaranteeLimit"/>
    GuaranteeLimit,

    /// <inheritdoc cref="Institution.Members"/>
    Members,

    /// <inheritdoc cref="Institution.Score"/>
    Score,

    /// <inheritdoc cref="Institution.Licence"/>
    Licence,
}
