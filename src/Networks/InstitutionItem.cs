namespace Contagion.Networks;

/// <summary>The numbers an institution can give.</summary>
internal enum InstitutionItem
{
    Cash,
    Reserve,
    ExternalAssets,
    Deposits,
    ExternalLiabilities,
    Equity,
    RiskWeightedAssets,
    ClientMoney,
    TrustAssets,
    Volatility,
    Weight,
    FailureThreshold,
    FailureCost,
    DefaultProbability,
}
