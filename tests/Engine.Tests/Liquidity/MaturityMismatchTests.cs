using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Long loans and claims on demand: test vector of models.md 4.3, the textbook on random platforms, and what always holds.</summary>
public sealed class MaturityMismatchTests
{
    private const int Systems = 300;
    private const int Periods = 8;

    // A few roundings a period on amounts of up to 300.
    private const double OnMoney = 1e-10;

    private static readonly double[,] Ladder = { { 6, 6, 6, 6, 6, 20 } };
    private static readonly double[] Rates = [.1, .3, .5, .8];

    // Source: models.md TV-LADDER, no gate.
    [Fact]
    public void Without_a_gate_the_platform_sells_its_loans_and_fails()
    {
        var kernel = New(gate: 1);

        Step(kernel, 0);
        Step(kernel, 1);
        Step(kernel, 2);
        Near.Equal([18.9, 14.8, -1.7], [kernel.Paid[0][0], kernel.Sold[0][0], kernel.Equity(0)[0]], Near.Printed, "TV-LADDER, no gate, t 2: paid, sold, equity");
        Near.Equal([3.225, 17.2], [6 * kernel.Held[0][0], kernel.Loans[0][0]], Near.Printed, "TV-LADDER, no gate: inflow of t 3, loans after t 2");

        Assert.True(Step(kernel, 3));
        Near.Equal(
            [13.70625, 13.975, 1.41375, 5.19375, 0], [kernel.Paid[0][0], kernel.Sold[0][0], kernel.Shortfall[0][0], kernel.Claims[0][0], kernel.Held[0][0]], Near.Printed,
            "TV-LADDER, no gate, t 3: paid, sold, shortfall, claims left, loans held");
    }

    // Source: models.md TV-LADDER, gate 15 %.
    [Fact]
    public void A_gate_keeps_the_platform_going()
    {
        var (kernel, paid) = (New(gate: .15), new List<double>());
        for (var period = 0; period < Rates.Length; period++)
        {
            Assert.False(Step(kernel, period));
            paid.Add(kernel.Paid[0][0]);
            Near.Equal([0, 2], [kernel.Sold[0][0], kernel.Equity(0)[0]], Near.Printed, $"TV-LADDER, gate, t {period}: sold, equity");
        }

        Near.Equal([6, 8.1, 6.885, 5.85225], paid, Near.Printed, "TV-LADDER, gate, paid");
        Near.Equal([9.16275], [kernel.Cash[0][0]], Near.Printed, "TV-LADDER, gate, cash after t 3");
    }

    [Fact]
    public void Random_platforms_agree_with_the_textbook_in_every_lane()
    {
        var (defaults, sales) = (0, 0);
        for (var seed = 0; seed < Systems; seed++)
        {
            var platforms = new RandomPlatforms(seed, 1 + (seed % 12));
            var lanes = InLanes.Run(platforms, $"{platforms}");
            for (var index = 0; index < InLanes.Cases; index++)
            {
                var expected = new List<double>();
                Textbook.LoanBook[] books = [.. platforms.Cash.Select((cash, platform) => platforms.Book(platform))];
                for (var period = 0; period < Periods; period++)
                {
                    foreach (var (book, platform) in books.Select((book, platform) => (book, platform)))
                    {
                        book.Step(platforms.Rate(index, period, platform));
                        expected.AddRange([book.Paid, book.Sold, book.Shortfall, book.Cash, book.Claims, book.Equity]);
                        sales += book.Sold > 0 ? 1 : 0;
                    }
                }

                Near.Equal(expected, lanes[index], OnMoney, $"{platforms}, case {index}");
                defaults += books.Count(book => book.Shortfall > 0);
            }
        }

        Assert.True(defaults > Systems && sales > defaults, $"{defaults} defaults, {sales} sales");
    }

    // Invariant, models.md 11.11: gate ⇒ outflow ≤ g · claims. And what is paid is what claims fall by; cash and loans are never below 0.
    [Fact]
    public void No_more_flows_out_than_the_gate_lets_through() => ForAllSeeds.Check((seed, size) =>
    {
        var platforms = new RandomPlatforms(seed, size);
        var kernel = platforms.New<EightLanes>(0);
        for (var period = 0; period < Periods; period++)
        {
            var claims = Enumerable.Range(0, size).Select(platform => kernel.Claims[platform]).ToArray();
            platforms.SetRates(kernel, 0, period);
            kernel.Step(period, 0, size, EightLanes.All);
            for (var platform = 0; platform < size; platform++)
            {
                var (paid, before) = (kernel.Paid[platform], claims[platform]);
                var isTooMuch = TooMuch(paid, EightLanes.Of(platforms.Gate) * before) | TooMuch(EightLanes.Zero, kernel.Cash[platform])
                    | TooMuch(EightLanes.Zero, kernel.Held[platform]) | TooMuch(EightLanes.Abs(before - paid - kernel.Claims[platform]), EightLanes.Of(OnMoney));
                Assert.True(EightLanes.IsNone(isTooMuch), $"{platforms}, t {period}: {platform} pays {paid[0]:R}, ... of {before[0]:R}, ...");
            }
        }

        static EightLanes TooMuch(EightLanes number, EightLanes limit) => EightLanes.IsBelow(limit, number);
    });

