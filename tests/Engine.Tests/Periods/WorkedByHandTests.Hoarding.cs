using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <content>Calling back by hoarding.</content>
public sealed partial class WorkedByHandTests
{
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

    // As above, A is 5 short. Half of the 8 that are left with B is too little: A calls all, B pays 2 + 8, and A pays its depositors 10. Three quarters are
    // enough: B pays 2 + 6.
    [Theory]
    [InlineData(.5, 20)]
    [InlineData(.75, 18)]
    public void Hoarders_who_are_short_even_so_call_back_everything(double share, double withdrawn)
    {
        var hoarding = new Hoarding { Among = new Target.All(), Share = share, SecondReaction = true };
        var economy = Economy(
            1, new Channels { Solvency = new Joint(), Liquidity = new LiquidityChannel { BaseRate = .2, Hoarding = hoarding } },
            [new Institution("A", InstitutionKind.Bank) { Cash = 5, ExternalAssets = 50, Deposits = 50 }, new Institution("B", InstitutionKind.Bank) { Cash = 100 }],
            (new Exposure(0, 1, 10, ExposureType.Demand), new ExposureTerms()));

        Assert.Equal(withdrawn, Metric(economy, "withdrawn"), 1e-9);
    }

    // A's depositors withdraw a fifth, 10, and it is 5 short. It has 8 on demand with B and 10 with C, which lies suspended. Of half of it, 4 and 5, B's 4 is
    // all that is paid. That is too little, and A calls all: B pays 8, with which A pays its depositors 10, and C refuses 10.
    [Fact]
    public void What_a_suspended_member_does_not_pay_does_not_keep_hoarders_from_calling_everything()
    {
        var hoarding = new Hoarding { Among = new Target.All(), Share = .5, SecondReaction = true };
        var economy = Economy(
            2, new Channels { Solvency = new Joint(), Liquidity = new LiquidityChannel { Hoarding = hoarding } },
            [
                new Institution("A", InstitutionKind.Bank) { Cash = 5, ExternalAssets = 50, Deposits = 50 }, new Institution("B", InstitutionKind.Bank) { Cash = 100 },
                new Institution("C", InstitutionKind.Bank) { Cash = 100 },
            ],
            (new Exposure(0, 1, 8, ExposureType.Demand), new ExposureTerms()), (new Exposure(0, 2, 10, ExposureType.Demand), new ExposureTerms())).With(
            new Shock { Kind = ShockKind.Suspension, Target = new Target.Ids(["C"]) },
            new Shock { Kind = ShockKind.Withdrawal, Target = new Target.Ids(["A"]), Fraction = .2 });

        Assert.Equal(10, Metric(economy, "refused"), 1e-9);
        Assert.Equal(18, Metric(economy, "withdrawn"), 1e-9);
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
}
