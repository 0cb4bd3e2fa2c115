using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Money-market funds whose assets fall short of their shares: models.md 4.4.</summary>
internal static class NaiveFundRule
{
    /// <summary>Whether a broken fund pays nothing out; one that floats writes its shares down instead.</summary>
    public static bool IsSuspended(NaiveEconomy economy, NaiveInstitution fund)
    {
        var claims = economy.DebtsOf(fund).Where(claim => claim.Type != ExposureType.Guarantee).ToList();
        var debts = fund.Deposits + fund.OtherDebts + fund.TrustDeficiency + fund.Bridged + claims.Sum(claim => claim.Amount);
        if (economy.Scenario.Channels.Liquidity?.Funds is not { } rule || fund.Given.Role != InstitutionRole.Fund || debts <= 0
            || economy.OwnAssets(fund) / debts >= 1 - rule.Band)
        {
            return false;
        }

        if (rule.Breach == FundBreach.Suspend)
        {
            return true;
        }

        var share = Math.Clamp(economy.OwnAssets(fund) / debts, 0, 1);
        economy.Tally.OutsideLoss += (1 - share) * (fund.Deposits + fund.OtherDebts + fund.TrustDeficiency);
        fund.ClientMoney -= (1 - share) * fund.TrustDeficiency;
        fund.Deposits *= share;
        fund.OtherDebts *= share;
        foreach (var claim in claims)
        {
            economy.Tally.OutsideLoss += claim.Creditor is null ? (1 - share) * claim.Amount : 0;
            claim.SplitOff(1 - share);
        }

        return false;
    }
}
