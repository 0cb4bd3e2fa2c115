using System.Collections.Concurrent;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Contagion.Grains.Tests;

/// <summary>Silos in this process that share a store in memory.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;
    private readonly Scenarios _scenarios = new();

    private TestCluster(int silos, int processors)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService().AddContagion(processors);
            silo.Services.AddSingleton<IScenarioSource>(_scenarios).AddSingleton<IBlockStore>(Store).AddKeyedSingleton<IGrainStorage>(GrainStorage.Name, States);
        });
        _cluster = builder.Build();
    }

    /// <summary>Where its silos keep blocks.</summary>
    public MemoryBlockStore Store { get; } = new();

    /// <summary>Where its grains keep their states.</summary>
    public SharedStorage States { get; } = new();

    /// <summary>Runs on it.</summary>
    public GrainRuns Runs => new(_cluster.Client, Store);

    /// <summary>Worlds on it.</summary>
    public GrainWorlds Worlds => new(_cluster.Client);

    /// <summary>Its silos.</summary>
    public InProcessTestCluster Silos => _cluster;

    public static async Task<TestCluster> Of(int silos, int processors = 2)
    {
        var cluster = new TestCluster(silos, processors);
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    /// <summary>Computes a scenario on it.</summary>
    public RunResult Run(Scenario scenario, Network network, RunOptions? options = null, CancellationToken stop = default)
    {
        return InProcessHost.Run(scenario, network, (options ?? new RunOptions()) with { Elsewhere = new RemoteBlocks(Runs, Bring(scenario, network), "test") }, stop);
    }

    /// <summary>Brings it a scenario; returns what it is found by.</summary>
    public string Bring(Scenario scenario, Network network)
    {
        var content = Guid.NewGuid().ToString("n");
        _scenarios.Known[content] = (scenario with { Channels = scenario.Channels }, network);
        return content;
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    private sealed class Scenarios : IScenarioSource
    {
        public ConcurrentDictionary<string, (Scenario, Network)> Known { get; } = new();

        public Task<(Scenario Scenario, Network Network)> Find(string content, CancellationToken cancellationToken) => Task.FromResult(Known[content]);
    }
}
