using System.Collections.Concurrent;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.TestingHost;

namespace Contagion.Grains.Tests;

/// <summary>Silos in this process that share a store in memory.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;
    private readonly Scenarios _scenarios = new();
    private readonly SharedStorage _states = new();

    private TestCluster(int silos, int processors)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService().AddContagion(processors);
            silo.Services.AddGrainStorage(GrainStorage.Name, (services, _) => _states.For(services.GetRequiredService<Serializer>()));
            silo.Services.AddSingleton<IScenarioSource>(_scenarios).AddSingleton<IBlockStore>(Store);
        });
        _cluster = builder.Build();
    }

    /// <summary>Where its silos keep blocks.</summary>
    public MemoryBlockStore Store { get; } = new();

    /// <summary>Runs on it.</summary>
    public GrainRuns Runs => new(_cluster.Client, Store);

    /// <summary>Its silos.</summary>
    public InProcessTestCluster Silos => _cluster;

    public static async Task<TestCluster> Of(int silos, int processors = 2)
    {
        var cluster = new TestCluster(silos, processors);
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    /// <summary>The silo that has a run.</summary>
    public async Task<InProcessSiloHandle> SiloOf(string run)
    {
        var address = await _cluster.Client.GetGrain<IManagementGrain>(0).GetActivationAddress(_cluster.Client.GetGrain<IRunGrain>(run));
        return _cluster.Silos.Single(silo => silo.SiloAddress.Equals(address));
    }

    /// <summary>Computes a scenario on it.</summary>
    public RunResult Run(Scenario scenario, Network network, RunOptions? options = null, CancellationToken stop = default)
    {
        return InProcessHost.Run(scenario, network, (options ?? new RunOptions()) with { Elsewhere = new RemoteBlocks(Runs, Bring(scenario, network), "test") }, stop);
    }

    /// <summary>Brings a scenario to it, to be asked for under the name that is returned.</summary>
    public string Bring(Scenario scenario, Network network)
    {
        var content = Guid.NewGuid().ToString("n");
        _scenarios.Known[content] = (scenario, network);
        return content;
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    private sealed class Scenarios : IScenarioSource
    {
        public ConcurrentDictionary<string, (Scenario, Network)> Known { get; } = new();

        public Task<(Scenario Scenario, Network Network)> Find(string content, CancellationToken cancellationToken) => Task.FromResult(Known[content]);
    }
}
