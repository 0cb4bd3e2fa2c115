using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Engine.Tests.Periods;

/// <summary>What always holds of <c>joint</c>: invariants 9 to 12 of models.md 11, and of 16 why it is never asserted.</summary>
public sealed class JointPropertyTests
{
    /// <summary>Both sides stop at 1e-12 of what is owed; chains of debts amplify what that leaves. Relative to the size of the economy.</summary>
    private const double Tolerance = 1e-7;

    private const double Plenty = 10_000;

    // Where everything owned is cash and everything is due at once, joint is Eisenberg-Noe, or with costs of default Rogers-Veraart.
    [Fact]
    public void With_cash_alone_joint_is_clearing()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var system = RandomSystem.Of(seed);
            var (alpha, beta) = seed % 2 == 0 ? (1.0, 1.0) : (.5 + (.5 * (seed % 7 / 7.0)), .9 - (.5 * (seed % 5 / 5.0)));
            var cash = TestNetwork.Of(system.Debt, new double[system.Size], system.Outside, complete: (node, given) => given with { Cash = system.After[node] });
            var assets = TestNetwork.Of(system.Debt, system.After, system.Outside);

            var joint = TestRun.Single(cash, new Joint { Alpha = alpha, Beta = beta }).Totals;
            var clearing = TestRun.Single(assets, seed % 2 == 0 ? new EisenbergNoe() : new RogersVeraart { Alpha = alpha, Beta = beta }).Totals;

