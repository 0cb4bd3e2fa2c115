using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Members short of cash call back what they have lent each other on demand: models.md 4.1.</summary>
internal static class NaiveHoarding
{
    /// <summary>Finds the hoarders and lets them call.</summary>
    public static void Happen(NaiveEconomy economy)
    {
        if (economy.Scenario.Channels.Liquidity?.Hoarding is not { } rule)
        {
            return;
        }

        var members = economy.Open.Where(institution => economy.IsMeant(rule.Among, institution)).ToList();
        var hoarders = new HashSet<NaiveInstitution>();
        List<NaiveInstitution> joining;
        do
        {
            joining = [.. members.Where(member => !hoarders.Contains(member) && Spare(economy, rule, member, hoarders) < 0)];
            hoarders.UnionWith(joining);
        }
        while (joining.Count > 0);

        foreach (var claim in economy.Claims.Where(claim => IsLent(claim) && hoarders.Contains(claim.Creditor!) && members.Contains(claim.Debtor)).ToList())
        {
            if (claim.Debtor.IsDark || economy.Period < claim.Debtor.SuspendedBefore)
            {
                economy.Tally.Refused += rule.Share * claim.Amount;
            }
            else
            {
                economy.Claims.Add(claim.SplitOff(rule.Share) with { IsDue = true });
            }
        }

        economy.Claims.RemoveAll(claim => claim.Amount == 0);
    }

    /// <summary>On demand, by somebody in the network, and not withdrawn.</summary>
    private static bool IsLent(NaiveClaim claim) => claim is { Type: ExposureType.Demand, IsDue: false, Creditor: not null };

    private static double Spare(NaiveEconomy economy, Hoarding rule, NaiveInstitution member, HashSet<NaiveInstitution> hoarders)
    {
        var debts = economy.DebtsOf(member).Where(claim => claim.Type == ExposureType.Demand).ToList();
        var withdrawn = member.DepositsDue + member.ClientMoneyDue + debts.Where(claim => claim.IsDue).Sum(claim => claim.Amount);
        var called = rule.Share * debts.Where(claim => IsLent(claim) && hoarders.Contains(claim.Creditor!)).Sum(claim => claim.Amount);
        return member.Cash + ((1 - rule.Haircut) * member.Securities(economy.Price)) - withdrawn - called;
    }
}
