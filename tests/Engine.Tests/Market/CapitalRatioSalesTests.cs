using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Sales that restore capital ratios: test vectors of models.md 3.2, the textbook on random banks, and what always holds.</summary>
public sealed class CapitalRatioSalesTests
{
    private const int Systems = 300;
    private const int SweepsMax = 100_000;
    private const double Standing = 1e-14;

    // Sweeps end at a change of 1e-14 and shrink it by a factor of at most 0.99 here; amounts are up to 1,000.
    private const double Swept = 1e-8;

    // Source: models.md TV-CFS: a = (10, 20), liabilities (9.4, 18), r* = 0.07.
    [Theory]
    [InlineData(.001, .9983509847, new[] { 1.6503763801, 0 }, null)]
    [InlineData(.005, .9779970099, new[] { 4.4497332684, 0 }, new[] { .3799700987, 1.5599401975 })]
    [InlineData(.01, .7408182207, new double[] { 10, 20 }, new[] { -1.9918177932, -3.1836355864 })]
    public void Two_banks_sell_what_is_printed(double impact, double price, double[] sold, double[]? equity)
    {
        double[] units = [10, 20];
        var kernel = new CapitalRatioSales<OneLane>(new Portfolios(InLanes.Sparse(new[,] { { 10.0 }, { 20 } }), PriceImpact.Exponential(impact)), .07, Standing);
        InLanes.Fill(kernel.Other, -9.4, -18);

        Assert.True(OneLane.IsNone(kernel.Solve(OneLane.All, SweepsMax)));

        Near.Equal([price], InLanes.Of(kernel.Price), Near.Printed, $"TV-CFS, κ {impact}, price");
        Near.Equal(sold, [.. InLanes.Of(kernel.Share).Select((share, bank) => share * units[bank])], Near.Printed, $"TV-CFS, κ {impact}, sold");
        Near.Equal(equity ?? [kernel.Equity(0)[0], kernel.Equity(1)[0]], [kernel.Equity(0)[0], kernel.Equity(1)[0]], Near.Printed, $"TV-CFS, κ {impact}, equity");
    }

    [Fact]
    public void Random_banks_agree_with_the_textbook_in_every_lane()
    {
        var (sales, liquidations) = (0, 0);
        for (var seed = 0; seed < Systems; seed++)
        {
            var banks = new RandomBanks(seed);
            var lanes = InLanes.Run(banks, $"{banks}");
            for (var index = 0; index < InLanes.Cases; index++)
            {
                var (price, sold) = Textbook.CifuentesFerrucciShin.Solve(banks.Units, banks.Cash[index], banks.Claims, banks.Liabilities, banks.Ratio, banks.Left);
                Near.Equal([price, .. sold], lanes[index], Swept, $"{banks}, case {index}, price and units sold");
                sales += sold.Count(units => units > 0);
                liquidations += sold.Where((units, bank) => units == banks.Units[bank]).Count();
            }
        }

        Assert.True(sales > Systems && liquidations > 0 && liquidations < sales, $"{sales} sales, {liquidations} of everything");
    }

    // Invariant, models.md 3.2: the price is the greatest fixed point, so one reached from a low start is not above it; and it is one.
    [Fact]
    public void No_other_price_is_higher() => ForAllSeeds.Check((seed, _) =>
    {
        var banks = new RandomBanks(seed);
        var lanes = InLanes.Run(banks, $"{banks}");
        for (var index = 0; index < InLanes.Cases; index++)
        {
            var (low, _) = Textbook.CifuentesFerrucciShin.Solve(banks.Units, banks.Cash[index], banks.Claims, banks.Liabilities, banks.Ratio, banks.Left, start: .01);
            Assert.True(low <= lanes[index][0] + Swept, $"{banks}, case {index}: {low:R} is a price above {lanes[index][0]:R}");
            Near.Equal([banks.Left(lanes[index][1..].Sum())], [lanes[index][0]], Swept, $"{banks}, case {index}: the price of what is sold");
        }
    });

    // Invariant: with the marketable assets that are left, every survivor who has not sold all has its ratio.
    [Fact]
    public void Whoever_has_something_left_has_its_ratio() => ForAllSeeds.Check((seed, _) =>
    {
        var banks = new RandomBanks(seed);
        var lanes = InLanes.Run(banks, $"{banks}");
        for (var (index, bank) = (0, 0); bank < banks.Units.Length; index = (index + 1) % InLanes.Cases, bank += index == 0 ? 1 : 0)
        {
            var (price, sold) = (lanes[index][0], lanes[index][1 + bank]);
            var equity = banks.Cash[index][bank] + (price * banks.Units[bank]) + banks.Claims[bank] - banks.Liabilities[bank];
            var required = banks.Ratio * ((price * (banks.Units[bank] - sold)) + banks.Claims[bank]);
            Assert.True(sold == banks.Units[bank] || equity >= required - Swept, $"{banks}, case {index}, bank {bank}: equity {equity:R}, required {required:R}, sold {sold:R}");
        }
    });

