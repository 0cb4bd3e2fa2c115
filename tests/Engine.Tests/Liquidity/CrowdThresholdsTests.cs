using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Creditors who watch each other: test vector of models.md 4.2, one after the other, and what always holds.</summary>
public sealed class CrowdThresholdsTests
{
    // Source: models.md TV-GRAN.
    [Fact]
    public void Four_of_ten_leave_one_after_the_other()
    {
        double[] thresholds = [0, .1, .2, .3, .5, .5, .8, .8, .9, 1];

        Assert.Equal([1, 2, 3, 4], OneByOne(thresholds));
        Assert.Equal(.4, new CrowdThresholds(thresholds).Settle(OneLane.Zero)[0]);
    }

    // Granovetter's own example: 100 people with thresholds 0, 0.01, ..., 0.99 all leave; without the one at 0.01 all but one stay.
    [Fact]
    public void One_person_makes_the_difference()
    {
        double[] thresholds = [.. Enumerable.Range(0, 100).Select(person => person / 100.0)];
        Assert.Equal(1, new CrowdThresholds(thresholds).Settle(OneLane.Zero)[0]);

        thresholds[1] = .02;
        Assert.Equal(.01, new CrowdThresholds(thresholds).Settle(OneLane.Zero)[0]);
    }

    [Fact]
    public void Crowds_agree_with_the_textbook_in_every_lane()
    {
        var between = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            var crowd = new RandomCrowd(seed);
            var lanes = InLanes.Run(crowd, $"crowd {seed}");
            for (var index = 0; index < InLanes.Cases; index++)
            {
                var expected = Rounds(crowd.Thresholds, crowd.Leaving[index]);
                Near.Equal([expected], lanes[index], Near.Exact, $"crowd {seed}, {crowd.Leaving[index]:R} leave anyway");
                between += expected > crowd.Leaving[index] && expected < 1 ? 1 : 0;
            }
        }

        Assert.True(between > 500, $"only {between} crowds left in part");
    }

    // Invariants: nobody comes back, more who leave anyway never make fewer leave in the end, and the order of thresholds does not matter.
    [Fact]
    public void More_who_leave_never_make_fewer_leave() => ForAllSeeds.Check((seed, size) =>
    {
        var random = new Random(seed);
        double[] thresholds = [.. Enumerable.Range(0, size).Select(_ => random.NextDouble())];
        var (crowd, turned) = (new CrowdThresholds(thresholds), new CrowdThresholds([.. thresholds.Reverse()]));
        var before = 0.0;
        for (var leaving = 0.0; leaving <= 1; leaving += .01)
        {
            var share = crowd.Settle(new OneLane(leaving))[0];
            Assert.InRange(share, Math.Max(before, leaving), 1 + 1e-15);
            Assert.Equal(share, turned.Settle(new OneLane(leaving))[0]);
            before = share;
        }
    });

    [Fact]
    public void A_crowd_of_nobody_is_those_who_leave_anyway() => Assert.Equal(.3, new CrowdThresholds([]).Settle(new OneLane(.3))[0]);

    [Fact]
    public void Watching_takes_no_memory()
    {
        var (crowd, sum) = (new CrowdThresholds([.1, .2, .3]), EightLanes.Zero);
        NoMemory.Taken(() => sum += crowd.Settle(EightLanes.Of(.15)), "three thresholds");
        Assert.True(sum[7] > 0);
    }

    /// <summary>How many have left after each round, nobody leaving anyway.</summary>
    private static List<int> OneByOne(double[] thresholds)
    {
        var rounds = new List<int>();
        for (var left = -1; (rounds.Count > 0 ? rounds[^1] : 0) != left;)
        {
            left = rounds.Count > 0 ? rounds[^1] : 0;
            var next = thresholds.Count(threshold => threshold <= left / (double)thresholds.Length);
            if (next > left)
            {
                rounds.Add(next);
            }
        }

        return rounds;
    }

    /// <summary>x(t+1) = x₀ + (1 − x₀) F(x(t)), until it stands.</summary>
    private static double Rounds(double[] thresholds, double leaving)
    {
        for (var share = leaving; ;)
        {
            var next = leaving + ((1 - leaving) * (thresholds.Count(threshold => threshold <= share) / (double)thresholds.Length));
            if (next == share)
            {
                return share;
            }

            share = next;
        }
    }

    private sealed class RandomCrowd : IEightCases
    {
        public RandomCrowd(int seed)
        {
            var random = new Random(seed);

            // Many low thresholds, so that some crowds leave in part and some altogether.
            Thresholds = [.. Enumerable.Range(0, 1 + random.Next(60)).Select(_ => Math.Pow(random.NextDouble(), .5 + random.NextDouble()))];
            Leaving = [.. Enumerable.Range(0, InLanes.Cases).Select(lane => lane == 0 ? 0 : .6 * random.NextDouble())];
        }

        public double[] Thresholds { get; }

        public double[] Leaving { get; }

        public double[][] Run<TLanes>(int first)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var leaving = new LaneArray<TLanes>(1);
            InLanes.Fill(leaving, first, (index, _) => Leaving[index]);
            var share = new CrowdThresholds(Thresholds).Settle(leaving[0]);
            return InLanes.Rows<TLanes>(lane => [share[lane]]);
        }
    }
}
