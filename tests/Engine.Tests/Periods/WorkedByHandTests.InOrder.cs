using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <content>Closing in order.</content>
public sealed partial class WorkedByHandTests
{
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
}
