using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Grains.Tests;

/// <summary>A network that is split over silos has the bits of one that is not, whatever becomes of silos.</summary>
public sealed class SplitTests
{
    /// <summary>A loss goes round such a ring for thousands of rounds.</summary>
    private const int Banks = 3000;

    private static readonly int Kills = LongProofs.AreAsked ? 2 : 1;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    public async Task A_split_run_has_the_records_of_the_embedded_host(int granularity)
    {
        await using var cluster = await TestCluster.Of(3);
        var (scenario, network) = SmallStudy.Of(40);
        scenario = scenario with { Metrics = MetricSettings.All };

        var (expected, got) = (new Records(), new Records());
        InProcessHost.Run(scenario, network, new RunOptions { Journal = expected });
        cluster.Run(scenario, network, new RunOptions { Journal = got }, granularity);

        Assert.Equal(5, got.Kept.Count);
        Assert.All(expected.Kept, pair => Assert.Equal(pair.Value, got.Kept[pair.Key]));
    }

    [Fact]
    public async Task A_block_is_begun_again_where_a_silo_dies_in_the_middle_of_it()
    {
        await using var cluster = await TestCluster.Of(3);
        var (scenario, network) = Ring();
        var (expected, got) = (new Records(), new Records());
        InProcessHost.Run(scenario, network, new RunOptions { Journal = expected });

        var content = cluster.Bring(scenario, network);
        var run = Task.Run(() => InProcessHost.Run(scenario, network, new RunOptions { Journal = got, Elsewhere = new RemoteBlocks(cluster.Runs, content, "test", 500) }));
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(1500);
            Assert.False(run.IsCompleted, "The run was over before a silo was killed: it proves nothing.");
            await cluster.Silos.KillSiloAsync(cluster.Silos.Silos[^1]);
        }

        await run;
        Assert.All(expected.Kept, pair => Assert.Equal(pair.Value, got.Kept[pair.Key]));
    }

    private static (Scenario Scenario, Network Network) Ring()
    {
        var builder = new NetworkBuilder();
        for (var bank = 0; bank < Banks; bank++)
        {
            builder.Add(new Institution($"B{bank}", InstitutionKind.Bank) { ExternalAssets = 200.4, ExternalLiabilities = 0, Equity = 200.4 });
        }

        for (var bank = 0; bank < Banks; bank++)
        {
            builder.Add(new Exposure(bank, (bank + 1) % Banks, 200));
        }

        var shock = new Shock { Kind = ShockKind.EquityLoss, Target = new Target.All(), Fraction = 0.0001 };
        var study = SmallStudy.Of(1).Scenario;
        return (study with { Shocks = [shock], Run = new RunSettings { MaxRounds = 20_000, Tolerance = 1e-14 } }, builder.Build());
    }
}
