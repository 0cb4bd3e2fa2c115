using System.Text.RegularExpressions;
using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Tests;

namespace Contagion.Data.Tests;

/// <summary>What is left of a scenario when channels are switched off.</summary>
public sealed class ChannelSwitchTests
{
    private static readonly ChannelSet[] Sets = [.. Enumerable.Range(0, 32).Select(set => (ChannelSet)set)];

    // Worked by hand: A loses 8 of 16, owes 14 and pays 4/7; B gets 40/7 of 10, owes 7 and fails; outside lose 3/7 of 4 and 7 − 40/7. All of it, 8,
    // is what the shock took. Without counterparty A loses its 2, and no creditor anything.
    [Fact]
    public void Without_counterparty_only_the_equity_of_who_fails_is_lost()
    {
        var scenario = new PeriodScenario()
            .With("institutions.csv", "id,kind,external_assets,deposits; A,bank,16,4; B,bank,0,7")
            .With("exposures.csv", "creditor,debtor,amount; B,A,10")
            .Is("shocks: [ { kind: asset-loss, target: { id: A }, amount: 8 } ]\nchannels: { solvency: { mechanism: joint } }");

        Near.Equal([8, 2], [ValueOf(scenario, ChannelSet.All), ValueOf(scenario, ChannelSet.All & ~ChannelSet.Counterparty)], Near.Exact, "losses");
        AssertRows(scenario, cumulative: [2, 0, 6, 0, 0, 0, 8], shapley: [2, 0, 6, 0, 0, 0, 8]);
    }

    // The bank has to sell to pay, which costs nothing unless prices fall: each of the two needs the other, and half the loss is each one's.
    [Fact]
    public void Funding_and_fire_sales_that_need_each_other_share_a_loss()
    {
        var scenario = new PeriodScenario()
            .With("institutions.csv", "id,kind,external_assets,deposits; A,bank,4,8")
            .With("exposures.csv", "creditor,debtor,amount")
            .With("holdings.csv", "institution,asset,amount; A,securities,10")
            .Is("""
                shocks: [ { kind: withdrawal, target: { id: A }, amount: 4 } ]
                channels: { solvency: { mechanism: joint }, market: { assets: [ { name: securities, impact: 0.02 } ] } }
                """);

        var total = ValueOf(scenario, ChannelSet.All);
        Assert.True(total > 0.1, $"sales should cost something, cost {total}");
        AssertRows(scenario, cumulative: [0, 0, 0, 0, total, 0, total], shapley: [0, 0, 0, total / 2, total / 2, 0, total]);
    }

    // Worked by hand: half of the loans of 20 are sold at a discount of 0.4 to raise 6: 10 · 0.6 = 6, and 4 are lost.
    [Fact]
    public void Without_fire_sales_loans_sell_without_a_discount()
    {
        var scenario = new PeriodScenario()
            .With("institutions.csv", "id,kind,external_assets,deposits; A,bank,0,6; R,borrower,30,")
            .With("exposures.csv", "creditor,debtor,amount,maturity; A,R,20,5")
            .Is("shocks: [ { kind: withdrawal, target: { id: A }, fraction: 1 } ]\nchannels: { solvency: { mechanism: joint }, liquidity: { discount: 0.4 } }\nrun: { periods: 2 }");

        AssertRows(scenario, cumulative: [0, 0, 0, 0, 4, 0, 4], shapley: [0, 0, 0, 2, 2, 0, 4]);
    }

    // Loans that nobody buys are not sold, whatever is switched off: A cannot raise the 6 and fails, worth more than it owes. α = 0.2 of nothing
    // and β = 0.1 of 20 leave 2 for the depositors' 6: they lose 4. Funding and counterparty are both needed for it.
    [Fact]
    public void Loans_that_nobody_buys_find_no_buyer_without_fire_sales()
    {
        var scenario = new PeriodScenario()
            .With("institutions.csv", "id,kind,external_assets,deposits; A,bank,0,6; R,borrower,30,")
            .With("exposures.csv", "creditor,debtor,amount,maturity; A,R,20,5")
            .Is("shocks: [ { kind: withdrawal, target: { id: A }, fraction: 1 } ]\nchannels: { solvency: { mechanism: joint, alpha: 0.2, beta: 0.1 }, liquidity: {} }\nrun: { periods: 2 }");

        Assert.Equal(ValueOf(scenario, ChannelSet.All), ValueOf(scenario, ChannelSet.All & ~ChannelSet.FireSale));
        Near.Equal([4], [scenario.Run()["outside_loss"]], Near.Exact, "depositors");
        Near.Equal([0], [ValueOf(scenario, ChannelSet.All & ~ChannelSet.Funding)], Near.Exact, "without funding");
    }

    // Worked by hand: A cannot pay B the 5 that B owes its depositors, so B fails; α = 0.2 of 20 and the claim of 5 leave 9 of 10 for its depositors.
    [Fact]
    public void Without_operations_everybody_can_send_payments()
    {
        var scenario = new PeriodScenario()
            .With("institutions.csv", "id,kind,cash,external_assets,deposits; A,bank,5,,; B,bank,,20,10")
            .With("exposures.csv", "creditor,debtor,amount,maturity; B,A,5,0")
            .Is("""
                shocks:
                  - { kind: outage, target: { id: A } }
                  - { kind: withdrawal, target: { id: B }, amount: 5 }
                channels: { solvency: { mechanism: joint, alpha: 0.2 }, operations: {} }
                run: { periods: 2 }
                """);

        Near.Equal([1], [scenario.Run()["outside_loss"]], Near.Exact, "depositors");
        Assert.All(Sets.Where(set => !set.HasFlag(ChannelSet.Operations)), set => Assert.Equal(0, ValueOf(scenario, set)));
    }

