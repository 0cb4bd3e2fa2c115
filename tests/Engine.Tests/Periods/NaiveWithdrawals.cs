using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>P4: what has to be paid in this period.</summary>
internal static class NaiveWithdrawals
{
    /// <summary>Says of every claim whether it is due, and what depositors and clients withdraw.</summary>
    public static void Happen(NaiveEconomy economy)
    {
        foreach (var institution in economy.Open)
        {
            Withdraw(economy, institution);
        }

        foreach (var claim in economy.Claims.Where(claim => claim.Type == ExposureType.Loan))
        {
            claim.IsDue = claim.Maturity is { } maturity ? maturity == economy.Period : IsUndatedDue(economy);
        }
    }

    private static bool IsUndatedDue(NaiveEconomy economy) => economy.Mechanism.Undated switch
    {
        UndatedLoans.Due => true,
        UndatedLoans.Standing => false,
        _ => economy.Scenario.Run.Periods == 1,
    };

    private static void Withdraw(NaiveEconomy economy, NaiveInstitution from)
    {
        var liquidity = economy.Scenario.Channels.Liquidity;
        var rate = liquidity is not null && economy.IsMeant(liquidity.Among, from) ? liquidity.BaseRate : 0;
        var share = Math.Min(1, rate + from.ShockedShare);
        from.DepositsDue = Math.Min(from.Deposits, (share * from.Deposits) + from.ShockedAmount);

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
}
