namespace Contagion.Engine.Tests.Periods;

/// <summary>P9: loans of the lender of last resort bear interest for a day and are repaid from cash.</summary>
internal static class NaiveRepayment
{
    /// <summary>Lets everybody who owes the lender of last resort repay what it can.</summary>
    public static void Happen(NaiveEconomy economy)
    {
        foreach (var debtor in economy.Open.Where(institution => institution.Bridged > 0))
        {
            var interest = debtor.Bridged * economy.Scenario.Policies.LenderOfLastResort!.Rate / 365;
            debtor.Bridged += interest;
            economy.Tally.Interest += interest;
            var repaid = Math.Min(debtor.Cash, debtor.Bridged);
            debtor.Cash -= repaid;
            debtor.Bridged -= repaid;
        }
    }
}