    // Worked by hand: without assets nothing is sold; without equity all is, even where no ratio is asked for; at the ratio nothing is.
    [Theory]
    [InlineData(0, 0, -1, .08, 0)]
    [InlineData(10, 0, 0, 0, 1)]
    [InlineData(10, 0, 1e-9, 0, 0)]
    [InlineData(10, 90, 8, .08, 0)]
    [InlineData(10, 90, 7.6, .08, .5)]
    public void The_share_sold_is_right_at_the_edges(double value, double claims, double equity, double ratio, double share) => Near.Equal(
        [share], [CapitalRatio.ShareSold(new OneLane(value), new OneLane(claims), new OneLane(equity), ratio)[0]], 1e-9, $"{value}, {claims}, {equity}, {ratio}");

    [Fact]
    public void Lanes_at_rest_do_not_change()
    {
        var banks = new RandomBanks(3);
        var kernel = banks.New<EightLanes>(0);

        kernel.Solve(EightLanes.First(2), SweepsMax);

        Assert.NotEqual(1, kernel.Price[0][1]);
        for (var lane = 2; lane < InLanes.Cases; lane++)
        {
            Assert.Equal(1, kernel.Price[0][lane]);
            Assert.All(InLanes.Of(kernel.Share, lane), share => Assert.Equal(0, share));
        }
    }

    [Fact]
    public void A_lane_that_is_not_done_in_time_is_told()
    {
        var kernel = new RandomBanks(3).New<EightLanes>(0);

        Assert.False(EightLanes.IsNone(kernel.Solve(EightLanes.All, 2)));
        Assert.True(EightLanes.IsNone(kernel.Solve(EightLanes.All, SweepsMax)));
    }

    [Fact]
    public void Sweeps_take_no_memory()
    {
        var kernel = new RandomBanks(3).New<EightLanes>(0);
        NoMemory.Taken(
            () =>
            {
                kernel.Price.Span.Fill(EightLanes.One);
                kernel.Solve(EightLanes.All, SweepsMax);
            },
            "banks 3");
    }

    /// <summary>Banks that are a little above or below their ratio, with liabilities such that sales fall as prices rise.</summary>
    private sealed class RandomBanks : IEightCases
    {
        private readonly int _seed;

        public RandomBanks(int seed)
        {
            _seed = seed;
            var random = new Random(seed);
            Ratio = 0.04 + (0.06 * random.NextDouble());
            Units = [.. Enumerable.Range(0, 2 + random.Next(20)).Select(_ => 1 + (100 * random.NextDouble()))];
            Claims = [.. Units.Select(_ => 60 * random.NextDouble())];
            double[] cash = [.. Units.Select(_ => 30 * random.NextDouble())];
            Liabilities = [.. Units.Select((units, bank) => cash[bank] + units + Claims[bank] - (Ratio * (units + Claims[bank]) * (1 + (0.3 * random.NextDouble()))))];
            Cash = [.. Enumerable.Range(0, InLanes.Cases).Select(_ => cash.Select((amount, bank) =>
                random.Next(4) == 0 ? amount - Math.Min(amount, 0.06 * (Units[bank] + Claims[bank]) * random.NextDouble()) : amount).ToArray())];
            var strength = 0.3 * random.NextDouble() / Units.Sum();
            Impact = seed % 3 == 0 ? PriceImpact.Linear(1 / strength) : PriceImpact.Exponential(strength);
            Left = seed % 3 == 0 ? sold => Math.Max(0, 1 - (sold * strength)) : sold => Math.Exp(-strength * sold);
        }

        public double Ratio { get; }

        public double[] Units { get; }

        public double[] Claims { get; }

        public double[] Liabilities { get; }

        public double[][] Cash { get; }

        public PriceImpact Impact { get; }

        public Func<double, double> Left { get; }

        public CapitalRatioSales<TLanes> New<TLanes>(int first)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var units = new double[Units.Length, 1];
            for (var bank = 0; bank < Units.Length; bank++)
            {
                units[bank, 0] = Units[bank];
            }

            var kernel = new CapitalRatioSales<TLanes>(new Portfolios(InLanes.Sparse(units), Impact), Ratio, Standing);
            InLanes.Fill(kernel.Claims, Claims);
            InLanes.Fill(kernel.Other, first, (index, bank) => Cash[index][bank] + Claims[bank] - Liabilities[bank]);
            return kernel;
        }

        public double[][] Run<TLanes>(int first)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var kernel = New<TLanes>(first);
            Assert.True(TLanes.IsNone(kernel.Solve(TLanes.All, SweepsMax)), $"{this}: not at rest");
            return InLanes.Rows<TLanes>(lane => [kernel.Price[0][lane], .. InLanes.Of(kernel.Share, lane).Select((share, bank) => share * Units[bank])]);
        }

        public override string ToString() => $"banks {_seed}";
    }
}
