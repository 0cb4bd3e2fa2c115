using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>P6: the industry's fund pays creditors what nobody else does: models.md 7.3.</summary>
internal static class NaiveGuaranteeFund
{
    /// <summary>Pays what is still missing of this period's covered losses, all alike when the fund is short.</summary>
    public static void Pay(NaiveEconomy economy)
    {
        var policy = economy.Scenario.Policies.GuaranteeFund;
        if (economy.InForce("guaranteeFund", policy, policy?.From ?? 0) is null
)
        {
            return;
        }

        if (!(economy.InForce("waterfall", economy.Scenario.Policies.Waterfall) ?? new Waterfall()).Order.Contains(LossLayer.GuaranteeFund))
        {
            return;
        }

        var missing = economy.Covered.Where(rest => IsMember(economy, policy!, rest.Loss.Claim.Platform) && rest.Loss.Claim.Creditor is { IsClosed: false }).ToList();
        var total = missing.Sum(rest => rest.Missing);
        var share = total > 0 ? Math.Min(1, economy.Fund / total) : 0;
        foreach (var rest in missing)
        {
            var paid = share * rest.Missing;
            economy.Fund -= paid;
            economy.Tally.FundPaid += paid;
            rest.Loss.Claim.Creditor!.Cash += paid;
        }
    }

    private static bool IsMember(NaiveEconomy economy, GuaranteeFund policy, NaiveInstitution? platform) =>
        platform is not null && (policy.Among is null ? platform.Given.Kind == InstitutionKind.Platform : economy.IsMeant(policy.Among, platform));
}
