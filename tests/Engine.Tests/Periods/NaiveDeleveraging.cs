using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>P7: who has too much leverage sells: models.md 3.3 and 3.4.</summary>
internal static class NaiveDeleveraging
{
    private const int RoundsMax = 10_000;
    private const double Nothing = 1e-12;

    /// <summary>Says what is to be sold in the next period, or sells it at once, in rounds until nobody sells.</summary>
    public static void Happen(NaiveEconomy economy)
    {
        if (economy.Scenario.Channels.Market?.Deleveraging is not { } rule)
        {
            return;
        }

        if (!rule.InPeriod)
        {
            foreach (var holder in economy.Open)
            {
                holder.SellNext = Share(economy, rule, holder);
            }

            return;
        }

        for (var round = 0; round < RoundsMax && Sell(economy, rule); round++)
        {
        }
    }

    /// <summary>Pays debts to creditors outside the network back from cash, deposits last.</summary>
    public static void PayBack(NaiveInstitution seller, double raised)
    {
        var others = Math.Min(seller.OtherDebts, Math.Min(raised, seller.Cash));
        (seller.OtherDebts, seller.Cash) = (seller.OtherDebts - others, seller.Cash - others);
        var deposits = Math.Min(seller.Deposits, Math.Min(raised - others, seller.Cash));
        (seller.Deposits, seller.Cash) = (seller.Deposits - deposits, seller.Cash - deposits);
    }

    /// <summary>Γ: the share of its securities that an institution sells.</summary>
    private static double Share(NaiveEconomy economy, Deleveraging rule, NaiveInstitution holder)
    {
        var (assets, equity, securities) = (economy.OwnAssets(holder), economy.Equity(holder), holder.Securities(economy.Price));
        if (securities <= 0)
        {
            return 0;
        }

        if (rule.Rule == DeleveragingRule.Targeting)
        {
            return equity <= 0 ? 1 : Math.Clamp((assets - (holder.InitialLeverage * equity)) / securities, 0, 1);
        }

        return equity <= 0 ? 1 : assets <= rule.MaxLeverage * equity ? 0 : Math.Clamp((assets - (rule.Buffer * rule.MaxLeverage * equity)) / securities, 0, 1);
    }

    /// <summary>One round at one set of prices; true when anybody sold.</summary>
    private static bool Sell(NaiveEconomy economy, Deleveraging rule)
    {
        var sellers = economy.Open.Select(holder => (Holder: holder, Share: Share(economy, rule, holder))).Where(seller => seller.Share > Nothing).ToList();
        var raised = sellers.ToDictionary(seller => seller.Holder, _ => 0.0);
        foreach (var asset in economy.Scenario.Channels.Market!.Assets)
        {
            var units = sellers.Sum(seller => seller.Share * seller.Holder.Units.GetValueOrDefault(asset.Name));
            var before = economy.Price[asset.Name];
            var after = before * (asset.Depth is { } depth ? Math.Max(0, 1 - (units * before / depth)) : Math.Exp(-asset.Impact * units));
            var paid = rule.Execution switch
            {
                ExecutionPrice.Post => after,
                ExecutionPrice.Average => (before + after) / 2,
                _ => before,
            };
            foreach (var (holder, share) in sellers)
            {
                var sold = share * holder.Units.GetValueOrDefault(asset.Name);
                holder.Units[asset.Name] = holder.Units.GetValueOrDefault(asset.Name) - sold;
                raised[holder] += sold * paid;
                economy.Tally.PriceLoss += sold * (before - paid);
            }

            economy.Tally.PriceLoss += (before - after) * economy.Open.Sum(holder => holder.Units.GetValueOrDefault(asset.Name));
            economy.Price[asset.Name] = after;
        }

        foreach (var (seller, amount) in raised)
        {
            seller.Cash += amount;
            PayBack(seller, amount);
        }

        return sellers.Count > 0;
    }
}