    [Fact]
    public void Lanes_at_rest_do_not_change()
    {
        var platforms = new RandomPlatforms(5, 6);
        var kernel = platforms.New<EightLanes>(0);
        platforms.SetRates(kernel, 0, 0);

        kernel.Step(0, 0, 6, EightLanes.First(5));

        for (var lane = 5; lane < EightLanes.Count; lane++)
        {
            Assert.Equal(platforms.Cash, InLanes.Of(kernel.Cash, lane));
            Assert.All(InLanes.Of(kernel.Held, lane), held => Assert.Equal(1, held));
            Assert.All(InLanes.Of(kernel.Paid, lane), paid => Assert.Equal(0, paid));
        }
    }

    // Worked by hand: need 10, loans 5. At a discount of 1 they are worth nothing, so they are kept.
    [Theory]
    [InlineData(.5, 2.5, 5, 7.5)]
    [InlineData(1, 0, 0, 10)]
    [InlineData(0, 5, 5, 5)]
    public void Loans_are_sold_only_for_something(double discount, double raised, double sold, double shortfall)
    {
        var payout = Payout<OneLane>.Of(new OneLane(13), new OneLane(3), new OneLane(5), discount);

        Near.Equal([3, 3 + raised, sold, shortfall], [payout.FromCash[0], payout.Paid[0], payout.Sold[0], payout.Shortfall[0]], 0, $"discount {discount}");
    }

    [Fact]
    public void Periods_take_no_memory()
    {
        var platforms = new RandomPlatforms(5, 6);
        var kernel = platforms.New<EightLanes>(0);
        platforms.SetRates(kernel, 0, 0);
        NoMemory.Taken(() => kernel.Step(0, 0, 6, EightLanes.All), $"{platforms}");
    }

    private static MaturityMismatch<OneLane> New(double gate)
    {
        var kernel = new MaturityMismatch<OneLane>(InLanes.Sparse(Ladder), .25, gate);
        InLanes.Fill(kernel.Cash, 12);
        InLanes.Fill(kernel.Claims, 60);
        return kernel;
    }

    private static bool Step(MaturityMismatch<OneLane> kernel, int period)
    {
        InLanes.Fill(kernel.Rate, Rates[period]);
        return kernel.Step(period, 0, 1, OneLane.All).Has(0);
    }

    private sealed class RandomPlatforms : IEightCases
    {
        private readonly int _seed;
        private readonly double[,] _ladder;
        private readonly double[] _claims;
        private readonly double _discount;
        private readonly double[,,] _rate;

        public RandomPlatforms(int seed, int size)
        {
            _seed = seed;
            var random = new Random(seed);
            (_ladder, _rate) = (new double[size, Periods - 1], new double[InLanes.Cases, Periods, size]);
            (Cash, _claims) = (new double[size], new double[size]);
            for (var platform = 0; platform < size; platform++)
            {
                var total = Cash[platform] = 20 * random.NextDouble();
                for (var period = 0; period < Periods - 1; period++)
                {
                    total += _ladder[platform, period] = random.Next(3) == 0 ? 0 : 20 * random.NextDouble();
                }

                _claims[platform] = total * (.8 + (.2 * random.NextDouble()));
                for (var (index, period) = (0, 0); index < InLanes.Cases; period = (period + 1) % Periods, index += period == 0 ? 1 : 0)
                {
                    _rate[index, period, platform] = random.Next(4) == 0 ? 0 : .6 * random.NextDouble();
                }
            }

            _discount = random.Next(5) == 0 ? 1 : .4 * random.NextDouble();
            Gate = random.Next(3) == 0 ? .05 + (.3 * random.NextDouble()) : 1;
        }

        public double[] Cash { get; }

        public double Gate { get; }

        public double Rate(int index, int period, int platform) => _rate[index, period, platform];

        public Textbook.LoanBook Book(int platform) =>
            new(Cash[platform], _claims[platform], [.. Enumerable.Range(0, Periods - 1).Select(period => _ladder[platform, period])], _discount, Gate);

        public MaturityMismatch<TLanes> New<TLanes>(int first)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var kernel = new MaturityMismatch<TLanes>(InLanes.Sparse(_ladder), _discount, Gate);
            InLanes.Fill(kernel.Cash, Cash);
            InLanes.Fill(kernel.Claims, _claims);
            return kernel;
        }

        public void SetRates<TLanes>(MaturityMismatch<TLanes> kernel, int first, int period)
            where TLanes : unmanaged, ILanes<TLanes> => InLanes.Fill(kernel.Rate, first, (index, platform) => _rate[index, period, platform]);

        public double[][] Run<TLanes>(int first)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var (kernel, numbers) = (New<TLanes>(first), new List<double>[TLanes.Count]);
            for (var period = 0; period < Periods; period++)
            {
                SetRates(kernel, first, period);
                kernel.Step(period, 0, Cash.Length, TLanes.All);
                for (var lane = 0; lane < TLanes.Count; lane++)
                {
                    numbers[lane] ??= [];
                    for (var platform = 0; platform < Cash.Length; platform++)
                    {
                        numbers[lane].AddRange(
                            [kernel.Paid[platform][lane], kernel.Sold[platform][lane], kernel.Shortfall[platform][lane], kernel.Cash[platform][lane],
                            kernel.Claims[platform][lane], kernel.Equity(platform)[lane]]);
                    }
                }
            }

            return InLanes.Rows<TLanes>(lane => numbers[lane]);
        }

        public override string ToString() => $"platforms {_seed}";
    }
}
