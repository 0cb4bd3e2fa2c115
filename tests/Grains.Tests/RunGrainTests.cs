using Contagion.Engine;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Grains.Tests;

/// <summary>Runs on silos in this process have the bits of the embedded host.</summary>
public sealed class RunGrainTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_run_has_the_records_of_the_embedded_host(int silos)
    {
        await using var cluster = await TestCluster.Of(silos);
        var (scenario, network) = SmallStudy.Of(500);
        // What metrics go by is in the records as well.
        scenario = scenario with { Metrics = MetricSettings.All };

        var (expected, got) = (new Records(), new Records());
        InProcessHost.Run(scenario, network, new RunOptions { Journal = expected });
        cluster.Run(scenario, network, new RunOptions { Journal = got });

        Assert.Equal(63, got.Kept.Count);
        Assert.All(expected.Kept, pair => Assert.Equal(pair.Value, got.Kept[pair.Key]));
    }

    [Fact]
    public async Task A_run_goes_on_where_the_silo_that_dealt_it_has_gone()
    {
        await using var cluster = await TestCluster.Of(3);
        var (scenario, network) = SmallStudy.Of(20_000);
        var (expected, got) = (new Records(), new Records());
        InProcessHost.Run(scenario, network, new RunOptions { Journal = expected });

        var (killed, done) = (0, 0);
        cluster.Run(scenario, network, new RunOptions
        {
            Journal = got,
            // Two of three silos are killed on the way, the one that deals most likely among them.
            Progress = count =>
            {
                done += count;
                if (killed < 2 && done > 4000 * (killed + 1))
                {
                    killed++;
                    cluster.Silos.KillSiloAsync(cluster.Silos.Silos[0]).GetAwaiter().GetResult();
                }
            },
        });

        Assert.Equal(2, killed);
        Assert.Equal(expected.Kept.Keys, got.Kept.Keys);
        Assert.All(expected.Kept, pair => Assert.Equal(pair.Value, got.Kept[pair.Key]));
    }
}
