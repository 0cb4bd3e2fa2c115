using Contagion.Engine;
using Contagion.Grains;
using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Hosting;

namespace Contagion.Silo.Tests;

/// <summary>A run whose grains, blocks and reminders are in the database.</summary>
[Collection(PostgresTests.Name)]
public sealed class RunTests(PostgresServer server)
{
    [PostgresFact]
    public async Task A_run_on_two_silos_has_the_records_of_the_embedded_host()
    {
        await using var database = await server.Create();
        // 500 replications of eight a block are 63 blocks.
        var (scenario, network) = SmallStudy.Of(500);
        var store = new PostgresBlockStore(database.Source, NullLogger<PostgresBlockStore>.Instance);
        void Configure(ISiloBuilder silo)
        {
            silo.AddContagion(processors: 2, version: "test");
            silo.Services.AddSingleton<IBlockStore>(store).AddSingleton<IScenarioSource>(new OneScenario(scenario, network));
        }

        await using var first = await TestSilo.Start(database, Configure);
        await using var second = await TestSilo.Start(database, Configure);
        var expected = new Records();
        InProcessHost.Run(scenario, network, new RunOptions { Journal = expected });
        var order = new RunOrder { Content = "content", Version = "test", Blocks = 63, Channels = ChannelSet.All, Path = scenario.Run.Path };
        var got = await Collect(new GrainRuns(first.Grains, store), order);

        Assert.Equal(expected.Kept.Keys, got.Keys);
        Assert.All(expected.Kept, pair => Assert.Equal(pair.Value, got[pair.Key]));
        Assert.Equal(63, await database.Ask<long>("SELECT count(*) FROM contagion_block"));
    }

    private static async Task<SortedDictionary<int, byte[]>> Collect(GrainRuns runs, RunOrder order)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var (got, after) = (new SortedDictionary<int, byte[]>(), 0L);
        await runs.Start("run", order, patience.Token);
        while (got.Count < order.Blocks)
        {
            foreach (var (number, block, record) in await runs.Read("run", after, patience.Token))
            {
                got.Add(block, record);
                after = number;
            }
        }

        while ((await runs.Look("run", patience.Token)).Phase != RunPhase.Completed)
        {
        }

        return got;
    }

    private sealed class OneScenario(Scenario scenario, Network network) : IScenarioSource
    {
        public Task<(Scenario Scenario, Network Network)> Find(string content, CancellationToken cancellationToken) => Task.FromResult((scenario, network));
    }
}
