using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Who works, given who of those it depends on works (models.md 5.1).</summary>
public sealed class ServiceLevelTests
{
    private const int RoundsMax = 10_000;
    private const int Systems = 400;

    // Source: models.md TV-DEP. 0 CloudA, 1 CloudB, 2 Pay, 3 P2P, 4 Portal, 5 Fund.
    private static readonly Textbook.Service[] Dependency =
    [
        new(2, 0, 0), new(2, 0, 1, 0.8), new(3, 0, 2), new(3, 1, 1), new(3, 1, 0), new(4, 0, 3), new(5, 0, 2), new(5, 1, 4),
    ];

    [Fact]
    public void Services_degrade_down_the_printed_chain() =>
        Near.Equal([0, 1, 0.8, 0.8, 0.8, 0.8], Levels(6, Dependency, 0, 1, 0.9, 1, 1, 1), Near.Printed, "TV-DEP");

    // Worked by hand on the same chain: with CloudA back Pay has its own 0.9, and all that follows from it.
    [Fact]
    public void The_best_alternative_meets_a_need() =>
        Near.Equal([1, 0, 0.9, 0.9, 0.9, 0.9], Levels(6, Dependency, 1, 0, 0.9, 1, 1, 1), Near.Exact, "TV-DEP with the other cloud down");

    // Worked by hand: two that only need each other, without loss and with it; the third needs one of them.
    [Theory]
    [InlineData(1, 1, new[] { 1.0, 1, 1 })]
    [InlineData(1, 0.4, new[] { 0.4, 0.4, 0.4 })]
    [InlineData(0.9, 1, new[] { 0.0, 0, 0 })]
    public void A_circle_works_unless_it_loses_something_on_each_turn(double efficiency, double own, double[] expected) =>
        Near.Equal(expected, Levels(3, [new(0, 0, 1, efficiency), new(1, 0, 0, efficiency), new(2, 0, 1)], own, 1, 1), Near.Exact, $"efficiency {efficiency}");

    // Worked by hand: around the circle levels fall by a tenth a turn until the alternative of 0.3 is better.
    [Fact]
    public void A_circle_falls_to_its_best_alternative() =>
        Near.Equal([0.3, 0.27, 1], Levels(3, [new(0, 0, 1, 0.9), new(0, 0, 2, 0.3), new(1, 0, 0, 0.9)], 1, 1, 1), Near.Exact, "circle with a way out");

    // 0.999999 a turn is still 0.99 after the rounds allowed: the answer is that there is none, not a wrong number.
    [Fact]
    public void A_search_that_takes_too_long_is_given_up_and_says_so()
    {
        Textbook.Service[] circle = [new(0, 0, 1, 0.999999), new(1, 0, 0, 0.999999)];
        Assert.False(Dependencies(2, circle).IsSettled);

        // At rest only while nobody is out: the circle has an alternative.
        var dependencies = Dependencies(3, [.. circle, new(0, 0, 2)]);
        Assert.True(dependencies.IsSettled);
        var own = TestLanes.Numbers<EightLanes>(3, (institution, lane) => institution == 2 && lane == 5 ? 0 : 1);
        var open = new ServiceLevels<EightLanes>(dependencies).Solve(own, [2], RoundsMax);
        Assert.Equal([.. Enumerable.Range(0, 8).Select(lane => lane == 5)], Enumerable.Range(0, 8).Select(lane => open.Has(lane)));
    }

    // The plain version: from everybody's own availability down, over everybody, until nothing changes. The same bits, since both take the
    // greatest solution of the same map. One kernel takes one system of outages after the other.
    [Fact]
    public void Random_services_have_the_bits_of_going_over_everybody()
    {
        for (var seed = 0; seed < Systems; seed++)
        {
            var random = new Random(seed);
            var count = 2 + random.Next(19);
            var given = Services(random, count);
            var dependencies = Dependencies(count, given);
            Assert.True(dependencies.IsSettled, $"seed {seed}");
            var (levels, alone) = (new ServiceLevels<EightLanes>(dependencies), new ServiceLevels<OneLane>(dependencies));
            for (var repeat = 0; repeat < 3; repeat++)
            {
                var own = Own(random, count);
                var open = levels.Solve(TestLanes.Numbers<EightLanes>(count, (institution, lane) => own[institution, lane]), Struck(own, 0, 8), RoundsMax);
                Assert.True(EightLanes.IsNone(open), $"seed {seed}");
                for (var lane = 0; lane < 8; lane++)
                {
                    var expected = Textbook.ServiceDependency.Solve([.. Enumerable.Range(0, count).Select(institution => own[institution, lane])], given);
                    TestLanes.SameBits(expected, levels.Levels.Lane(lane), $"seed {seed}, repeat {repeat}, lane {lane}");
                    _ = alone.Solve(TestLanes.Numbers<OneLane>(count, (institution, _) => own[institution, lane]), Struck(own, lane, lane + 1), RoundsMax);
                    TestLanes.SameBits(expected, alone.Levels.Lane(0), $"seed {seed}, repeat {repeat}, lane {lane} alone");
                }
            }
        }
    }

