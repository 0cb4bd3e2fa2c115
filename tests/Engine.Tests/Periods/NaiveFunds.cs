using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>P0: cash that policies set aside in reserve funds, in trust and in the industry's fund.</summary>
internal static class NaiveFunds
{
    /// <summary>Sets everything aside at the start.</summary>
    public static void Open(NaiveEconomy economy)
    {
        if (economy.Period == 0 && economy.Scenario.Policies.GuaranteeFund is { } fund)
        {
            economy.Fund = fund.Size;
            economy.Tally.FundFilled += fund.Size;
        }

        Fill(economy);
    }

    /// <summary>Fills reserve funds and trust from cash.</summary>
    private static void Fill(NaiveEconomy economy)
    {
        foreach (var institution in economy.Open)
        {
            var target = institution.Given.Kind == InstitutionKind.Platform ? Target(economy, institution) : 0;
            var reserve = Math.Max(0, Math.Min(target - institution.Reserve, institution.Cash));
            (institution.Cash, institution.Reserve) = (institution.Cash - reserve, institution.Reserve + reserve);
            economy.Tally.ReserveFilled += reserve;
            if (economy.InForce("segregation", economy.Scenario.Policies.Segregation, economy.Scenario.Policies.Segregation?.From ?? 0) is { } segregation
                && economy.IsMeant(segregation.Among, institution))
            {
                var trust = Math.Max(0, Math.Min((segregation.Ratio * institution.ClientMoney) - institution.Trust, institution.Cash));
                (institution.Cash, institution.Trust) = (institution.Cash - trust, institution.Trust + trust);
                economy.Tally.TrustFilled += trust;
            }
        }
    }

    /// <summary>P6: collects the levy of the industry's fund.</summary>
    public static void Levy(NaiveEconomy economy)
    {
        if (economy.InForce("guaranteeFund", economy.Scenario.Policies.GuaranteeFund, economy.Scenario.Policies.GuaranteeFund?.From ?? 0) is not { } policy)
        {
            return;
        }

        foreach (var member in economy.Open.Where(one => policy.Among is null ? one.Given.Kind == InstitutionKind.Platform : economy.IsMeant(policy.Among, one)))
        {
            var levy = Math.Min(member.Cash, policy.Levy * economy.OwnAssets(member));
            member.Cash -= levy;
            economy.Fund += levy;
            economy.Tally.FundFilled += levy;
            economy.Tally.Levied += levy;
        }
    }

    /// <summary>What must be in the reserve fund of an institution.</summary>
    public static double Target(NaiveEconomy economy, NaiveInstitution institution)
    {
        if (economy.InForce("reserveFund", economy.Scenario.Policies.ReserveFund, economy.Scenario.Policies.ReserveFund?.From ?? 0) is not { } policy)
        {
            return 0;
        }

        if (policy.Ratios is not { } ratios)
        {
            return policy.Ratio * Base(economy, institution, policy.Of);
        }

        var targets = Enum.GetValues<ReserveBase>().Where(of => ratios.ByName.Any(one => one.Key == Words.Of(of))).Select(of => ratios.ByName.FirstOrDefault(one => one.Key == Words.Of(of)).Value * Base(economy, institution, of)).ToList();
        return policy.Sum ? targets.Sum() : targets.DefaultIfEmpty(0).Max();
    }

    /// <summary>Loans that it brought about or holds itself.</summary>
    private static double Loans(NaiveEconomy economy, NaiveInstitution platform)
    {
        var policy = economy.Scenario.Policies.ReserveFund!;
        var ratio = policy.Ratios is { } ratios ? ratios.ByName.FirstOrDefault(one => one.Key == Words.Of(ReserveBase.LoansOutstanding)).Value : policy.Ratio;
        return economy.Claims.Where(claim => claim.Type == ExposureType.Loan && (claim.Platform ?? claim.Lender) == platform).Sum(claim => claim.Amount);
    }

    private static double Base(NaiveEconomy economy, NaiveInstitution platform, ReserveBase of) => of switch
    {
        ReserveBase.LoansOutstanding => Loans(economy, platform),
        ReserveBase.Debts => economy.Debts(platform),
        ReserveBase.Assets => economy.OwnAssets(platform),
        _ => platform.Given.DailyTransactions ?? 0,
    };
}
