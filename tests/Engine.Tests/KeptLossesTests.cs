using System.Collections.Concurrent;
using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>What each institution loses in each replication is kept where metrics go by it, and only there.</summary>
public sealed class KeptLossesTests
{
    private static readonly MetricSettings Wanted = new() { Impact = new ImpactSettings() };

    public static TheoryData<string> Names => [.. Mechanisms.All.Select(mechanism => mechanism.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Losses_of_institutions_add_up_to_those_of_their_replication(string name)
    {
        var result = InProcessHost.Run(Study(name), SparseNetwork.AtRandom(23, 3, 0.9, 5));

        foreach (var one in result.Replications)
        {
            var (count, scale) = (one.Losses.Length, result.InitialEquity.Sum());
            Assert.Equal(one.Losses.Select(loss => loss.Institution).Distinct().Order(), one.Losses.Select(loss => loss.Institution));
            Near.Equal(
                [one.TotalLoss, one.FirstRoundLoss, one.ContagionLoss],
                [one.Losses.Sum(loss => loss.Total), one.Losses.Sum(loss => loss.Direct), one.Losses.Sum(loss => loss.Contagion)], 1e-13 * scale, $"{name}, {count} losses");
            Assert.Equal((one.Defaults, one.ContagiousDefaults), (one.Losses.Count(loss => loss.DefaultRound >= 0), one.Losses.Count(loss => loss.IsContagiousDefault)));
        }

        Assert.Contains(result.Replications, one => one.Losses.Length > 0 && one.Losses.Length < result.Network.Count + 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_replication_alone_keeps_the_losses_that_it_keeps_among_others(string name)
    {
        var network = SparseNetwork.AtRandom(23, 3, 0.9, 5);
        var together = InProcessHost.Run(Study(name), network, new RunOptions { Threads = 1 });

        foreach (var place in new[] { 0, 7, 20 })
        {
            var alone = InProcessHost.Run(Study(name) with { Run = Study(name).Run with { Replication = place } }, network);
            Assert.Equal(alone.Replications[0].Losses, together.Replications[place].Losses);

            // Final equities of a run of one replication are the sums over it.
            double[] final = [.. alone.InitialEquity.Select(equity => Math.Max(0, equity))];
            foreach (var loss in alone.Replications[0].Losses)
            {
                final[loss.Institution] -= loss.Total;
            }

            Near.EqualRelative(alone.Totals.FinalEquity, final, 1e-15, name, smallest: 100);
        }
    }

    [Theory]
    [InlineData("furfine")]
    [InlineData("eisenberg-noe")]
    [InlineData("joint")]
    public void Threads_partitions_and_a_journal_change_no_bit(string name)
    {
        var network = SparseNetwork.AtRandom(40, 4, 0.95, 9);
        var one = InProcessHost.Run(Study(name), network, new RunOptions { Threads = 1 });
        var journal = new Kept();

        SameBits.Assert(one, InProcessHost.Run(Study(name), network, new RunOptions { Threads = 3 }), $"{name}, 3 threads");
        SameBits.Assert(one, InProcessHost.Run(Study(name), network, new RunOptions { Threads = 2, Partitions = 5 }), $"{name}, 5 partitions");
        SameBits.Assert(one, InProcessHost.Run(Study(name), network, new RunOptions { Threads = 2, Journal = journal }), $"{name}, writing a journal");
        // All blocks are there now, so that none is computed again.
        SameBits.Assert(one, InProcessHost.Run(Study(name), network, new RunOptions { Threads = 2, Journal = journal, Before = _ => throw new InvalidOperationException("computed again") }), $"{name}, reading a journal");
    }

    [Fact]
    public void A_run_whose_metrics_do_not_go_by_them_keeps_none()
    {
        var network = SparseNetwork.AtRandom(23, 3, 0.9, 5);
        foreach (var metrics in new[] { null, new MetricSettings(), new MetricSettings { Tail = new TailSettings { By = MetricUnit.System } } })
        {
            Assert.All(InProcessHost.Run(Study("furfine") with { Metrics = metrics }, network).Replications, one => Assert.Empty(one.Losses));
        }
    }

    [Fact]
    public void Runs_with_channels_switched_off_keep_none() => Assert.Null(ChannelSwitch.Keep(Study("joint"), ChannelSet.Credit).Metrics);

    private static Scenario Study(string mechanism) => TestRun.Scenario(
        Mechanisms.All.Single(one => one.Name == mechanism), new RunSettings { Seed = 3, Replications = 21, MaxRounds = 200 },
        new Shock { Kind = ShockKind.Default, Target = new Target.Random(1, new Target.All()) },
        new Shock { Kind = ShockKind.AssetLoss, Target = new Target.Random(4, new Target.All()), Fraction = new Uniform { Low = 0, High = 0.2 } }) with
    {
        Metrics = Wanted,
    };

    /// <summary>A journal in memory.</summary>
    private sealed class Kept : IBlockJournal
    {
        private readonly ConcurrentDictionary<int, byte[]> _records = [];

        public byte[]? Find(int block) => _records.GetValueOrDefault(block);

        public void Append(int block, ReadOnlySpan<byte> record) => _records[block] = record.ToArray();
    }
}
