using Contagion.Model;

namespace Contagion.Networks;

/// <summary>What the numbers of an institution may be.</summary>
public static class InstitutionRules
{
    /// <summary>The largest amount of anything: squares and sums of amounts stay finite.</summary>
    public const double AmountMax = 1e150;

    /// <summary>The largest volatility: beyond it every price is possible and formulas lose all digits.</summary>
    public const double VolatilityMax = 100;

    /// <summary>Null, or what is wrong with the institution's numbers.</summary>
    public static string? Fault(Institution given)
    {
        // A span, which takes no memory from the heap: this is asked of every institution.
        ReadOnlySpan<(string Field, double? Number)> amounts =
        [
            ("cash", given.Cash), ("reserve", given.Reserve), ("external_assets", given.ExternalAssets), ("deposits", given.Deposits),
            ("external_liabilities", given.ExternalLiabilities), ("risk_weighted_assets", given.RiskWeightedAssets),
            ("client_money", given.ClientMoney), ("trust_assets", given.TrustAssets), ("volatility", given.Volatility), ("weight", given.Weight),
            ("failure_cost", given.FailureCost), ("default_probability", given.DefaultProbability),
        ];
        foreach (var (field, number) in amounts)
        {
            if (number is { } amount && !(amount >= 0 && amount <= AmountMax))
            {
                return $"{field} of '{given.Id}' is {amount}; expected a finite number, at least 0 and at most {AmountMax}";
            }
        }

        if (!(Math.Abs(given.Equity ?? 0) <= AmountMax) || !(Math.Abs(given.FailureThreshold ?? 0) <= AmountMax))
        {
            return $"equity and failure_threshold of '{given.Id}' must be finite numbers of at most {AmountMax}";
        }

        if (given.Volatility > VolatilityMax)
        {
            return $"volatility of '{given.Id}' is {given.Volatility}; expected at most {VolatilityMax}";
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
