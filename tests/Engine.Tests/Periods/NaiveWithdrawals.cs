using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>P4: what has to be paid in this period.</summary>
internal static class NaiveWithdrawals
{
    /// <summary>Says of every claim whether it is due, and what depositors and clients withdraw.</summary>
    public static void Happen(NaiveEconomy economy)
    {
        economy.Institutions.ForEach(institution => institution.IsGated = false);
        foreach (var institution in economy.Open)
        {
            Withdraw(economy, institution);
        }

        NaiveHoarding.Happen(economy);
        foreach (var claim in economy.Claims)
        {
            claim.IsDue = claim.Type switch
            {
                ExposureType.Loan => !claim.Debtor.IsDark && claim.IsDueIn(economy),
                ExposureType.Demand => !claim.Debtor.IsDark && claim.IsDue,
                // What is called of a guarantee is collected, not sent.
                _ => true,
            };
        }
    }

    /// <summary>What could be withdrawn.</summary>
    public static double Redeemable(NaiveEconomy economy, NaiveInstitution from) =>
        from.Deposits + from.ClientMoney + economy.DebtsOf(from).Where(claim => claim.Type == ExposureType.Demand).Sum(claim => claim.Amount);

    private static void Withdraw(NaiveEconomy economy, NaiveInstitution from)
    {
        var isBroken = NaiveFundRule.IsSuspended(economy, from);
        var redeemable = Redeemable(economy, from);
        var asked = NaiveRuns.Share(economy, from);
        var onTop = Math.Min(from.ShockedAmount, (1 - asked) * from.Deposits);
        if (from.IsInRunOff)
        {
            // Whatever is asked for, what cash there is is handed out.
            (asked, onTop) = (redeemable > 0 && !from.IsDark ? Math.Min(1, from.Cash / redeemable) : 0, 0);
        }

        var demand = (asked * redeemable) + onTop;
        var allowed = isBroken && !from.IsInRunOff ? 0 : Allowed(economy, from, demand, redeemable);
        from.IsGated = allowed < demand || isBroken || economy.Period < from.SuspendedBefore;
        economy.Tally.Refused += demand - allowed;

        // What is allowed is shared alike by all who ask.
        var granted = demand > 0 ? allowed / demand : 0;
        var share = granted * asked;
        from.DepositsDue = granted * ((asked * from.Deposits) + onTop);

        // What the trust covers is paid from it at once.
        var (clients, fromTrust) = (share * from.ClientMoney, share * from.Trust);
        (from.ClientMoney, from.Trust) = (from.ClientMoney - fromTrust, from.Trust - fromTrust);
        from.PaidFromTrust = fromTrust;
        from.ClientMoneyDue = clients - fromTrust;
        foreach (var claim in economy.DebtsOf(from).Where(claim => claim.Type == ExposureType.Demand).ToList())
        {
            if (share > 0)
            {
                economy.Claims.Add(claim.SplitOff(share) with { IsDue = true });
            }
        }

        economy.Claims.RemoveAll(claim => claim.Amount == 0);
    }

    /// <summary>What suspensions, outages and gates let through.</summary>
    private static double Allowed(NaiveEconomy economy, NaiveInstitution from, double demand, double redeemable)
    {
        if (from.IsInRunOff && !from.IsDark)
        {
            return demand;
        }

        if (from.IsDark || economy.Period < from.SuspendedBefore)
        {
            return 0;
        }

        var policy = economy.Scenario.Policies.Gate;
        if (economy.InForce("gate", policy, policy?.From ?? 0) is not { } gate
            || !(gate.Among is null ? from.Given.Kind == InstitutionKind.Platform : economy.IsMeant(gate.Among, from)))
        {
            return demand;
        }

        var allowed = Math.Min(demand, gate.Share * redeemable);
        if (gate.AccountCap is { } cap && from.Given.Accounts is { } accounts)
        {
            allowed = Math.Min(allowed, accounts * cap);
        }

        return allowed;
    }
}
