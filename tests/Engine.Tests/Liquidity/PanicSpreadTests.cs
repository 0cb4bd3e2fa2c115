using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Fear of platforms that look alike: test vector of models.md 4.5, the plain formula, and what always holds.</summary>
public sealed class PanicSpreadTests
{
    private static readonly double[,] Three = { { 0, .6, .2 }, { .6, 0, .4 }, { .2, .4, 0 } };

    // Source: models.md TV-PANIC: δ = 0.5, η = 0.8, distress of the first platform in period 0 only.
    [Fact]
    public void Fear_spreads_and_wears_off_as_printed()
    {
        var kernel = New<OneLane>(Three, new Panic { Decay = .5, Contagion = .8 }, new double[3]);
        InLanes.Fill(kernel.Distress, 1, 0, 0);
        foreach (var expected in new double[][] { [0, .48, .16], [0, .24, .08], [0, .12, .04] })
        {
            kernel.Step(0, 3, OneLane.All, OneLane.Zero);
            Near.Equal(expected, InLanes.Of(kernel.Fear), Near.Printed, "TV-PANIC");
            InLanes.Fill(kernel.Distress, 0, 0, 0);
        }
    }

    // Source: models.md 4.5 and 7.7, in plain numbers: news, gates, and the contrast that a bureau shows.
    [Fact]
    public void Random_platforms_agree_with_the_formula_in_every_lane()
    {
        var full = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var platforms = new RandomPlatforms(seed);
            var lanes = InLanes.Run(platforms, $"platforms {seed}");
            for (var index = 0; index < InLanes.Cases; index++)
            {
                var expected = platforms.Plain(index);
                Near.Equal(expected, lanes[index], Near.Exact, $"platforms {seed}, case {index}");
                Assert.All(lanes[index], fear => Assert.InRange(fear, 0, 1));
                full += expected.Count(fear => fear == 1);
            }
        }

