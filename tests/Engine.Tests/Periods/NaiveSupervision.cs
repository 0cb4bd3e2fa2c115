using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>P9, at the turn of a period: who misses the admission rule for too long is closed in order: models.md 7.8.</summary>
internal static class NaiveSupervision
{
    /// <summary>Tests everybody whom the rule is for.</summary>
    public static void Happen(NaiveEconomy economy)
    {
        if (Prohibition(economy) is { Abrupt: false })
        {
            foreach (var pool in economy.Open.Where(one => one.Given.Mode == PlatformMode.Pooled))
            {
                pool.IsInRunOff = true;
                Convert(economy, pool);
            }
        }

        if (economy.InForce("admission", economy.Scenario.Policies.Admission, economy.Scenario.Policies.Admission?.From ?? 0) is not { } rule)
        {
            return;
        }

        foreach (var one in economy.Open.Where(one => rule.Among is null ? one.Given.Kind == InstitutionKind.Platform : economy.IsMeant(rule.Among, one)))
        {
            one.MissedFor = Misses(economy, rule, one) ? one.MissedFor + 1 : 0;
            one.IsInRunOff |= one.MissedFor > rule.Grace;
        }
    }

    /// <summary>Whether a prohibited pool must pay everybody out at once.</summary>
    public static bool MustPayOut(NaiveEconomy economy, NaiveInstitution pool) => Prohibition(economy) is { Abrupt: true } && pool.Given.Mode == PlatformMode.Pooled;

    private static PooledFunds? Prohibition(NaiveEconomy economy) =>
        economy.InForce("pooledFunds", economy.Scenario.Policies.PooledFunds, economy.Scenario.Policies.PooledFunds?.From ?? 0);

    /// <summary>Every lender gets the part of every loan of a pool that its claim is of all claims on demand, and is owed that much less by the pool itself.</summary>
    private static void Convert(NaiveEconomy economy, NaiveInstitution pool)
    {
        var loans = economy.ClaimsOf(pool).Where(claim => claim.Type == ExposureType.Loan).ToList();
        var lent = economy.Claims.Where(claim => claim.Debtor == pool && claim.Type == ExposureType.Demand).ToList();
        var (value, owed) = (loans.Sum(claim => claim.Amount), lent.Sum(claim => claim.Amount));
        var moved = Math.Min(owed, value * owed / (pool.Deposits + owed));
        if (pool.IsConverted || !(moved > 0))
        {
            pool.IsConverted = true;
            return;
        }

        pool.IsConverted = true;
        foreach (var loan in loans)
        {
            var parts = loan.SplitOff(Math.Min(1, moved / value));
            economy.Claims.AddRange(lent.Select(claim => parts with
            {
                Creditor = claim.Creditor, Amount = parts.Amount * claim.Amount / owed, Security = parts.Security * claim.Amount / owed, IsAssigned = true,
            }));
        }

        lent.ForEach(claim => claim.SplitOff(Math.Min(1, moved / owed)));
        economy.Claims.RemoveAll(claim => claim.Amount == 0);
    }

    private static bool Misses(NaiveEconomy economy, Admission rule, NaiveInstitution one) =>
        (rule.MinEquity is { } equity && economy.Equity(one) < equity * economy.OwnAssets(one))
        || (rule.MinReserve && one.Given.Kind == InstitutionKind.Platform && one.Reserve < NaiveFunds.Target(economy, one))
        || (rule.MinScore is { } score && !(one.Given.Score >= score))
        || (rule.MinSegregation is { } segregation && one.Trust < segregation * one.ClientMoney)
        || (rule.Licence && one.Given.Licence != 1);
}