    // Monotone: nobody works better because somebody else is out. Greatest: no level could be higher, given all the others.
    [Fact]
    public void An_outage_raises_no_level() => ForAll.Systems(system =>
    {
        var random = new Random(system.Seed);
        var dependencies = Dependencies(system.Size, Services(random, system.Size));
        var (own, levels) = (Own(random, system.Size), new ServiceLevels<EightLanes>(dependencies));

        // Each lane has the outages of the one before it and one more.
        for (var lane = 1; lane < 8; lane++)
        {
            for (var institution = 0; institution < system.Size; institution++)
            {
                own[institution, lane] = Math.Min(own[institution, lane], own[institution, lane - 1]);
            }
        }

        _ = levels.Solve(TestLanes.Numbers<EightLanes>(system.Size, (institution, lane) => own[institution, lane]), Struck(own, 0, 8), RoundsMax);
        for (var institution = 0; institution < system.Size; institution++)
        {
            for (var lane = 0; lane < 8; lane++)
            {
                var before = lane == 0 ? dependencies.Level[institution] : levels[institution][lane - 1];
                Assert.InRange(levels[institution][lane], 0, Math.Min(own[institution, lane], before));
            }
        }
    });

    [Fact]
    public void Solving_takes_no_memory()
    {
        var random = new Random(1);
        var levels = new ServiceLevels<EightLanes>(Dependencies(200, Services(random, 200)));
        var own = Own(random, 200);
        var (lanes, struck) = (TestLanes.Numbers<EightLanes>(200, (institution, lane) => own[institution, lane]), Struck(own, 0, 8));

        TestLanes.AllocatesNothing(() => levels.Solve(lanes, struck, RoundsMax), "a solution");
    }

    private static double[] Levels(int count, Textbook.Service[] given, params double[] own)
    {
        var levels = new ServiceLevels<OneLane>(Dependencies(count, given));
        var open = levels.Solve(TestLanes.Numbers<OneLane>(count, (institution, _) => own[institution]), [.. Enumerable.Range(0, count)], RoundsMax);
        Assert.True(OneLane.IsNone(open));
        return levels.Levels.Lane(0);
    }

    private static Dependencies Dependencies(int count, Textbook.Service[] given)
    {
        var builder = new NetworkBuilder();
        for (var institution = 0; institution < count; institution++)
        {
            builder.Add(new Institution($"S{institution}", InstitutionKind.Provider));
        }

        foreach (var service in given)
        {
            builder.Add(new Exposure(service.Institution, service.Provider, service.Efficiency, ExposureType.Service), new ExposureTerms { Need = $"need {service.Need}" });
        }

        return new Dependencies(builder.Build().Services, RoundsMax);
    }

    private static Textbook.Service[] Services(Random random, int count)
    {
        double[] efficiencies = [1, 1, 1, 0.8, 0.5, 0.3];
        var services = new List<Textbook.Service>();
        for (var institution = 0; institution < count; institution++)
        {
            for (var (need, needs) = (0, random.Next(3)); need < needs; need++)
            {
                for (var (alternative, alternatives) = (0, 1 + random.Next(3)); alternative < alternatives; alternative++)
                {
                    var provider = (institution + 1 + random.Next(count - 1)) % count;
                    services.Add(new Textbook.Service(institution, need, provider, efficiencies[random.Next(efficiencies.Length)]));
                }
            }
        }

        return [.. services.OrderBy(_ => random.Next())];
    }

    private static double[,] Own(Random random, int count)
    {
        var own = new double[count, 8];
        for (var item = 0; item < own.Length; item++)
        {
            own[item / 8, item % 8] = random.Next(5) switch { 0 => 0, 1 => random.NextDouble(), _ => 1 };
        }

        return own;
    }

    private static int[] Struck(double[,] own, int from, int to) =>
        [.. Enumerable.Range(0, own.GetLength(0)).Where(institution => Enumerable.Range(from, to - from).Any(lane => own[institution, lane] < 1))];
}
