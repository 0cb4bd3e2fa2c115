using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Deleveraging in rounds: test vectors of models.md 3.3, the textbook on random markets, and what always holds.</summary>
public sealed class ThresholdDeleveragingTests
{
    private const int Markets = 300;
    private const int RoundsMax = 10_000;

    // A few hundred roundings a round, in rounds that shrink errors as they shrink holdings; amounts are up to 1,000.
    private const double OnMoney = 1e-9;

    // models.md 3.3: I = (60, 50), θ = (40, 50), E = (5, 6), λ_max = 25; I has lost 2 %, so E = (3.8, 5).
    private static readonly double[,] TwoBanks = { { 40 }, { 50 } };
    private static readonly double[] TwoIlliquid = [58.8, 49];
    private static readonly double[] TwoEquity = [3.8, 5];

    // Source: models.md TV-CS, depth 4000.
    [Theory]
    [InlineData(ExecutionPrice.Post, 3.7145)]
    [InlineData(ExecutionPrice.Average, 3.7236378125)]
    [InlineData(ExecutionPrice.Pre, 3.732775625)]
    public void In_a_deep_market_one_sale_is_enough(ExecutionPrice execution, double equity)
    {
        var kernel = TwoBanksAt(4000, execution);
        Near.Equal([26, 19.8], [kernel.Leverage(0)[0], kernel.Leverage(1)[0]], Near.Printed, "TV-CS, leverage before");

        var (rounds, unsolved) = kernel.Run(OneLane.All, RoundsMax);

        Assert.Equal(1, rounds[0]);
        Assert.True(OneLane.IsNone(unsolved));
        Near.Equal([0.9978625], InLanes.Of(kernel.Sale.Price), Near.Printed, $"TV-CS, depth 4000, {execution}, price");
        Near.Equal([equity, 4.893125], InLanes.Of(kernel.Equity), Near.Printed, $"TV-CS, depth 4000, {execution}, equity");
        if (execution == ExecutionPrice.Post)
        {
            Near.Equal([24.2785773657, 20.2106271554], [kernel.Leverage(0)[0], kernel.Leverage(1)[0]], Near.Printed, "TV-CS, leverage after");
        }
    }

    // Source: models.md TV-CS, depth 800, all five rounds.
    [Fact]
    public void In_a_shallow_market_sales_bring_about_more_sales_until_all_is_sold()
    {
        (double[] Share, double Price, double[]? Equity)[] expected =
        [
            ([.21375, 0], .9893125, [3.3725, 4.465625]), ([.3155184669, 0], .9771723951, null), ([.4186515798, .1272324225], .9588223669, null),
            ([.7627159731, .5016530533], .9226963677, null), ([1, 1], .8963927173, [2.0654598314, .792611429]),
        ];
        var kernel = TwoBanksAt(800, ExecutionPrice.Post);
        foreach (var (share, price, equity) in expected)
        {
            var held = InLanes.Of(kernel.Sale.Held);
            Assert.False(OneLane.IsNone(kernel.Decide(0, 2, OneLane.All)));
            Near.Equal(share, [.. InLanes.Of(kernel.Sale.Sold).Select((sold, bank) => sold / held[bank])], Near.Printed, "TV-CS, depth 800, Γ");
            kernel.Sale.Reprice(0, 1);
            kernel.Sale.Settle(0, 2);
            kernel.Bear(0, 2);
            Near.Equal([price], InLanes.Of(kernel.Sale.Price), Near.Printed, "TV-CS, depth 800, price");
            Near.Equal(equity ?? InLanes.Of(kernel.Equity), InLanes.Of(kernel.Equity), Near.Printed, "TV-CS, depth 800, equity");
        }

        Assert.True(OneLane.IsNone(kernel.Decide(0, 2, OneLane.All)), "somebody sells in a sixth round");
    }

    [Fact]
    public void Random_markets_agree_with_the_textbook_in_every_lane()
    {
        var (sales, longest) = (0, 0);
        for (var seed = 0; seed < Markets; seed++)
        {
            var market = RandomMarket.Of(seed);
            var run = new Rounds(market);
            var inputs = $"{market}, λ_max {run.Rule.MaxLeverage:R}, buffer {run.Rule.Buffer:R}, {run.Rule.Execution}";
            var lanes = InLanes.Run(run, inputs);
            for (var index = 0; index < InLanes.Cases; index++)
            {
                var rounds = Textbook.ContSchaanning.Run(
                    market.Units, market.Illiquid[index], market.Equity[index], run.Rule.MaxLeverage, run.Rule.Buffer, market.Left, run.Rule.Execution.BorneBySellers());
                var (price, equity) = (rounds.Count > 0 ? rounds[^1].Price : [.. market.Impact.Select(_ => 1.0)], rounds.Count > 0 ? rounds[^1].Equity : market.Equity[index]);
                Near.Equal([rounds.Count, .. price, .. equity], lanes[index][..(1 + market.Assets + market.Size)], OnMoney, $"{inputs}, case {index}, rounds, prices and equity");
                (sales, longest) = (sales + rounds.Count, Math.Max(longest, rounds.Count));
            }
        }

        // Else there was nothing to agree on.
        Assert.True(sales > Markets && longest > 5, $"{sales} rounds of sales, at most {longest} in a row");
    }

