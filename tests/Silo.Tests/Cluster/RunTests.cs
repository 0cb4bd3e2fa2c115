using Contagion.Engine;
using Contagion.Grains;
using Contagion.Model;
using Contagion.Networks;
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
        var (scenario, network) = Small();
        var store = new PostgresBlockStore(database.Source, NullLogger<PostgresBlockStore>.Instance);
        void Configure(ISiloBuilder silo)
        {
            silo.AddContagion(processors: 2);
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

    // 500 replications of eight a block are 63 blocks.
    private static (Scenario Scenario, Network Network) Small()
    {
        var builder = new NetworkBuilder();
        for (var bank = 0; bank < 20; bank++)
        {
            builder.Add(new Institution($"B{bank}", InstitutionKind.Bank) { ExternalAssets = 20, ExternalLiabilities = 10 });
        }

        for (var creditor = 0; creditor < 20; creditor++)
        {
            builder.Add(new Exposure(creditor, (creditor + 1) % 20, 2));
            builder.Add(new Exposure(creditor, (creditor + 7) % 20, 3));
        }

        var shock = new Shock { Kind = ShockKind.EquityLoss, Target = new Target.Random(3, new Target.All()), Fraction = new Uniform() };
        var scenario = new Scenario
        {
            Name = "small", Network = new NetworkSource(), Shocks = [shock], Channels = new Channels { Solvency = new LinearDebtRank() },
            Run = new RunSettings { Replications = 500, Seed = 5 },
        };
        return (scenario, builder.Build());
    }

    private sealed class OneScenario(Scenario scenario, Network network) : IScenarioSource
    {
        public Task<(Scenario Scenario, Network Network)> Find(string content, CancellationToken cancellationToken) => Task.FromResult((scenario, network));
    }

    private sealed class Records : IBlockJournal
    {
        private readonly Lock _gate = new();

        public SortedDictionary<int, byte[]> Kept { get; } = [];

        public byte[]? Find(int block) => null;

        public void Append(int block, ReadOnlySpan<byte> record)
        {
            lock (_gate)
            {
                Kept.Add(block, record.ToArray());
            }
        }
    }
}
