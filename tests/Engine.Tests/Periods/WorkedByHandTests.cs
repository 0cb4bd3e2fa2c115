using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>What docs/periods.md says where it is easily got wrong, each on the smallest case and worked by hand.</summary>
public sealed partial class WorkedByHandTests
{
    // A has 10 and is to pay B 4 in period 1. B owes 5 outside, has nothing and is closed in period 0: it takes no further part. A keeps 10.
    [Fact]
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
    [Fact]
    public void Services_that_work_in_part_do_so_without_an_outage()
    {
        var economy = Economy(
            1, new Channels { Solvency = new Joint(), Operations = new OperationsChannel() },
            [new Institution("A", InstitutionKind.Platform) { Cash = 1, Load = 10, Capacity = 10 }, new Institution("B", InstitutionKind.Provider) { Cash = 1 }],
            (new Exposure(0, 1, .5, ExposureType.Service), new ExposureTerms()));

        Assert.Equal(1, Metric(economy, "latency"));
    }

    // C fails and repays nothing of 40 that B lent it; A stands for it with 50 in cash but is dark. What is called of a guarantee is collected: 10 are left to A.
    [Fact]
    public void A_guarantor_that_is_dark_pays_all_the_same()
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
    [Fact]
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
    [Fact]
    public void Regulation_falls_due_again()
    {
        var economy = Economy(
            3, new Channels { Solvency = new Joint(), Liquidity = new LiquidityChannel { BaseRate = .1 } },
            [new Institution("A", InstitutionKind.Platform) { Cash = 20, Deposits = 10 }]).With(
            new Shock { Kind = ShockKind.Regulation, At = 1, Policy = "gate", On = false },
            new Shock { Kind = ShockKind.Regulation, At = 0, Until = 2, Policy = "gate" });
        economy = economy.With(new PolicySet { Gate = new Gate { Share = 0, From = 9 } });

        Assert.Equal(3, Metric(economy, "refused"), 1e-9);
    }

    // D fails and repays nothing of 10 that C lent it through P, which promises to make it good. The order names the guarantee fund alone, so nobody
    // would pay; but the policy is out of force, and P is called upon for 10 as it would be without it.
    [Fact]
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
        economy = economy.With(new PolicySet { Waterfall = new Waterfall { Order = [LossLayer.GuaranteeFund] } });

