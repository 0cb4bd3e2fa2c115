using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>What a thing pledged is worth to each claim: models.md 6.4 and docs/periods.md, P3.</summary>
internal static class NaiveCollateral
{
    /// <summary>Says of every claim what its collateral is worth to it.</summary>
    /// <param name="rows">All exposures, in the order of rows.</param>
    /// <param name="claims">The claims made of those that stand on balance sheets, in the same order.</param>
    /// <param name="rule">How a thing pledged for several claims is shared.</param>
    public static void Assign(IReadOnlyList<(Exposure Exposure, ExposureTerms Terms)> rows, IReadOnlyList<NaiveClaim> claims, PledgeRule rule)
    {
        ExposureTerms[] terms = [.. rows.Where(row => row.Exposure is { Amount: > 0, Type: ExposureType.Loan or ExposureType.Demand }).Select(row => row.Terms)];
        var left = new Dictionary<string, double>();
        for (var claim = 0; claim < claims.Count; claim++)
        {
            var (amount, collateral) = (claims[claim].Amount, terms[claim].Collateral ?? 0);
            if (terms[claim].Pledge is not { } pledge)
            {
                claims[claim].Security = Math.Min(amount, collateral);
                continue;
            }

            var isFirst = left.TryAdd(pledge, collateral);
            var total = claims.Where((_, other) => terms[other].Pledge == pledge).Sum(other => other.Amount);
            claims[claim].Security = rule switch
            {
                PledgeRule.ProRata => Math.Min(amount, collateral * amount / total),
                PledgeRule.Registered => Math.Min(amount, left[pledge]),
                _ => isFirst ? Math.Min(amount, collateral) : 0,
            };
            left[pledge] -= claims[claim].Security;
        }
    }
}
