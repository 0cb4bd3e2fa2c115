using Contagion.Model;
using Contagion.Tests;
using Xunit;

namespace Contagion.Engine.Tests;

/// <summary>A replication that cannot be computed ends the run and is named, or is left out and listed; the others do not notice.</summary>
public sealed class FailedReplicationTests
{
    private static readonly int[] Failing = [3, 10, 11];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_others_have_the_bits_they_have_without_it(int threads)
    {
        var whole = Run(threads, _ => { }, goesOn: false);

        var rest = Run(threads, FailSome, goesOn: true);

        Assert.Equal(Failing, rest.Failed.Select(one => one.Replication));
        Assert.All(rest.Failed, one => Assert.Equal($"no luck with {one.Replication}", one.Error));
        Assert.Equal(Enumerable.Range(0, 20).Except(Failing), rest.Replications.Select(one => one.Replication));
        foreach (var one in rest.Replications)
        {
            Assert.Equal(whole.Replications[one.Replication] with { Path = [], Shocked = [] }, one with { Path = [], Shocked = [] });
        }
    }

    // The sums leave out what failed: they are those of the other replications, added up by hand.
    [Fact]
    public void Sums_are_those_of_the_others()
    {
        var rest = Run(1, FailSome, goesOn: true);

        Near.EqualRelative([rest.Replications.Sum(one => one.TotalLoss)], [rest.Totals.Loss.Sum()], 1e-12, "losses added by replication and by institution");
        Assert.Equal(rest.Replications.Sum(one => one.Defaults), (int)rest.Totals.Defaults.Sum());
    }

    [Fact]
    public void The_run_ends_and_says_which_one_failed()
    {
        var failure = Assert.Throws<ReplicationException>(() => Run(1, FailSome, goesOn: false));

        Assert.Equal(3, failure.Failed.Replication);
        Assert.Equal("replication 3 failed: no luck with 3", failure.Message);
    }

    [Fact]
    public void A_run_of_which_nothing_is_left_fails() =>
        Assert.Throws<ReplicationException>(() => Run(1, replication => throw new ArithmeticException($"no luck with {replication}"), goesOn: true));

    [Fact]
    public void A_failure_that_no_replication_repeats_alone_is_not_covered_up()
    {
        var calls = 0;

        var failure = Assert.Throws<ArithmeticException>(() => Run(1, _ => calls = calls++ == 2 ? throw new ArithmeticException("only once") : calls, goesOn: true));

        Assert.Equal("only once", failure.Message);
    }

    private static void FailSome(int replication)
    {
        if (Failing.Contains(replication))
        {
            throw new ArithmeticException($"no luck with {replication}");
        }
    }

    private static RunResult Run(int threads, Action<int> before, bool goesOn) => InProcessHost.Run(
        new Scenario
        {
            Name = "test",
            Network = new NetworkSource(),
            Shocks = [new Shock { Kind = ShockKind.EquityLoss, Target = new Target.Random(3, new Target.All()), Fraction = 1.2 }],
            Channels = new Channels { Solvency = new LinearDebtRank() },
            Run = new RunSettings { Replications = 20, Seed = 3 },
        },
        AccelerationNetwork.OfRadius(0.9, 1),
        new RunOptions { Threads = threads, GoesOnAfterFailure = goesOn, Before = before });
}
