using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Where the engine is not what docs/periods.md says, each on the smallest case and worked by hand. Random economies that touch one are left aside.</summary>
public sealed class KnownFlawTests
{
    // A has 10 and is to pay B 4 in period 1. B owes 5 outside, has nothing and is closed in period 0: it takes no further part. A keeps 10.
    // The engine takes 4 from A and gives it to nobody.
    [Fact(Skip = "The engine settles payments to institutions that are closed, and what is paid is lost to everybody.")]
    public void Nobody_pays_who_is_closed()
    {
        var economy = Economy(
            2, new Channels { Solvency = new Joint(), Operations = new OperationsChannel() },
            [new Institution("A", InstitutionKind.Bank) { Cash = 10 }, new Institution("B", InstitutionKind.Bank) { ExternalLiabilities = 5 }]) with
        {
            Payments = [new Payment("late", 0, 1, 4, 1)],
        };

        Assert.Equal(10, economy.Engine().Totals.FinalEquity[0]);
    }

    // A serves 10 a period, 10 arrive, and all it needs works at one half: σ = 0.5, 5 are served, 5 wait, and they wait 5 / (10 · 0.5) = 1.
    [Fact(Skip = "The engine works out service levels only once there was an outage.")]
    public void Services_that_work_in_part_do_so_without_an_outage()
    {
        var economy = Economy(
            1, new Channels { Solvency = new Joint(), Operations = new OperationsChannel() },
            [new Institution("A", InstitutionKind.Platform) { Cash = 1, Load = 10, Capacity = 10 }, new Institution("B", InstitutionKind.Provider) { Cash = 1 }],
            (new Exposure(0, 1, .5, ExposureType.Service), new ExposureTerms()));

        Assert.Equal(1, Metric(economy, "latency"));
    }

    // A has 5 in cash, 50 otherwise and 10 on demand with B; it owes depositors 50, who withdraw a fifth: 10. It calls 2 of B as everybody does, and
    // being 5 short it calls half of the other 8. B, which has 100, pays 2 + 4, and A pays its depositors 10: 16 are paid out on demand.
    [Fact(Skip = "The engine does not count what hoarders call back as withdrawn.")]
    public void What_hoarders_call_back_is_withdrawn()
    {
        var economy = Economy(
            1, new Channels { Solvency = new Joint(), Liquidity = new LiquidityChannel { BaseRate = .2, Hoarding = new Hoarding { Among = new Target.All(), Share = .5 } } },
            [new Institution("A", InstitutionKind.Bank) { Cash = 5, ExternalAssets = 50, Deposits = 50 }, new Institution("B", InstitutionKind.Bank) { Cash = 100 }],
            (new Exposure(0, 1, 10, ExposureType.Demand), new ExposureTerms()));

        Assert.Equal(16, Metric(economy, "withdrawn"), 1e-9);
    }

    // C fails and repays nothing of 40 that B lent it; A stands for it with 50 in cash but is dark. "Who sends nothing owes nothing today; its debts
    // keep their value": A pays in period 1, and 10 are left to it. The engine leaves it 50, and B has its 40 all the same.
    [Fact(Skip = "The engine forgets what was called of a guarantor that is dark, while the creditor counts on it.")]
    public void A_guarantor_that_is_dark_pays_later()
    {
        var economy = Economy(
            2, new Channels { Solvency = new Joint(), Operations = new OperationsChannel() },
            [
                new Institution("A", InstitutionKind.Guarantor) { Cash = 50 }, new Institution("B", InstitutionKind.Bank),
                new Institution("C", InstitutionKind.Borrower) { ExternalAssets = 40 },
            ],
            (new Exposure(1, 2, 40), new ExposureTerms { Guarantor = 0 })).With(
            new Shock { Kind = ShockKind.Default, Recovery = 0, Target = new Target.Ids(["C"]) },
            new Shock { Kind = ShockKind.Outage, Target = new Target.Ids(["A"]) });

        Assert.Equal([10, 40], economy.Engine().Totals.FinalEquity[..2]);
    }

    // A is suspended in periods 0 to 2; a suspension for period 1 alone changes nothing. A tenth is asked for and refused in each: 1 + 1 + 1 of 10.
    [Fact(Skip = "In the engine the suspension that was last declared counts alone.")]
    public void A_shorter_suspension_does_not_end_a_longer_one()
    {
        var economy = Economy(
            3, new Channels { Solvency = new Joint(), Liquidity = new LiquidityChannel { BaseRate = .1 } },
            [new Institution("A", InstitutionKind.Platform) { Cash = 20, Deposits = 10 }]).With(
            new Shock { Kind = ShockKind.Suspension, Target = new Target.Ids(["A"]), Duration = 3 },
            new Shock { At = 1, Kind = ShockKind.Suspension, Target = new Target.Ids(["A"]), Duration = 1 });

        Assert.Equal(3, Metric(economy, "refused"), 1e-9);
    }