        Assert.True(full > 0, "nobody was in full panic");
    }

    // Invariants: fear rises with the distress of others, and what a bureau shows never adds to it.
    [Fact]
    public void Fear_is_monotone() => ForAllSeeds.Check((seed, _) =>
    {
        var platforms = new RandomPlatforms(seed);
        var (calm, worse, shown) = (platforms.New<EightLanes>(0), platforms.New<EightLanes>(0), platforms.New<EightLanes>(0));
        worse.Distress[0] = EightLanes.One;
        calm.Step(0, platforms.Count, EightLanes.All, EightLanes.Zero);
        worse.Step(0, platforms.Count, EightLanes.All, EightLanes.Zero);
        shown.Step(0, platforms.Count, EightLanes.All, EightLanes.All);
        for (var platform = 0; platform < platforms.Count; platform++)
        {
            Assert.True(EightLanes.IsNone(EightLanes.IsBelow(worse.Fear[platform], calm.Fear[platform])), $"platforms {seed}: {platform} is less feared in more distress");
            Assert.True(EightLanes.IsNone(EightLanes.IsBelow(calm.Fear[platform], shown.Fear[platform])), $"platforms {seed}: {platform} is more feared when shown");
        }
    });

    [Fact]
    public void Lanes_at_rest_do_not_change()
    {
        var platforms = new RandomPlatforms(11);
        var kernel = platforms.New<EightLanes>(0);
        var before = Enumerable.Range(0, InLanes.Cases).Select(lane => InLanes.Of(kernel.Fear, lane)).ToArray();

        kernel.Step(0, platforms.Count, EightLanes.First(6), EightLanes.Zero);

        Assert.NotEqual(before[0], InLanes.Of(kernel.Fear, 0));
        Assert.Equal(before[6], InLanes.Of(kernel.Fear, 6));
        Assert.Equal(before[7], InLanes.Of(kernel.Fear, 7));
    }

    [Fact]
    public void A_period_takes_no_memory()
    {
        var platforms = new RandomPlatforms(11);
        var kernel = platforms.New<EightLanes>(0);
        NoMemory.Taken(() => kernel.Step(0, platforms.Count, EightLanes.All, EightLanes.All), "platforms 11");
    }

    // Source: models.md 4.5, ω = ω₀ + (ω_max − ω₀) π; 7.7, min(demand, g · claims, accounts · cap).
    [Theory]
    [InlineData(.1, .5, 0, 0, .1)]
    [InlineData(.1, .5, .25, .05, .25)]
    [InlineData(.1, .5, 1, .7, 1)]
    public void Withdrawals_rise_with_fear(double baseRate, double maxRate, double fear, double shocks, double rate) => Near.Equal(
        [rate], [Withdrawals.Rate(baseRate, maxRate, new OneLane(fear), new OneLane(shocks))[0]], Near.Exact, $"{baseRate}, {maxRate}, {fear}, {shocks}");

    [Theory]
    [InlineData(30, .5, double.PositiveInfinity, 30)]
    [InlineData(60, .5, double.PositiveInfinity, 50)]
    [InlineData(60, .5, 20, 20)]
    [InlineData(60, 0, 20, 0)]
    public void A_gate_lets_through_the_least_of_its_limits(double demand, double share, double cap, double allowed) =>
        Assert.Equal(allowed, Withdrawals.Allowed(new OneLane(demand), new OneLane(100), share, cap)[0]);

    private static PanicSpread<TLanes> New<TLanes>(double[,] likeness, Panic panic, double[] contrast)
        where TLanes : unmanaged, ILanes<TLanes> => new(InLanes.Sparse(likeness), panic, contrast);

    private sealed class RandomPlatforms : IEightCases
    {
        private readonly double[,] _likeness;
        private readonly double[] _contrast;
        private readonly Panic _panic;
        private readonly double[,,] _given;

        public RandomPlatforms(int seed)
        {
            var random = new Random(seed);
            Count = 1 + random.Next(20);
            (_likeness, _given) = (new double[Count, Count], new double[InLanes.Cases, Count, 4]);
            for (var (one, other) = (0, 0); one < Count; other = (other + 1) % Count, one += other == 0 ? 1 : 0)
            {
                _likeness[one, other] = one < other ? Math.Max(0, random.NextDouble() - .3) : one > other ? _likeness[other, one] : 0;
            }

            _contrast = [.. Enumerable.Range(0, Count).Select(_ => random.NextDouble())];
            _panic = new Panic { Decay = random.NextDouble(), Contagion = random.NextDouble(), News = random.NextDouble(), GateStigma = random.NextDouble() };
            for (var (index, platform) = (0, 0); index < InLanes.Cases; platform = (platform + 1) % Count, index += platform == 0 ? 1 : 0)
            {
                (_given[index, platform, 0], _given[index, platform, 1]) = (random.NextDouble(), random.Next(4) == 0 ? random.NextDouble() : 0);
                (_given[index, platform, 2], _given[index, platform, 3]) = (random.Next(6) == 0 ? random.NextDouble() : 0, random.Next(5) == 0 ? 1 : 0);
            }
        }

        public int Count { get; }

        /// <summary>Fear after one period, written out.</summary>
        public double[] Plain(int index) => [.. Enumerable.Range(0, Count).Select(platform => Math.Min(
            1,
            (_panic.Decay * _given[index, platform, 0])
                + (_panic.Contagion * (1 - (IsShown(index) ? _contrast[platform] : 0)) * Enumerable.Range(0, Count).Sum(other => _likeness[platform, other] * _given[index, other, 1]))
                + (_panic.News * _given[index, platform, 2]) + (_panic.GateStigma * _given[index, platform, 3])))];

        public PanicSpread<TLanes> New<TLanes>(int first)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var kernel = PanicSpreadTests.New<TLanes>(_likeness, _panic, _contrast);
            InLanes.Fill(kernel.Fear, first, (index, platform) => _given[index, platform, 0]);
            InLanes.Fill(kernel.Distress, first, (index, platform) => _given[index, platform, 1]);
            InLanes.Fill(kernel.News, first, (index, platform) => _given[index, platform, 2]);
            for (var (lane, platform) = (0, 0); lane < TLanes.Count; platform = (platform + 1) % Count, lane += platform == 0 ? 1 : 0)
            {
                kernel.IsGated[platform] = _given[first + lane, platform, 3] == 1 ? kernel.IsGated[platform].WithLane(lane) : kernel.IsGated[platform];
            }

            return kernel;
        }

        public double[][] Run<TLanes>(int first)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var (kernel, shown) = (New<TLanes>(first), TLanes.Zero);
            for (var lane = 0; lane < TLanes.Count; lane++)
            {
                shown = IsShown(first + lane) ? shown.WithLane(lane) : shown;
            }

            kernel.Step(0, Count, TLanes.All, shown);
            return InLanes.Rows<TLanes>(lane => InLanes.Of(kernel.Fear, lane));
        }

        private static bool IsShown(int index) => index % 2 == 1;
    }
}
