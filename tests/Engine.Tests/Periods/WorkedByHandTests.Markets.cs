using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <content>Sales of marketable assets.</content>
public sealed partial class WorkedByHandTests
{
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

    private static Shock PriceDrop(double fraction) => new() { Kind = ShockKind.PriceDrop, Fraction = fraction };

    /// <summary>One institution with 100 bonds, of which 1000 in money can be sold unless it is said otherwise.</summary>
    private static RandomEconomy Bonds(int periods, Deleveraging rule, Institution holder, MarketAsset? bonds = null) => Economy(
        periods, new Channels { Solvency = new Joint(), Market = new MarketChannel { Assets = [bonds ?? new MarketAsset { Name = "bonds", Depth = 1000 }], Deleveraging = rule } }, [holder]) with
    {
        Units = [(0, "bonds", 100)],
    };
}
