using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>What random economies are made of: everything there is occurs among those that the engine is compared on, and changes something.</summary>
public sealed class RandomEconomyTests
{
    private const int Economies = 300;

    /// <summary>Everything that can be left out of a scenario, and how.</summary>
    private static readonly Dictionary<string, Func<Scenario, Scenario>> Without = Shocks().Concat(Policies()).Concat(Channels()).ToDictionary(pair => pair.Name, pair => pair.Without);

    [Fact]
    public void Every_shock_channel_and_policy_occurs_and_matters()
    {
        var missing = Without.Keys.ToHashSet();
        for (var seed = 0; seed < Economies && missing.Count > 0; seed++)
        {
            var economy = RandomEconomy.Of(seed);
            var outcome = new Lazy<double[]>(() => Outcome(economy));
            missing.RemoveWhere(name => Without[name](economy.Scenario) is var other && other != economy.Scenario
                && !outcome.Value.SequenceEqual(Outcome(economy with { Scenario = other })));
        }

        Assert.True(missing.Count == 0, $"In none of {Economies} economies matter: {string.Join(", ", missing)}");
    }

    private static double[] Outcome(RandomEconomy economy)
    {
        var result = economy.Engine();
        return [.. result.Totals.FinalEquity, .. result.Replications.SelectMany(replication => replication.Periods)];
    }

    /// <summary>A shock that never falls due keeps its place: places are what draws are keyed by.</summary>
    private static IEnumerable<(string Name, Func<Scenario, Scenario> Without)> Shocks() => Enum.GetValues<ShockKind>().Select(kind => (
        $"shock {Words.Of(kind)}",
        new Func<Scenario, Scenario>(scenario => scenario.Shocks.All(shock => shock.Kind != kind) ? scenario : scenario with
        {
            Shocks = [.. scenario.Shocks.Select(shock => shock.Kind == kind ? shock with { At = int.MaxValue, Until = null } : shock)],
        })));

    private static IEnumerable<(string Name, Func<Scenario, Scenario> Without)> Policies()
    {
        (string, Func<PolicySet, PolicySet>)[] policies =
        [
            ("reserveFund", all => all with { ReserveFund = null }), ("waterfall", all => all with { Waterfall = null }), ("guaranteeFund", all => all with { GuaranteeFund = null }),
            ("levy", all => all with { GuaranteeFund = all.GuaranteeFund is null ? null : all.GuaranteeFund with { Levy = 0 } }),
            ("lenderOfLastResort", all => all with { LenderOfLastResort = null }),
            ("delay", all => all with { LenderOfLastResort = all.LenderOfLastResort is null ? null : all.LenderOfLastResort with { Delay = 0 } }),
            ("rate", all => all with { LenderOfLastResort = all.LenderOfLastResort is null ? null : all.LenderOfLastResort with { Rate = 0 } }),
            ("segregation", all => all with { Segregation = null }), ("gate", all => all with { Gate = null }),
            ("accountCap", all => all with { Gate = all.Gate is null ? null : all.Gate with { AccountCap = null } }), ("admission", all => all with { Admission = null }),
            ("pooledFunds", all => all with { PooledFunds = null }), ("informationSharing", all => all with { InformationSharing = null }),
            ("contrast", all => all with { InformationSharing = all.InformationSharing is null ? null : all.InformationSharing with { Contrast = 0 } }),
            ("exposureLimit", all => all with { ExposureLimit = null }), ("failover", all => all with { Failover = null }),
            ("settlementSuspension", all => all with { SettlementSuspension = null }),
        ];
        return policies.Select(policy => ($"policy {policy.Item1}", new Func<Scenario, Scenario>(scenario => scenario with { Policies = policy.Item2(scenario.Policies) })));
    }

    private static IEnumerable<(string Name, Func<Scenario, Scenario> Without)> Channels()
    {
        (string, Func<LiquidityChannel, LiquidityChannel>)[] liquidity =
        [
            ("baseRate", all => all with { BaseRate = 0 }), ("maxRate", all => all with { MaxRate = 1 }), ("discount", all => all with { Discount = 1 }), ("panic", all => all with { Panic = null }),
            ("runs", all => all with { Runs = null }), ("thresholds", all => all with { Thresholds = null }), ("hoarding", all => all with { Hoarding = null }),
            ("secondReaction", all => all with { Hoarding = all.Hoarding is null ? null : all.Hoarding with { SecondReaction = false } }), ("funds", all => all with { Funds = null }), ("among", all => all with { Among = null }),
        ];
        (string, Func<MarketChannel, MarketChannel>)[] market =
        [
            ("impact", all => all with { Assets = [.. all.Assets.Select(asset => asset with { Impact = 0 })] }), ("depth", all => all with { Assets = [.. all.Assets.Select(asset => asset with { Depth = null })] }),
            ("capitalRatio", all => all with { CapitalRatio = null }), ("deleveraging", all => all with { Deleveraging = null }),
        ];
        (string, Func<OperationsChannel, OperationsChannel>)[] operations =
        [
            ("shape", all => all with { Shape = null }), ("elasticity", all => all with { Elasticity = 0 }), ("unsettled", all => all with { Unsettled = UnsettledPayments.Carry }),
            ("gridlock", all => all with { Gridlock = false }), ("coordination", all => all with { Coordination = null }), ("overload", all => all with { Overload = null }),
        ];
        return
        [
            ("channel credit", scenario => scenario with { Channels = scenario.Channels with { Credit = null } }),
            .. liquidity.Select(one => ($"liquidity {one.Item1}", new Func<Scenario, Scenario>(scenario =>
                scenario.Channels.Liquidity is null ? scenario : scenario with { Channels = scenario.Channels with { Liquidity = one.Item2(scenario.Channels.Liquidity) } }))),
            .. market.Select(one => ($"market {one.Item1}", new Func<Scenario, Scenario>(scenario =>
                scenario.Channels.Market is null ? scenario : scenario with { Channels = scenario.Channels with { Market = one.Item2(scenario.Channels.Market) } }))),
            .. operations.Select(one => ($"operations {one.Item1}", new Func<Scenario, Scenario>(scenario =>
                scenario.Channels.Operations is null ? scenario : scenario with { Channels = scenario.Channels with { Operations = one.Item2(scenario.Channels.Operations) } }))),
        ];
    }
}