            Assert.Equal(clearing.Defaults, joint.Defaults);
            Near.Equal(clearing.Payment, joint.Payment, 1e-10 * Math.Max(1, system.Due.Max()), $"{system}, alpha {alpha}, beta {beta}");
        }
    }

    // Invariant 9: without shocks nobody who has plenty loses anything.
    [Fact]
    public void Without_a_shock_nobody_loses() => ForAllSeeds.Check((seed, _) =>
    {
        var economy = RandomEconomy.Of(seed);
        var channels = economy.Scenario.Channels;
        economy = economy.With().With(new PolicySet()) with
        {
            Payments = [],
            Institutions = [.. economy.Institutions.Select(given => given with { Cash = given.Cash + Plenty })],
        };
        // Who may not owe anything sells without a shock.
        var market = channels.Market is null ? null : channels.Market with { Deleveraging = null };
        var result = (economy with { Scenario = economy.Scenario with { Channels = channels with { Market = market } } }).Engine();

        Assert.All(result.Totals.Defaults, defaults => Assert.Equal(0, defaults));
        Assert.All(result.Replications, replication => Assert.InRange(replication.Periods[IndexOf("price_loss")] + replication.Periods[IndexOf("outside_loss")], 0, Tolerance));
    });

    // Invariant 9: who has nothing to do with each other does not affect each other, where neither prices nor what platforms look like join them.
    [Fact]
    public void Components_do_not_affect_each_other() => ForAllSeeds.Check((seed, _) => AssertComponentsStandAlone(seed));

    // A borrower of whom only debts could be known fails: it leaves nothing, whatever others were worth who were looked at before it.
    [Fact]
    public void Who_has_nothing_leaves_nothing() => AssertComponentsStandAlone(30475);

    private static void AssertComponentsStandAlone(int seed)
    {
        var (one, other) = (Alone(RandomEconomy.Of(seed)), RandomEconomy.Of(seed + 1));
        var count = one.Institutions.Count;
        var both = one with
        {
            Institutions = [.. one.Institutions, .. other.Institutions.Select(given => given with { Id = $"other {given.Id}" })],
            Exposures = [.. one.Exposures, .. other.Exposures.Select(row => (
                row.Exposure with { Creditor = row.Exposure.Creditor + count, Debtor = row.Exposure.Debtor + count, Platform = row.Exposure.Platform + count },
                row.Terms with { Guarantor = row.Terms.Guarantor + count, Pledge = row.Terms.Pledge is { } pledge ? $"other {pledge}" : null }))],
        };

        Near.Equal(one.Engine().Totals.FinalEquity, both.Engine().Totals.FinalEquity[..count], Tolerance * both.Size, $"{one}");
    }

    // Invariant 10: twice the money, and nothing else changes.
    [Fact]
    public void Results_scale_with_money() => ForAllSeeds.Check((seed, _) =>
    {
        const double Scale = 4;
        var economy = RandomEconomy.Of(seed);

        Near.Equal([.. economy.Engine().Totals.FinalEquity.Select(equity => Scale * equity)], Scaling.By(economy, Scale).Engine().Totals.FinalEquity, Tolerance * Scale * economy.Size, $"{economy}");
    });

    // Invariant 10: who comes first in the file does not matter, where nothing is drawn and nothing is granted in that order.
    [Fact]
    public void The_order_of_institutions_does_not_matter() => ForAllSeeds.Check((seed, _) =>
    {
        var economy = Certain(RandomEconomy.Of(seed));
        var count = economy.Institutions.Count;
        int Place(int institution) => count - 1 - institution;
        var turned = economy with
        {
            Institutions = [.. economy.Institutions.Reverse()],
            Exposures = [.. economy.Exposures.Select(row => (
                row.Exposure with { Creditor = Place(row.Exposure.Creditor), Debtor = Place(row.Exposure.Debtor), Platform = row.Exposure.Platform is { } platform ? Place(platform) : null },
                row.Terms with { Guarantor = row.Terms.Guarantor is { } guarantor ? Place(guarantor) : null }))],
            Units = [.. economy.Units.Select(held => (Place(held.Institution), held.Asset, held.Units))],
            Payments = [.. economy.Payments.Select(payment => payment with { Payer = Place(payment.Payer), Payee = Place(payment.Payee) })],
        };

        Near.Equal([.. economy.Engine().Totals.FinalEquity.Reverse()], turned.Engine().Totals.FinalEquity, Tolerance * economy.Size, $"{economy}");
    });

    // Invariant 11: what is made good is no more than what was lost, what funds pay no more than what they have, and a gate holds.
    [Fact]
    public void Policies_pay_what_they_have_and_no_more_than_was_lost() => ForAllSeeds.Check((seed, _) =>
    {
        var economy = RandomEconomy.Of(seed);
        var gate = new Gate { Share = .2, Among = new Target.All() };
        economy = economy.With([.. economy.Scenario.Shocks.Where(shock => shock.Kind != ShockKind.Regulation).Select(shock => shock with { At = 0, Until = null })])
            .With(economy.Scenario.Policies with { Gate = gate, Admission = null, PooledFunds = null });
        // Hoarders call on each other whatever gates say to the public.
        var channels = economy.Scenario.Channels;
        channels = channels with { Liquidity = channels.Liquidity is null ? null : channels.Liquidity with { Hoarding = null } };
        economy = economy with { Scenario = economy.Scenario with { Channels = channels, Run = economy.Scenario.Run with { Periods = 1 } } };
        var slack = Tolerance * economy.Size;
        var redeemable = economy.Institutions.Sum(given => (given.Deposits ?? 0) + (given.ClientMoney ?? 0))
            + economy.Exposures.Where(row => row.Exposure.Type == ExposureType.Demand).Sum(row => row.Exposure.Amount);
        foreach (var periods in economy.Engine().Replications.Select(replication => replication.Periods))
        {
            double Of(string name) => periods[IndexOf(name)];
            Assert.InRange(Of("reserve_paid") + Of("guarantor_called") + Of("platform_called") + Of("fund_paid"), 0, Of("credit_loss") + Of("fund_paid") + slack);
            Assert.InRange(Of("fund_paid"), 0, Of("fund_filled") + slack);
            Assert.InRange(Of("reserve_paid"), 0, economy.Institutions.Sum(given => given.Reserve ?? 0) + Of("reserve_filled") + slack);
            Assert.InRange(Of("bridged"), 0, economy.Units.Sum(held => held.Units) + slack);
            Assert.InRange(Of("withdrawn"), 0, (gate.Share * redeemable) + slack);
        }
    });

    // Invariant 12: payments move money and neither make nor destroy any, nobody pays more than it has, and what waits is the rest.
    [Fact]
    public void Payments_move_money_and_nobody_goes_below_nothing() => ForAllSeeds.Check((seed, _) =>
    {
        var random = new Random(seed);
        var economy = RandomEconomy.Of(seed).With().With(new PolicySet());
        var count = economy.Institutions.Count;
        economy = economy with
        {
            Institutions = [.. economy.Institutions.Select(given => new Institution(given.Id, InstitutionKind.Bank) { Cash = random.Next(100) })],
            Exposures = [],
            Units = [],
            Payments = [.. Enumerable.Range(0, 3 * count).Select(row => random.Next(count) is var payer ? new Payment($"{row}", payer, (payer + random.Next(1, count)) % count, random.Next(1, 60)) : default)],
            Scenario = economy.Scenario with
            {
                Channels = new Channels { Solvency = new Joint(), Operations = new OperationsChannel { Gridlock = seed % 2 == 0 } },
                Run = new RunSettings(),
            },
        };
        var result = economy.Engine();
        var (before, after) = (economy.Institutions.Select(given => given.Cash ?? 0).ToArray(), result.Totals.FinalEquity);
        var waiting = result.Replications[0].Periods[IndexOf("unsettled")];

        Assert.Equal(before.Sum(), after.Sum(), Tolerance * economy.Size);
        Assert.All(after, cash => Assert.True(cash >= -Tolerance));
        Assert.InRange(waiting, 0, economy.Payments.Sum(payment => payment.Amount));
        Assert.InRange(after.Zip(before, (one, other) => Math.Max(0, one - other)).Sum(), 0, economy.Payments.Sum(payment => payment.Amount) - waiting + Tolerance);
    });

    // Invariant 16, worked by hand: D fails and owes 20 in all, to creditors with an equity of 5 each. One creditor loses 20 and fails; two lose 10 each and
    // fail; four lose 5 each, and stand. More diversification makes it worse and then better.
    [Fact]
    public void Diversification_is_not_monotone()
    {
        int Failing(int creditors)
        {
            var debt = new double[creditors + 1, creditors + 1];
            for (var creditor = 1; creditor <= creditors; creditor++)
            {
                debt[0, creditor] = 20.0 / creditors;
            }

            var network = TestNetwork.Of(debt, externalLiabilities: [0, .. Enumerable.Repeat(50.0, creditors)], complete: (node, given) => given with { Cash = node == 0 ? 20 : 55 - (20.0 / creditors), ExternalAssets = 0 });
            return TestRun.Single(network, new Joint(), TestRun.Default(0)).Totals.Defaults[1..].Sum(defaults => (int)defaults);
        }

        Assert.Equal([1, 2, 0], [Failing(1), Failing(2), Failing(4)]);
    }

    /// <summary>Nothing that joins institutions but exposures.</summary>
    private static RandomEconomy Alone(RandomEconomy economy)
    {
        var (policies, channels) = (economy.Scenario.Policies, economy.Scenario.Channels);
        return economy with
        {
            Units = [],
            Payments = [],
            Scenario = economy.Scenario with
            {
                Shocks = [.. economy.Scenario.Shocks.Where(shock => shock.Kind is not (ShockKind.PriceDrop or ShockKind.RateShock))],
                Channels = channels with { Market = null, Operations = null, Liquidity = channels.Liquidity is null ? null : channels.Liquidity with { Panic = null } },
                Policies = new PolicySet
                {
                    LenderOfLastResort = policies.LenderOfLastResort, ReserveFund = policies.ReserveFund, Gate = policies.Gate, Segregation = policies.Segregation, Waterfall = policies.Waterfall,
                },
            },
        };
    }

    /// <summary>Nothing is drawn: credit events strike all whom they are for.</summary>
    private static RandomEconomy Certain(RandomEconomy economy) => economy.With([.. economy.Scenario.Shocks.Select(shock => shock.Kind == ShockKind.Credit ? shock with { Probability = 1 } : shock)])
        .With(economy.Scenario.Policies with
        {
            InformationSharing = economy.Scenario.Policies.InformationSharing is null ? null : economy.Scenario.Policies.InformationSharing with { DebtCap = null },
            Failover = economy.Scenario.Policies.Failover is null ? null : economy.Scenario.Policies.Failover with { LostPeriods = 0 },
        });

    private static int IndexOf(string metric) => PeriodMetric.All.Select(one => one.Name).ToList().IndexOf(metric);
}
