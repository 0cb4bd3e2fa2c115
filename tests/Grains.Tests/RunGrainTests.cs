using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

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
        var (scenario, network) = Small(500);

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
        var (scenario, network) = Small(20_000);
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

    internal static (Scenario Scenario, Network Network) Small(int replications)
    {
        var builder = new NetworkBuilder();
        for (var bank = 0; bank < 40; bank++)
        {
            builder.Add(new Institution($"B{bank}", InstitutionKind.Bank) { ExternalAssets = 20, ExternalLiabilities = 10 });
        }

        for (var claim = 0; claim < 200; claim++)
        {
            var (creditor, debtor) = (claim % 40, ((claim * 7) + (claim / 40) + 1) % 40);
            if (creditor != debtor)
            {
                builder.Add(new Exposure(creditor, debtor, 1 + (claim % 5)));
            }
        }

        var shock = new Shock { Kind = ShockKind.EquityLoss, Target = new Target.Random(3, new Target.All()), Fraction = new Uniform() };
        var scenario = new Scenario
        {
            Name = "small", Network = new NetworkSource(), Shocks = [shock], Channels = new Channels { Solvency = new LinearDebtRank() }, Run = new RunSettings { Replications = replications, Seed = 5 },
        };
        return (scenario, builder.Build());
    }
}
