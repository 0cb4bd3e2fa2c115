using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>The same economy in another unit of money.</summary>
internal static class Scaling
{
    private static readonly InstitutionItem[] Money =
    [
        InstitutionItem.Cash, InstitutionItem.Reserve, InstitutionItem.ExternalAssets, InstitutionItem.Deposits, InstitutionItem.ExternalLiabilities,
        InstitutionItem.ClientMoney, InstitutionItem.TrustAssets, InstitutionItem.DailyTransactions, InstitutionItem.GuaranteeLimit,
    ];

    /// <summary>Multiplies every amount of money, and divides what prices fall by for each unit.</summary>
    public static RandomEconomy By(RandomEconomy economy, double scale)
    {
        var (scenario, policies) = (economy.Scenario, economy.Scenario.Policies);
        return economy with
        {
            Institutions = [.. economy.Institutions.Select(given => given with { Items = Money.Aggregate(given.Items, (items, item) => items.With(item, scale * items[item])) })],
            Exposures = [.. economy.Exposures.Select(row => (
                row.Exposure.Type == ExposureType.Service ? row.Exposure : row.Exposure with { Amount = scale * row.Exposure.Amount }, row.Terms with { Collateral = scale * row.Terms.Collateral }))],
            Units = [.. economy.Units.Select(held => (held.Institution, held.Asset, scale * held.Units))],
            Payments = [.. economy.Payments.Select(payment => payment with { Amount = scale * payment.Amount })],
            Scenario = scenario with
            {
                Shocks = [.. scenario.Shocks.Select(shock => shock.Amount is ShockSize.Fixed amount && shock.Kind is not (ShockKind.RateShock or ShockKind.Load) ? shock with { Amount = scale * amount.Value } : shock)],
                Channels = scenario.Channels with
                {
                    Market = scenario.Channels.Market is not { } market ? null : market with
                    {
                        Assets = [.. market.Assets.Select(asset => asset with { Impact = asset.Impact / scale, Depth = scale * asset.Depth })],
                    },
                },
                Policies = policies with
                {
                    LenderOfLastResort = policies.LenderOfLastResort is not { } lender ? null : lender with { Cap = scale * lender.Cap },
                    Gate = policies.Gate is not { } gate ? null : gate with { AccountCap = scale * gate.AccountCap },
                    GuaranteeFund = policies.GuaranteeFund is not { } fund ? null : fund with { Size = scale * fund.Size },
                    InformationSharing = policies.InformationSharing is not { } sharing ? null : sharing with { DebtCap = scale * sharing.DebtCap },
                    Failover = policies.Failover is not { } failover ? null : failover with { Cost = scale * failover.Cost },
                },
            },
        };
    }
}