    // A gate that refuses everything is in force again in each of periods 0 to 2, whatever else was said in between: of 10 asked for all is refused.
    [Fact(Skip = "The engine lets a regulation shock fall due in its first period alone, whatever `until` says.")]
    public void Regulation_falls_due_again()
    {
        var economy = Economy(
            3, new Channels { Solvency = new Joint(), Liquidity = new LiquidityChannel { BaseRate = .1 } },
            [new Institution("A", InstitutionKind.Platform) { Cash = 20, Deposits = 10 }]).With(
            new Shock { Kind = ShockKind.Regulation, At = 1, Policy = "gate", On = false },
            new Shock { Kind = ShockKind.Regulation, At = 0, Until = 2, Policy = "gate" });
        economy = economy with { Scenario = economy.Scenario with { Policies = new PolicySet { Gate = new Gate { Share = 0, From = 9 } } } };

        Assert.Equal(3, Metric(economy, "refused"), 1e-9);
    }

    // A has 100 and lies suspended. B owes its depositors 10, who run, and has 10 on demand with A: it calls all of it, and all of it is refused.
    [Fact(Skip = "The engine lets hoarders call what suspended institutions owe them.")]
    public void Who_is_suspended_pays_hoarders_nothing()
    {
        var economy = Economy(
            2, new Channels { Solvency = new Joint(), Liquidity = new LiquidityChannel { Hoarding = new Hoarding { Among = new Target.All() } } },
            [new Institution("A", InstitutionKind.Bank) { Cash = 100 }, new Institution("B", InstitutionKind.Bank) { Deposits = 10, ExternalAssets = 10 }],
            (new Exposure(1, 0, 10, ExposureType.Demand), new ExposureTerms())).With(
            new Shock { Kind = ShockKind.Suspension, Target = new Target.Ids(["A"]) },
            new Shock { Kind = ShockKind.Withdrawal, Target = new Target.Ids(["B"]), Fraction = 1 });

        Assert.Equal(10, Metric(economy, "refused"), 1e-9);
        Assert.Equal(1, economy.Engine().Totals.Defaults[1]);
    }

    // D fails and repays nothing of 10 that C lent it through P, which promises to make it good. The order names the guarantee fund alone, so nobody
    // would pay; but the policy is out of force, and P is called upon for 10 as it would be without it.
    [Fact(Skip = "In the engine regulation does not reach the order of layers.")]
    public void Regulation_can_end_an_order_of_layers()
    {
        var economy = Economy(
            2, new Channels { Solvency = new Joint() },
            [
                new Institution("P", InstitutionKind.Platform) { Cash = 30, Mode = PlatformMode.PlatformGuaranteed }, new Institution("C", InstitutionKind.Lender),
                new Institution("D", InstitutionKind.Borrower) { ExternalAssets = 10 },
            ],
            (new Exposure(1, 2, 10) { Platform = 0 }, new ExposureTerms())).With(
            new Shock { Kind = ShockKind.Regulation, Policy = "waterfall", On = false },
            new Shock { Kind = ShockKind.Default, Recovery = 0, Target = new Target.Ids(["D"]) });
        economy = economy with { Scenario = economy.Scenario with { Policies = new PolicySet { Waterfall = new Waterfall { Order = [LossLayer.GuaranteeFund] } } } };

        Assert.Equal(10, Metric(economy, "platform_called"));
    }

    private static double Metric(RandomEconomy economy, string name) =>
        economy.Engine().Replications[0].Periods[PeriodMetric.All.Select(metric => metric.Name).ToList().IndexOf(name)];

    private static RandomEconomy Economy(int periods, Channels channels, Institution[] institutions, params (Exposure, ExposureTerms)[] exposures) => new()
    {
        Seed = -1,
        Institutions = institutions,
        Exposures = exposures,
        Units = [],
        Scenario = new Scenario
        {
            Name = "by hand",
            Network = new NetworkSource { Files = new NetworkFiles { Institutions = "institutions.csv", Exposures = "exposures.csv" } },
            Channels = channels,
            Run = new RunSettings { Periods = periods },
        },
    };
}