        Assert.Equal(10, Metric(economy, "platform_called"));
    }

    // D fails and repays nothing of 10 that C lent it through P. The guarantee fund has 20, but the order of layers names the guarantor alone.
    [Fact]
    public void A_guarantee_fund_that_is_left_out_does_not_pay()
    {
        var policies = new PolicySet { GuaranteeFund = new GuaranteeFund { Size = 20 }, Waterfall = new Waterfall { Order = [LossLayer.Guarantor] } };
        var economy = Economy(
            1, new Channels { Solvency = new Joint() },
            [
                new Institution("P", InstitutionKind.Platform), new Institution("C", InstitutionKind.Lender),
                new Institution("D", InstitutionKind.Borrower) { ExternalAssets = 10 },
            ],
            (new Exposure(1, 2, 10) { Platform = 0 }, new ExposureTerms())).With(policies).With(
            new Shock { Kind = ShockKind.Default, Recovery = 0, Target = new Target.Ids(["D"]) });

        Assert.Equal(0, Metric(economy, "fund_paid"));
    }

    // In period 0 D has nothing and fails: C loses the 20 that it lent it through P, and sells half of the 40 that it lent E at half their worth, for
    // depositors withdraw 10. In period 1 the fund makes good the 20: none of that loan was sold.
    [Fact]
    public void A_guarantee_fund_pays_for_loans_as_they_were_held()
    {
        var economy = Economy(
            2, new Channels { Solvency = new Joint(), Liquidity = new LiquidityChannel { Discount = .5 } },
            [
                new Institution("P", InstitutionKind.Platform), new Institution("C", InstitutionKind.Bank) { Deposits = 20 },
                new Institution("D", InstitutionKind.Bank), new Institution("E", InstitutionKind.Bank) { Cash = 40 },
            ],
            (new Exposure(1, 2, 20) { Platform = 0 }, new ExposureTerms()), (new Exposure(1, 3, 40), new ExposureTerms()))
            .With(new PolicySet { GuaranteeFund = new GuaranteeFund { Size = 100 } }).With(
            new Shock { Kind = ShockKind.Withdrawal, Target = new Target.Ids(["C"]), Amount = 10 },
            new Shock { At = 1, Kind = ShockKind.Withdrawal, Target = new Target.Ids(["C"]), Amount = 10 });

        Assert.Equal(20, Metric(economy, "fund_paid"), 1e-9);
    }

    // P has 100 and pays L the 40 that it owes in the only period. In P9 60 are left, and a tenth of it is 6.
    [Fact]
    public void Members_pay_the_levy_on_what_they_still_have()
    {
        var economy = Economy(
            1, new Channels { Solvency = new Joint() }, [new Institution("P", InstitutionKind.Platform) { Cash = 100 }, new Institution("L", InstitutionKind.Lender)],
            (new Exposure(1, 0, 40), new ExposureTerms())).With(new PolicySet { GuaranteeFund = new GuaranteeFund { Levy = .1 } });

        Assert.Equal(6, Metric(economy, "fund_filled"), 1e-9);
    }

    // F has 98 for shares of 100 after a loss of 2 in this period: 0.98 is below 0.995. Suspended, it pays nothing of the 10 asked for, and fails; floating, it writes its shares
    // down to 98 and pays a tenth of that.
    [Theory]
    [InlineData(FundBreach.Suspend, 0, 10, 2)]
    [InlineData(FundBreach.Float, 9.8, 0, 2)]
    public void A_fund_breaks_in_the_period_of_its_loss(FundBreach breach, double withdrawn, double refused, double lost)
    {
        var economy = Economy(
            2, new Channels { Solvency = new Joint(), Liquidity = new LiquidityChannel { Funds = new FundRule { Breach = breach } } },
            [new Institution("F", InstitutionKind.Platform) { Role = InstitutionRole.Fund, Cash = 20, ExternalAssets = 82, Deposits = 100 }]).With(
            new Shock { Kind = ShockKind.AssetLoss, Target = new Target.Ids(["F"]), Amount = 4 },
            new Shock { Kind = ShockKind.Withdrawal, Target = new Target.Ids(["F"]), Fraction = .1 });

        Assert.Equal([withdrawn, refused, lost], [Metric(economy, "withdrawn"), Metric(economy, "refused"), Metric(economy, "outside_loss")], (one, other) => Math.Abs(one - other) < 1e-9);
    }

    // P must have a tenth of the loans outstanding in its fund, and has none: what it has with B on demand is no loan.
    [Fact]
    public void What_a_platform_has_on_demand_is_no_loan()
    {
        var economy = Economy(
            1, new Channels { Solvency = new Joint() }, [new Institution("P", InstitutionKind.Platform) { Cash = 10 }, new Institution("B", InstitutionKind.Bank) { Cash = 50 }],
            (new Exposure(0, 1, 20, ExposureType.Demand), new ExposureTerms())).With(new PolicySet { ReserveFund = new ReserveFund { Ratio = .1 } });

        Assert.Equal(0, Metric(economy, "reserve_filled"));
    }

    // Without a policy of reserve funds there is no target to miss.
    [Fact]
    public void A_rule_may_ask_for_reserves_that_nothing_prescribes()
    {
        var economy = Economy(1, new Channels { Solvency = new Joint() }, [new Institution("P", InstitutionKind.Platform) { Cash = 10, Deposits = 4 }]);

        Assert.Equal(0, Metric(economy.With(new PolicySet { Admission = new Admission { MinReserve = true }, ReserveFund = new ReserveFund { Ratio = .5, Of = ReserveBase.Assets, From = 1 } }), "withdrawn"));
        Assert.Equal(0, Metric(economy.With(new PolicySet { Admission = new Admission { MinReserve = true }, Segregation = new Segregation() }), "withdrawn"));
    }

    // Q, which owes nothing, is suspended in period 0. P is like it, and in period 1 all of the 10 that it owes depositors are withdrawn.
    [Fact]
    public void A_suspension_frightens_whatever_the_platform_owes() => Assert.Equal(10, Metric(TwoAlike().With(
        new Shock { Kind = ShockKind.Suspension, Target = new Target.Ids(["Q"]) }), "withdrawn"), 1e-9);

    // The same where Q defaults because a credit event strikes all of it.
    [Fact]
    public void A_platform_that_a_credit_event_struck_frightens_others() => Assert.Equal(10, Metric(TwoAlike().With(
        new Shock { Kind = ShockKind.Default, Recovery = .5, Target = new Target.Ids(["Q"]) }), "withdrawn"), 1e-9);

    // A is an authority without cash, has 60 with B and owes depositors 50, who withdraw 5: it issues 5. Its equity stays 10 while settlement is
    // suspended because C is dark.
    [Fact]
    public void An_authority_issues_what_it_lacks_once()
    {
        var economy = Economy(
            2, new Channels { Solvency = new Joint(), Operations = new OperationsChannel(), Liquidity = new LiquidityChannel() },
            [
                new Institution("A", InstitutionKind.Authority) { Deposits = 50 }, new Institution("B", InstitutionKind.Bank) { Cash = 100 },
                new Institution("C", InstitutionKind.Provider) { Cash = 1 },
            ],
            (new Exposure(0, 1, 60), new ExposureTerms())).With(new PolicySet { SettlementSuspension = new SettlementSuspension() }).With(
            new Shock { Kind = ShockKind.Withdrawal, Target = new Target.Ids(["A"]), Amount = 5 },
            new Shock { Kind = ShockKind.Outage, Target = new Target.Ids(["C"]) });

        Assert.Equal(10, economy.Engine().Totals.FinalEquity[0], 1e-9);
    }

    // A pays B 4 of its 10 in period 0 and is dark in period 1. It has no backup, so none has forgotten the payment: 6 are left.
    [Fact]
    public void Only_who_has_a_backup_loses_payments()
    {
        var economy = Economy(
            2, new Channels { Solvency = new Joint(), Operations = new OperationsChannel() },
            [new Institution("A", InstitutionKind.Bank) { Cash = 10 }, new Institution("B", InstitutionKind.Bank) { Cash = 1 }])
            .With(new PolicySet { Failover = new Failover { LostPeriods = 1, Among = new Target.Ids(["B"]) } }).With(
            new Shock { At = 1, Kind = ShockKind.Outage, Target = new Target.Ids(["A"]) }) with
        {
            Payments = [new Payment("sent", 0, 1, 4)],
        };

        Assert.Equal(6, economy.Engine().Totals.FinalEquity[0]);
    }

    // A has 30 and owes B 10 in period 1, in which it is dark; it pays in period 2. 20 are left to it, and B has 10.
    [Fact]
    public void Who_was_dark_pays_once_and_not_twice()
    {
        var economy = Economy(
            3, new Channels { Solvency = new Joint(), Operations = new OperationsChannel() },
            [new Institution("A", InstitutionKind.Bank) { Cash = 30 }, new Institution("B", InstitutionKind.Bank)],
            (new Exposure(1, 0, 10), new ExposureTerms { Maturity = 1 })).With(
            new Shock { At = 1, Kind = ShockKind.Outage, Target = new Target.Ids(["A"]) });

        Assert.Equal([20, 10], economy.Engine().Totals.FinalEquity);
    }

    private static RandomEconomy TwoAlike() => Economy(
        2, new Channels { Solvency = new Joint(), Liquidity = new LiquidityChannel { Panic = new Panic { Contagion = 1, SameMode = 1 } } },
        [
            new Institution("P", InstitutionKind.Platform) { Cash = 20, Deposits = 10, Mode = PlatformMode.Unsecured },
            new Institution("Q", InstitutionKind.Platform) { Cash = 20, Mode = PlatformMode.Unsecured },
        ]);

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
