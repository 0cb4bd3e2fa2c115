using System.Diagnostics;
using Contagion.Engine;
using Contagion.Tests;
using Orleans.Runtime;

namespace Contagion.Grains.Tests;

/// <summary>Runs that nobody asks for go on all the same.</summary>
public sealed class RunWatchTests
{
    private const int Replications = 40_000;

    /// <summary>A run whose silo dies goes on after the three seconds that it takes to notice; a busy machine takes its time to compute the rest.</summary>
    private static readonly TimeSpan GoesOnWithin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_run_goes_on_within_seconds_of_the_death_of_its_silo_though_nobody_asks()
    {
        await using var cluster = await TestCluster.Of(3);
        var (scenario, network) = SmallStudy.Of(Replications);
        var expected = new Records();
        InProcessHost.Run(scenario, network, new RunOptions { Journal = expected });
        var order = new RunOrder { Content = cluster.Bring(scenario, network), Version = "test", Blocks = expected.Kept.Count, Channels = ChannelSet.All, Path = scenario.Run.Path };

        // From here on only the store is asked, which wakes nobody.
        await cluster.Runs.Start("run", order, default);
        await Until(async () => (await cluster.Store.Done("run")).Length > 0, EndsWithin, "a first block was kept");
        var silo = await cluster.SiloOf("run");
        await cluster.Silos.KillSiloAsync(silo);
        await Until(async () => (await cluster.Store.Unfinished(1)) is not [{ Attempt: 1 }], GoesOnWithin, "another silo had taken the run over");
        await Until(async () => (await cluster.Store.Unfinished(1)).Count == 0, EndsWithin, "the run had ended");

        var kept = (await cluster.Store.Read("run", 0, long.MaxValue)).ToDictionary(block => block.Block, block => block.Record);
        Assert.Equal(expected.Kept.Keys, kept.Keys.Order());
        Assert.All(expected.Kept, pair => Assert.Equal(pair.Value, kept[pair.Key]));
    }

    [Fact]
    public async Task A_run_of_another_version_is_stopped_since_bits_of_two_versions_must_not_mix()
    {
        await using var old = await TestCluster.Of(1, version: "old");
        var (scenario, network) = SmallStudy.Of(100 * Replications);
        var order = new RunOrder { Content = old.Bring(scenario, network), Version = "old", Blocks = 100 * Replications / 8, Channels = ChannelSet.All, Path = scenario.Run.Path };
        await old.Runs.Start("run", order, default);
        await Until(async () => (await old.Store.Done("run")).Length > 0, EndsWithin, "a first block was kept");
        await old.Silos.KillSiloAsync(old.Silos.Silos[0]);

        await using var upgraded = await TestCluster.Of(1, version: "new", before: old);
        await Until(async () => (await upgraded.Store.Unfinished(1)).Count == 0, EndsWithin, "the run was stopped");

        Assert.Equal(RunPhase.Cancelled, (await upgraded.Runs.Look("run", default)).Phase);
        // Who asked for it is told why it does not go on.
        var told = await Assert.ThrowsAsync<ArgumentException>(() => upgraded.Runs.Start("run", order, default));
        Assert.StartsWith("The run is one of version old; this silo runs version new.", told.Message, StringComparison.Ordinal);
        var work = upgraded.Silos.Client.GetGrain<IWorkGrain>("run/1/0");
        await Assert.ThrowsAsync<InvalidOperationException>(() => work.Compute(new WorkOrder("run", 1, order, [0], 1), default));
    }

    [Fact]
    public async Task A_run_that_was_ended_but_not_closed_is_closed()
    {
        await using var cluster = await TestCluster.Of(1);
        // As a silo leaves it that dies in between.
        await cluster.Store.Open("ended", 4);

        await Until(async () => (await cluster.Store.Unfinished(1)).Count == 0, GoesOnWithin, "the run was closed");
    }

    private static async Task Until(Func<Task<bool>> isSo, TimeSpan within, string what)
    {
        for (var watch = Stopwatch.StartNew(); !await isSo(); await Task.Delay(20))
        {
            Assert.True(watch.Elapsed < within, $"It took more than {within} until {what}.");
        }
    }
}
