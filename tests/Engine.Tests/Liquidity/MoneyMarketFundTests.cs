using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Money-market funds: test vector of models.md 4.4, and what always holds.</summary>
public sealed class MoneyMarketFundTests
{
    // Source: models.md TV-MMF: 100 shares, cash 10, redemption 30, discount 5 %; assets 100, or 98 after a loss of 2.
    [Theory]
    [InlineData(90, .9849624060)]
    [InlineData(88, .9563909774)]
    public void Those_who_stay_bear_the_losses_of_sales(double loans, double netAssetValue)
    {
        var fund = New(10, loans, 100);

        var after = fund.Redeem(new OneLane(30), OneLane.One, .05);

        Near.Equal([21.0526315789], [(fund.Loans - after.Loans)[0]], Near.Printed, "TV-MMF, sold");
        Near.Equal([netAssetValue], [after.NetAssetValue[0]], Near.Printed, "TV-MMF, net asset value after");
        Near.Equal([0, 70, 0], [after.Cash[0], after.Shares[0], after.Shortfall[0]], 0, "TV-MMF: cash, shares, shortfall");
    }

    // Source: models.md 4.4: a shadow deviation above the band, 0.5 %. At the band it holds.
    [Theory]
    [InlineData(.995, .005, false)]
    [InlineData(.9949999, .005, true)]
    [InlineData(1.02, .005, false)]
    [InlineData(.98, .02, false)]
    [InlineData(.97, .02, true)]
    public void A_fund_breaks_the_buck_below_its_band(double assets, double band, bool isBroken) =>
        Assert.Equal(isBroken, New(0, assets, 1).IsBroken(band).Has(0));

    // Worked by hand: 10 in cash and 20 that fetch 18 pay 28 of 40 shares; 12 stay, with nothing behind them.
    [Fact]
    public void Shares_that_cannot_be_paid_stay()
    {
        var after = New(10, 20, 60).Redeem(new OneLane(40), OneLane.One, .1);

        Near.Equal([0, 0, 32, 12, 0], [after.Cash[0], after.Loans[0], after.Shares[0], after.Shortfall[0], after.NetAssetValue[0]], Near.Exact, "a fund of 30");
        Assert.Equal(1, New(0, 0, 0).NetAssetValue[0]);
    }

    // Identity: paid at what assets are worth and without losses of sales, those who leave take nothing from those who stay.
    [Fact]
    public void A_floating_price_leaves_those_who_stay_as_they_were() => ForAllSeeds.Check((seed, _) =>
    {
        var random = new Random(seed);
        var fund = New(20 * random.NextDouble(), 80 * random.NextDouble(), 100);

        var after = fund.Redeem(new OneLane(99 * random.NextDouble()), fund.NetAssetValue, 0);

        Near.EqualRelative([fund.NetAssetValue[0]], [after.NetAssetValue[0]], 1e-12, $"seed {seed}");
    });

    // Invariant: paid at 1 with losses of sales, a fund worth no more than its shares is worth less a share the more are redeemed.
    [Fact]
    public void Who_leaves_first_takes_from_the_others() => ForAllSeeds.Check((seed, _) =>
    {
        var random = new Random(seed);
        var (fund, discount) = (New(10 * random.NextDouble(), 90 * random.NextDouble(), 100), .2 * random.NextDouble());
        var before = fund.NetAssetValue[0];
        for (var redeemed = 5; redeemed < 100; redeemed += 5)
        {
            var after = fund.Redeem(new OneLane(redeemed), OneLane.One, discount).NetAssetValue[0];
            Assert.True(after <= before + 1e-15, $"seed {seed}: {before:R} a share, {after:R} with {redeemed} redeemed");
            before = after;
        }
    });

    [Fact]
    public void Funds_are_the_same_in_every_lane()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            InLanes.Run(new RandomFunds(seed), $"funds {seed}");
        }
    }

    private static MoneyMarketFund<OneLane> New(double cash, double loans, double shares) =>
        new(new OneLane(cash), new OneLane(loans), new OneLane(shares), OneLane.Zero);

    private sealed class RandomFunds(int seed) : IEightCases
    {
        public double[][] Run<TLanes>(int first)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var random = new Random(seed);
            double[] number = [.. Enumerable.Range(0, 4 * InLanes.Cases).Select(_ => random.NextDouble())];
            var given = new LaneArray<TLanes>(4);
            InLanes.Fill(given, first, (index, item) => number[(4 * index) + item]);
            var fund = new MoneyMarketFund<TLanes>(given[0], given[1], given[2], TLanes.Zero).Redeem(given[2] * given[3], TLanes.One, .1);
            return InLanes.Rows<TLanes>(lane => [fund.Cash[lane], fund.Loans[lane], fund.Shares[lane], fund.Shortfall[lane], fund.NetAssetValue[lane], fund.IsBroken(.005)[lane]]);
        }
    }
}