    // Identity, models.md 0.5: what equity lost is what was held less what is held and what sales brought in.
    [Fact]
    public void Equity_loses_what_holdings_lost_and_sales_did_not_bring_in() => ForAllSeeds.Check((seed, size) =>
    {
        var market = RandomMarket.Of(seed, size);
        var kernel = new Rounds(market).New<EightLanes>(0);
        var (before, raised) = (new double[size], new double[size]);
        var worth = Enumerable.Range(0, size).Select(bank => kernel.Sale.Value(bank)[3]).ToArray();
        for (var active = kernel.Decide(0, size, EightLanes.All); !EightLanes.IsNone(active); active = kernel.Decide(0, size, active))
        {
            kernel.Sale.Reprice(0, market.Assets);
            kernel.Sale.Settle(0, size);
            kernel.Bear(0, size);
            raised = [.. raised.Select((amount, bank) => amount + kernel.Sale.Proceeds[bank][3])];
        }

        var lost = InLanes.Of(kernel.Equity, 3).Select((equity, bank) => market.Equity[3][bank] - equity).ToArray();
        var expected = worth.Select((amount, bank) => amount - kernel.Sale.Value(bank)[3] - raised[bank]).ToArray();
        Near.Equal(expected, lost, OnMoney, $"{market}");
    });

    // Relation, models.md 11.10: money times s and depth times s leave prices as they are, and losses times s. Powers of two keep all bits.
    [Fact]
    public void Money_has_no_unit() => ForAllSeeds.Check((seed, size) =>
    {
        var market = RandomMarket.Of(seed, size);
        var limit = new LeverageLimit(20, 19, 0);
        foreach (var depth in new[] { 50.0, 2000 })
        {
            var (one, four) = (Scaled(1), Scaled(4));
            Assert.Equal(InLanes.Of(one.Sale.Price, 1), InLanes.Of(four.Sale.Price, 1));
            Assert.Equal(InLanes.Of(one.Equity, 1).Select(equity => 4 * equity), InLanes.Of(four.Equity, 1));

            ThresholdDeleveraging<EightLanes> Scaled(double scale)
            {
                var units = (double[,])market.Units.Clone();
                for (var entry = 0; entry < units.Length; entry++)
                {
                    units[entry / market.Assets, entry % market.Assets] *= scale;
                }

                var assets = new Portfolios(InLanes.Sparse(units), [.. market.Impact.Select(_ => PriceImpact.Linear(depth * scale))]);
                var kernel = new ThresholdDeleveraging<EightLanes>(assets, limit, ExecutionPrice.Post);
                InLanes.Fill(kernel.Illiquid, 0, (index, bank) => scale * market.Illiquid[index][bank]);
                InLanes.Fill(kernel.Equity, 0, (index, bank) => scale * market.Equity[index][bank]);
                kernel.Run(EightLanes.All, RoundsMax);
                return kernel;
            }
        }
    });

    // Invariant, models.md 11.9: below the limit there is a dead zone, and nothing moves. Shares held never rise nor leave [0, 1].
    [Fact]
    public void Who_is_within_the_limit_sells_nothing_and_nobody_sells_more_than_it_has() => ForAllSeeds.Check((seed, size) =>
    {
        var market = RandomMarket.Of(seed, size);
        var calm = new ThresholdDeleveraging<EightLanes>(market.Portfolios, new LeverageLimit(1e6, 1e6, 0), ExecutionPrice.Post);
        InLanes.Fill(calm.Illiquid, 0, (index, bank) => market.Illiquid[index][bank]);
        InLanes.Fill(calm.Equity, 0, (index, bank) => Math.Max(1, market.Equity[index][bank]));
        Assert.Equal(0, calm.Run(EightLanes.All, RoundsMax).Rounds[0]);

        var kernel = new Rounds(market).New<EightLanes>(0);
        kernel.Run(EightLanes.All, RoundsMax);
        for (var lane = 0; lane < InLanes.Cases; lane++)
        {
            Assert.All(InLanes.Of(kernel.Sale.Held, lane), held => Assert.InRange(held, 0, 1));
            Assert.All(InLanes.Of(kernel.Sale.Price, lane), price => Assert.InRange(price, 0, 1));
        }
    });

