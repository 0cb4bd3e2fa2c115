using Contagion.Model;

namespace Contagion.Networks;

/// <summary>What the numbers of an institution may be.</summary>
public static class InstitutionRules
{
    /// <summary>Null, or what is wrong with the institution's numbers.</summary>
    public static string? Fault(Institution given)
    {
        (string Field, double? Number)[] amounts =
        [
            ("cash", given.Cash), ("reserve", given.Reserve), ("external_assets", given.ExternalAssets), ("deposits", given.Deposits),
            ("external_liabilities", given.ExternalLiabilities), ("risk_weighted_assets", given.RiskWeightedAssets),
            ("client_money", given.ClientMoney), ("trust_assets", given.TrustAssets), ("volatility", given.Volatility), ("weight", given.Weight),
            ("failure_cost", given.FailureCost), ("default_probability", given.DefaultProbability),
        ];
        foreach (var (field, number) in amounts)
        {
            if (number is { } amount && !(amount >= 0 && double.IsFinite(amount)))
            {
                return $"{field} of '{given.Id}' is {amount}; expected a finite number, at least 0";
            }
        }

        if (!double.IsFinite(given.Equity ?? 0) || !double.IsFinite(given.FailureThreshold ?? 0))
        {
            return $"equity and failure_threshold of '{given.Id}' must be finite numbers";
        }

        if (given.DefaultProbability > 1)
        {
            return $"default_probability of '{given.Id}' is {given.DefaultProbability}; expected at most 1";
        }

        return (given.TrustAssets ?? 0) > (given.ClientMoney ?? 0)
            ? $"trust_assets of '{given.Id}' are {given.TrustAssets:R}; expected at most its client_money, {given.ClientMoney ?? 0:R}"
            : null;
    }
}
