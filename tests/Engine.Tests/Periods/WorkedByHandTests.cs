using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>What docs/periods.md says where it is easily got wrong, each on the smallest case and worked by hand.</summary>
public sealed class WorkedByHandTests
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

    // A has 5 in cash, 50 otherwise and 10 on demand with B; it owes depositors 50, who withdraw a fifth: 10. It calls 2 of B as everybody does, and
    // being 5 short it calls half of the other 8. B, which has 100, pays 2 + 4, and A pays its depositors 10: 16 are paid out on demand.
    [Fact]
    public void What_hoarders_call_back_is_withdrawn()
    {
        var economy = Economy(
            1, new Channels { Solvency = new Joint(), Liquidity = new LiquidityChannel { BaseRate = .2, Hoarding = new Hoarding { Among = new Target.All(), Share = .5 } } },
            [new Institution("A", InstitutionKind.Bank) { Cash = 5, ExternalAssets = 50, Deposits = 50 }, new Institution("B", InstitutionKind.Bank) { Cash = 100 }],
            (new Exposure(0, 1, 10, ExposureType.Demand), new ExposureTerms()));

        Assert.Equal(16, Metric(economy, "withdrawn"), 1e-9);
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

    // A has 100 and lies suspended. B owes its depositors 10, who run, and has 10 on demand with A: it calls all of it, and all of it is refused.
    [Fact]
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


    // A, which has 60 besides, owes depositors 50, who withdraw 5, and has 10 on demand with B. It calls 1 as everybody does, and half of the other 9. From
    // period 1 on B must have a tenth of its debts in its fund, and owes 4.5.
    [Fact]
    public void What_hoarders_called_back_is_owed_no_more()
    {
        var economy = Economy(
            2, new Channels { Solvency = new Joint(), Liquidity = new LiquidityChannel { BaseRate = .1, Hoarding = new Hoarding { Among = new Target.All(), Share = .5 } } },
            [new Institution("A", InstitutionKind.Bank) { Deposits = 50, ExternalAssets = 60 }, new Institution("B", InstitutionKind.Platform) { Cash = 100 }],
            (new Exposure(0, 1, 10, ExposureType.Demand), new ExposureTerms()))
            .With(new PolicySet { ReserveFund = new ReserveFund { Ratio = .1, Of = ReserveBase.Debts, From = 1 } });

        Assert.Equal(.45, Metric(economy, "reserve_filled"), 1e-9);
    }

    // A has 10 on demand with B, which has 100, and owes depositors 50: it fails, having called the 1 that everybody calls and, being short of 5, half of
    // the other 9. B pays 5.5 now and owes 4.5 to whoever buys the rest: 90 are its equity, before and after.
    [Fact]
    public void What_a_hoarder_that_fails_called_back_is_paid_once()
    {
        var economy = Economy(
            2, new Channels { Solvency = new Joint(), Liquidity = new LiquidityChannel { BaseRate = .1, Hoarding = new Hoarding { Among = new Target.All(), Share = .5 } } },
            [new Institution("A", InstitutionKind.Bank) { Deposits = 50 }, new Institution("B", InstitutionKind.Bank) { Cash = 100 }],
            (new Exposure(0, 1, 10, ExposureType.Demand), new ExposureTerms()));

        Assert.Equal(90, economy.Engine().Totals.FinalEquity[1], 1e-9);
    }

    // A is dark and owes B 10 on demand, which B, whose depositors run, calls. "Dark institutions pay nothing": B fails and A keeps its 100.
    [Fact]
    public void Who_is_dark_pays_hoarders_nothing()
    {
        var economy = Economy(
            1, new Channels { Solvency = new Joint(), Operations = new OperationsChannel(), Liquidity = new LiquidityChannel { Hoarding = new Hoarding { Among = new Target.All() } } },
            [new Institution("A", InstitutionKind.Bank) { Cash = 100 }, new Institution("B", InstitutionKind.Bank) { Deposits = 10, ExternalAssets = 20 }],
            (new Exposure(1, 0, 10, ExposureType.Demand), new ExposureTerms())).With(
            new Shock { Kind = ShockKind.Outage, Target = new Target.Ids(["A"]) },
            new Shock { Kind = ShockKind.Withdrawal, Target = new Target.Ids(["B"]), Fraction = 1 });

        Assert.Equal(1, economy.Engine().Totals.Defaults[1]);
    }

    // P, closed in order for its score, has 10 in cash and 100 that it cannot sell, and owes C 30 today: assets 110, debts 30, equity 80. Whatever
    // becomes of the 20 that it lacks, its equity is no more than 80. C is paid 30; somebody outside lends P the rest.
    [Fact]
    public void Who_is_closed_in_order_pays_with_what_it_has()
    {
        var economy = Economy(
            2, new Channels { Solvency = new Joint() },
            [new Institution("P", InstitutionKind.Platform) { Cash = 10, ExternalAssets = 100, Score = 0 }, new Institution("C", InstitutionKind.Lender)],
            (new Exposure(1, 0, 30), new ExposureTerms { Maturity = 0 })).With(new PolicySet { Admission = new Admission { MinScore = .5 } });

        Assert.Equal(80, economy.Engine().Totals.FinalEquity[0]);
    }

    // P, closed in order for its score, has 10 and owes C 20 on demand: C gets 10, today or later.
    [Fact]
    public void Who_is_closed_in_order_hands_out_all_it_has()
    {
        var economy = Economy(
            3, new Channels { Solvency = new Joint() },
            [new Institution("P", InstitutionKind.Platform) { Cash = 10, Score = 0 }, new Institution("C", InstitutionKind.Lender)],
            (new Exposure(1, 0, 20, ExposureType.Demand), new ExposureTerms())).With(new PolicySet { Admission = new Admission { MinScore = .5 } });

        Assert.Equal(10, economy.Engine().Totals.FinalEquity[1], 1e-9);
    }

    // P has 50 and owes C 40 for ever. In period 0 C lacks the 10 that depositors withdraw, and sells half of its claim, 20, at half its worth. In
    // period 1 P is closed in order for its score, has lost 30 of 50 and is worth half of what it owes: C loses 10, and who bought the other half loses 10.
    [Fact]
    public void Buyers_of_claims_lose_what_is_written_down()
    {
        var economy = Economy(
            2, new Channels { Solvency = new Joint(), Liquidity = new LiquidityChannel { Discount = .5 } },
            [new Institution("P", InstitutionKind.Platform) { ExternalAssets = 50, Score = 0 }, new Institution("C", InstitutionKind.Bank) { Deposits = 10 }],
            (new Exposure(1, 0, 40), new ExposureTerms())).With(new PolicySet { Admission = new Admission { MinScore = .5, Grace = 1 } }).With(
            new Shock { Kind = ShockKind.Withdrawal, Target = new Target.Ids(["C"]), Fraction = 1 },
            new Shock { At = 1, Kind = ShockKind.AssetLoss, Target = new Target.Ids(["P"]), Amount = 30 });

        Assert.Equal(10, Metric(economy, "outside_loss"), 1e-9);
    }

    // P has 100 bonds and owes 40 outside and C 50: leverage 10 is more than 5, and in period 1 it sells some. By then the price has halved and P is closed in
    // order for its score: 50 are left for 90, so that creditors outside lose 4/9 of 40 like all others, whatever is sold.
    [Fact]
    public void Who_is_closed_in_order_pays_nobody_first()
    {
        var holder = new Institution("P", InstitutionKind.Platform) { ExternalLiabilities = 40, Score = 0 };
        var economy = Bonds(2, new Deleveraging { MaxLeverage = 5 }, holder, new MarketAsset { Name = "bonds" }).With(new PolicySet { Admission = new Admission { MinScore = .5, Grace = 1 } });
        economy = economy with
        {
            Institutions = [.. economy.Institutions, new Institution("C", InstitutionKind.Lender)],
            Exposures = [(new Exposure(1, 0, 50), new ExposureTerms())],
        };

        Assert.Equal(160.0 / 9, Metric(economy.With(PriceDrop(.5) with { At = 1 }), "outside_loss"), 1e-9);
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

    // B holds 100 and owes depositors 60, 10 of it today, which the lender of last resort bridges. Its equity of 40 is less than half of 100, but P5
    // says that who is bridged sells nothing: the price stays.
    [Fact]
    public void Who_is_bridged_sells_nothing()
    {
        var economy = Economy(
            1, new Channels { Solvency = new Joint(), Market = new MarketChannel { Assets = [new MarketAsset { Name = "bonds", Impact = .001 }], CapitalRatio = .5 } },
            [new Institution("B", InstitutionKind.Bank) { Deposits = 60 }]).With(new PolicySet { LenderOfLastResort = new LenderOfLastResort() }).With(
            new Shock { Kind = ShockKind.Withdrawal, Target = new Target.Ids(["B"]), Amount = 10 }) with
        {
            Units = [(0, "bonds", 100)],
        };

        Assert.Equal(0, Metric(economy, "price_loss"), 1e-9);
    }


    // B has 100 in bonds and owes depositors 80: leverage 5. The price falls by a tenth: 90 on equity of 10. To have 5 again it sells 40, which takes
    // 40 of 1000 off the price, 3.6 of its 90; more follows. The limit of 33, which is the other rule, is not reached.
    [Fact]
    public void Targeting_is_the_rule_in_the_period_as_well()
    {
        var economy = Bonds(1, new Deleveraging { Rule = DeleveragingRule.Targeting, InPeriod = true }, new Institution("B", InstitutionKind.Bank) { Deposits = 80 }).With(PriceDrop(.1));

        Assert.InRange(Metric(economy, "price_loss"), 13.6 - 1e-9, 100);
    }

    // The same, to be sold in period 1, and with 50 in trust for clients: leverage was 5 and is to be 5, trust left aside. 10 and 3.6 are lost.
    [Fact]
    public void Initial_leverage_is_without_trust_as_leverage_is()
    {
        var bank = new Institution("B", InstitutionKind.Bank) { Deposits = 80, ClientMoney = 50, TrustAssets = 50 };

        Assert.Equal(13.6, Metric(Bonds(2, new Deleveraging { Rule = DeleveragingRule.Targeting }, bank).With(PriceDrop(.1)), "price_loss"), 1e-9);
    }

    // The price falls to one half, and B sells all of its 100 units, for nothing is allowed: exp(−0.001 · 100) of the price is left.
    [Fact]
    public void In_rounds_as_well_the_price_falls_by_the_units_sold()
    {
        var economy = Bonds(1, new Deleveraging { MaxLeverage = 1, Buffer = 0, InPeriod = true }, new Institution("B", InstitutionKind.Bank) { Deposits = 40 }, new MarketAsset { Name = "bonds", Impact = .001 })
            .With(PriceDrop(.5));

        Assert.Equal(50 + (50 * (1 - Math.Exp(-.1))), Metric(economy, "price_loss"), 1e-9);
    }

    // B has 100 in bonds and owes C 60 for ever: equity 40, and 2.5 is more than 2. There is nobody outside to be paid back: what it raises stays cash, and
    // its leverage 2.5 as long as it has bonds. In five rounds all are sold: a fifth, a quarter, a third, half, the rest. When they halve it has none.
    [Fact]
    public void What_is_raised_and_not_owed_outside_is_an_asset()
    {
        var economy = Bonds(2, new Deleveraging { MaxLeverage = 2, Buffer = 1, InPeriod = true }, new Institution("B", InstitutionKind.Bank), new MarketAsset { Name = "bonds" });
        economy = economy with
        {
            Institutions = [.. economy.Institutions, new Institution("C", InstitutionKind.Lender)],
            Exposures = [(new Exposure(1, 0, 60), new ExposureTerms())],
        };

        Assert.Equal(0, Metric(economy.With(PriceDrop(.5) with { At = 1 }), "price_loss"), 1e-9);
    }

    // B pays C the 80 that it owes in the only period. 100 in bonds and 100 in cash less 80 are left on 20 owed to depositors: leverage 1.2, not 2.
    [Fact]
    public void What_was_paid_in_the_only_period_is_owed_no_more()
    {
        var economy = Bonds(1, new Deleveraging { MaxLeverage = 1.5, InPeriod = true }, new Institution("B", InstitutionKind.Bank) { Cash = 100, Deposits = 20 });
        economy = economy with
        {
            Institutions = [.. economy.Institutions, new Institution("C", InstitutionKind.Lender)],
            Exposures = [(new Exposure(1, 0, 80), new ExposureTerms())],
        };

        Assert.Equal(0, Metric(economy, "price_loss"), 1e-9);
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

    // P, closed in order for its score, has 10 and owes C 8 on demand. It is dark in period 0 and hands out 8 in period 1. 2 and 8 are left.
    [Fact]
    public void Who_is_closed_in_order_and_was_dark_pays_once()
    {
        var economy = Economy(
            2, new Channels { Solvency = new Joint(), Operations = new OperationsChannel() },
            [new Institution("P", InstitutionKind.Platform) { Cash = 10, Score = 0 }, new Institution("C", InstitutionKind.Lender)],
            (new Exposure(1, 0, 8, ExposureType.Demand), new ExposureTerms())).With(new PolicySet { Admission = new Admission { MinScore = .5 } }).With(
            new Shock { Kind = ShockKind.Outage, Target = new Target.Ids(["P"]) });

        Assert.Equal([2, 8], economy.Engine().Totals.FinalEquity);
    }

    private static Shock PriceDrop(double fraction) => new() { Kind = ShockKind.PriceDrop, Fraction = fraction };

    /// <summary>One institution with 100 bonds, of which 1000 in money can be sold unless it is said otherwise.</summary>
    private static RandomEconomy Bonds(int periods, Deleveraging rule, Institution holder, MarketAsset? bonds = null) => Economy(
        periods, new Channels { Solvency = new Joint(), Market = new MarketChannel { Assets = [bonds ?? new MarketAsset { Name = "bonds", Depth = 1000 }], Deleveraging = rule } }, [holder]) with
    {
        Units = [(0, "bonds", 100)],
    };

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