    // Replications that are not asked for keep their bits, and so do those in which nobody sells while others do.
    [Fact]
    public void Lanes_at_rest_do_not_change() => ForAllSeeds.Check((seed, size) =>
    {
        var market = RandomMarket.Of(seed, size);
        var kernel = new Rounds(market).New<EightLanes>(0);

        kernel.Run(EightLanes.First(3), RoundsMax);

        for (var lane = 3; lane < InLanes.Cases; lane++)
        {
            Assert.Equal(market.Equity[lane], InLanes.Of(kernel.Equity, lane));
            Assert.All(InLanes.Of(kernel.Sale.Price, lane), price => Assert.Equal(1, price));
            Assert.All(InLanes.Of(kernel.Sale.Held, lane), held => Assert.Equal(1, held));
        }
    });

    // Without a buffer each sale makes prices fall a little, which asks for another one: only the tolerance ends it.
    [Fact]
    public void Without_a_buffer_it_ends_at_the_limit_or_is_given_up()
    {
        var market = new Portfolios(InLanes.Sparse(TwoBanks), PriceImpact.Linear(4000));
        var patient = New<OneLane>(market, new LeverageLimit(25, 25, 1e-12), ExecutionPrice.Post, TwoIlliquid, TwoEquity);

        var (rounds, unsolved) = patient.Run(OneLane.All, RoundsMax);
        Assert.True(OneLane.IsNone(unsolved), $"not at rest after {rounds[0]} rounds");
        Near.Equal([25], [patient.Leverage(0)[0]], 1e-9, "leverage without a buffer");

        // A larger tolerance ends it sooner: here where 0.1 % of assets are too much.
        var coarse = New<OneLane>(market, new LeverageLimit(25, 25, 1e-3), ExecutionPrice.Post, TwoIlliquid, TwoEquity);
        Assert.InRange(coarse.Run(OneLane.All, RoundsMax).Rounds[0], 1, rounds[0] - 1);
        Assert.InRange(coarse.Leverage(0)[0], 25, 25 / (1 - 1e-3));

        var hurried = New<OneLane>(market, new LeverageLimit(25, 25, 1e-12), ExecutionPrice.Post, TwoIlliquid, TwoEquity);
        (rounds, unsolved) = hurried.Run(OneLane.All, 3);
        Assert.Equal(3, rounds[0]);
        Assert.False(OneLane.IsNone(unsolved));
    }

    [Fact]
    public void Rounds_take_no_memory()
    {
        var market = RandomMarket.Of(5, 40);
        var kernel = new Rounds(market).New<EightLanes>(0);
        NoMemory.Taken(
            () =>
            {
                for (var bank = 0; bank < market.Size; bank++)
                {
                    (kernel.Sale.Held[bank], kernel.Equity[bank]) = (EightLanes.One, EightLanes.Of(market.Equity[0][bank]));
                }

                kernel.Run(EightLanes.All, RoundsMax);
            },
            $"{market}");
    }

    private static ThresholdDeleveraging<OneLane> TwoBanksAt(double depth, ExecutionPrice execution) => New<OneLane>(
        new Portfolios(InLanes.Sparse(TwoBanks), PriceImpact.Linear(depth)), new LeverageLimit(25, 23.75, 0), execution, TwoIlliquid, TwoEquity);

    private static ThresholdDeleveraging<TLanes> New<TLanes>(Portfolios market, LeverageLimit limit, ExecutionPrice execution, double[] illiquid, double[] equity)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var kernel = new ThresholdDeleveraging<TLanes>(market, limit, execution);
        InLanes.Fill(kernel.Illiquid, illiquid);
        InLanes.Fill(kernel.Equity, equity);
        return kernel;
    }

    private sealed class Rounds(RandomMarket market) : IEightCases
    {
        public Deleveraging Rule { get; } = new()
        {
            MaxLeverage = 12 + (market.Seed % 17), Buffer = 0.5 + (0.05 * (market.Seed % 10)), Execution = (ExecutionPrice)(market.Seed % 3),
        };

        public ThresholdDeleveraging<TLanes> New<TLanes>(int first)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var kernel = new ThresholdDeleveraging<TLanes>(market.Portfolios, LeverageLimit.Of(Rule, 0), Rule.Execution);
            InLanes.Fill(kernel.Illiquid, first, (index, bank) => market.Illiquid[index][bank]);
            InLanes.Fill(kernel.Equity, first, (index, bank) => market.Equity[index][bank]);
            return kernel;
        }

        public double[][] Run<TLanes>(int first)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var kernel = New<TLanes>(first);
            var (rounds, unsolved) = kernel.Run(TLanes.All, RoundsMax);
            Assert.True(TLanes.IsNone(unsolved), $"{market}: not at rest after {RoundsMax} rounds");
            return InLanes.Rows<TLanes>(lane =>
                [rounds[lane], .. InLanes.Of(kernel.Sale.Price, lane), .. InLanes.Of(kernel.Equity, lane), .. InLanes.Of(kernel.Sale.Held, lane)]);
        }
    }
}