    // The same scenario with the channel taken out by hand: recovery 1, no withdrawal, no impact.
    [Theory]
    [InlineData(ChannelSet.Credit, "recovery: [0-9.]+", "recovery: 1")]
    [InlineData(ChannelSet.Funding, "amount: 14", "amount: 0")]
    [InlineData(ChannelSet.FireSale, "impact: 0.02", "impact: 0")]
    public void A_channel_that_is_off_is_one_that_the_scenario_does_not_have(ChannelSet channel, string with, string without)
    {
        var (scenario, edited) = (PeriodScenario.Integrated(yaml => yaml), PeriodScenario.Integrated(yaml => Regex.Replace(yaml, with, without)));

        foreach (var set in Sets.Where(set => !set.HasFlag(channel)))
        {
            Assert.Equal(ValueOf(edited, set | channel), ValueOf(scenario, set));
        }
    }

    // models.md 9.6: efficiency; and every channel of the integrated example but operations has a part in its loss.
    [Fact]
    public void The_loss_of_the_integrated_example_is_split_without_a_rest()
    {
        var rows = Attribution.Of(Model.AttributionMethod.Shapley, channels => [ValueOf(PeriodScenario.Integrated(yaml => yaml), channels)]).Rows;

        Near.Equal([28.5935990791], [rows[^1].Shapley!.Mean!.Value], Near.Printed, "TV-INT-1, total loss and outside");
        Near.Equal([rows[^1].Shapley!.Mean!.Value], [rows.SkipLast(1).Sum(row => row.Shapley!.Mean!.Value)], Near.Exact, "Shapley");
        Near.Equal([rows[^1].Shapley!.Mean!.Value], [rows.SkipLast(1).Sum(row => row.Cumulative.Mean!.Value)], Near.Exact, "cumulative");
        Assert.All(rows.Skip(1).Take(4), row => Assert.True(row.Shapley!.Mean > 0, row.Channel));
        Assert.Equal(0, rows[5].Shapley!.Mean);
    }

    // Places of shocks key their draws: a channel that is off must not move those of the others.
    [Fact]
    public void Switching_off_a_channel_leaves_the_draws_of_others_alone()
    {
        var file = new PeriodScenario()
            .With("institutions.csv", "id,kind,external_assets,deposits; A,bank,20,10; B,bank,20,10; C,bank,20,10")
            .With("exposures.csv", "creditor,debtor,amount; B,A,5")
            .Is("""
                shocks:
                  - { kind: withdrawal, target: { random: 1 }, fraction: 0.5 }
                  - { kind: outage, target: { random: 1 } }
                  - { kind: asset-loss, target: { random: 1 }, fraction: { distribution: uniform, low: 0, high: 0.4 } }
                channels: { solvency: { mechanism: joint } }
                run: { replications: 20, seed: 3 }
                """).Load();
        double[] FirstRoundLosses(ChannelSet channels) =>
            [.. InProcessHost.Run(ChannelSwitch.Keep(file.Scenario, channels), file.Network).Replications.Select(one => one.FirstRoundLoss)];

        var all = FirstRoundLosses(ChannelSet.All);

        Assert.InRange(all.Distinct().Count(), 10, 20);
        Assert.Equal(all, FirstRoundLosses(ChannelSet.None));
    }

    [Fact]
    public void Channels_that_are_off_do_not_show_in_a_file()
    {
        var file = PeriodScenario.Integrated(yaml => yaml).Load();

        Assert.Same(file.Scenario, ChannelSwitch.Keep(file.Scenario, ChannelSet.All));
        Assert.Equal(
            ScenarioWriter.Write(file.Scenario with { Channels = file.Scenario.Channels with { Solvency = new Joint() } }),
            ScenarioWriter.Write(file.Scenario with { Channels = file.Scenario.Channels with { Solvency = ChannelSwitch.Keep(file.Scenario, ChannelSet.None).Channels.Solvency } }));
    }

    private static double ValueOf(PeriodScenario scenario, ChannelSet channels)
    {
        var file = scenario.Load();
        return Attribution.ValueOf(InProcessHost.Run(ChannelSwitch.Keep(file.Scenario, channels), file.Network, new RunOptions { Threads = 1 }).Replications[0]);
    }

    private static void AssertRows(PeriodScenario scenario, double[] cumulative, double[] shapley)
    {
        var rows = Attribution.Of(Model.AttributionMethod.Shapley, channels => [ValueOf(scenario, channels)]).Rows;

        Near.Equal(cumulative, [.. rows.Select(row => row.Cumulative.Mean!.Value)], Near.Exact, "cumulative");
        Near.Equal(shapley, [.. rows.Select(row => row.Shapley!.Mean!.Value)], Near.Exact, "Shapley");
    }
}
