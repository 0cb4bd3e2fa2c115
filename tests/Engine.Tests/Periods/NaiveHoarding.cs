using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Members short of cash call back what they have lent each other on demand: models.md 4.1.</summary>
internal static class NaiveHoarding
{
    private const double Enough = 1 + 1e-12;

    /// <summary>Finds the hoarders, one after another, since order makes no difference, and lets them call.</summary>
    public static void Happen(NaiveEconomy economy)
    {
        if (economy.Scenario.Channels.Liquidity?.Hoarding is not { } rule)
        {
            return;
        }

        var share = economy.Open.Where(institution => economy.IsMeant(rule.Among, institution)).ToDictionary(member => member, _ => 0.0);
        while (share.Keys.FirstOrDefault(member => Wanted(economy, rule, member, share) > share[member]) is { } next)
        {
            share[next] = Wanted(economy, rule, next, share);
        }

        foreach (var claim in economy.Claims.Where(claim => IsLent(claim, share) && share[claim.Creditor!] > 0).ToList())
        {
            if (!Pays(economy, claim.Debtor))
            {
                economy.Tally.Refused += share[claim.Creditor!] * claim.Amount;
            }
            else
            {
                economy.Claims.Add(claim.SplitOff(share[claim.Creditor!]) with { IsDue = true });
            }
        }

        economy.Claims.RemoveAll(claim => claim.Amount == 0);
    }

    /// <summary>On demand, by one member to another, and not withdrawn.</summary>
    private static bool IsLent(NaiveClaim claim, Dictionary<NaiveInstitution, double> share) =>
        claim is { Type: ExposureType.Demand, IsDue: false, Creditor: { } creditor } && share.ContainsKey(creditor) && share.ContainsKey(claim.Debtor);

    private static bool Pays(NaiveEconomy economy, NaiveInstitution debtor) => !debtor.IsDark && economy.Period >= debtor.SuspendedBefore;

    /// <summary>The share of its claims that a member wants back, given what all others call back.</summary>
    private static double Wanted(NaiveEconomy economy, Hoarding rule, NaiveInstitution member, Dictionary<NaiveInstitution, double> share)
    {
        var debts = economy.DebtsOf(member).Where(claim => claim.Type == ExposureType.Demand).ToList();
        var withdrawn = member.DepositsDue + member.ClientMoneyDue + debts.Where(claim => claim.IsDue).Sum(claim => claim.Amount);
        var called = debts.Where(claim => IsLent(claim, share)).Sum(claim => share[claim.Creditor!] * claim.Amount);
        var spare = (Enough * (member.Cash + ((1 - rule.Haircut) * member.Securities(economy.Price)))) - withdrawn - called;
        var paid = Enough * rule.Share * economy.Claims.Where(claim => IsLent(claim, share) && claim.Creditor == member && Pays(economy, claim.Debtor)).Sum(claim => claim.Amount);
        return spare >= 0 ? 0 : rule.SecondReaction && spare + paid < 0 ? 1 : rule.Share;
    }
}
