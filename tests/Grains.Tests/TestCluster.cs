using System.Collections.Concurrent;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Contagion.Grains.Tests;

/// <summary>Silos in this process that share a store in memory.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;
    private readonly Scenarios _scenarios;

    private TestCluster(int silos, int processors, string version, TestCluster? before)
    {
        (_scenarios, States, Store) = before is null ? (new(), new(), new()) : (before._scenarios, before.States, before.Store);
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService().AddContagion(processors, version);
            silo.Services.AddSingleton<IScenarioSource>(_scenarios).AddSingleton<IBlockStore>(Store).AddKeyedSingleton<IGrainStorage>(GrainStorage.Name, States);
        });
        _cluster = builder.Build();
    }

    /// <summary>Where its silos keep blocks.</summary>
    public MemoryBlockStore Store { get; }

    /// <summary>Where its grains keep their states.</summary>
    public SharedStorage States { get; }

    /// <summary>Runs on it.</summary>
    public GrainRuns Runs => new(_cluster.Client, Store);

    /// <summary>Worlds on it.</summary>
    public GrainWorlds Worlds => new(_cluster.Client);

    /// <summary>Its silos.</summary>
    public InProcessTestCluster Silos => _cluster;

    /// <param name="silos">How many silos it has.</param>
    /// <param name="processors">Of each silo.</param>
    /// <param name="version">Of the program.</param>
    /// <param name="before">The cluster whose database it has; a new one unless given.</param>
    public static async Task<TestCluster> Of(int silos, int processors = 2, string version = "test", TestCluster? before = null)
    {
        var cluster = new TestCluster(silos, processors, version, before);
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
    public RunResult Run(Scenario scenario, Network network, RunOptions? options = null, int granularity = 0, CancellationToken stop = default) =>
        InProcessHost.Run(scenario, network, (options ?? new RunOptions()) with { Elsewhere = new RemoteBlocks(Runs, Bring(scenario, network), "test", granularity) }, stop);

    /// <summary>Brings it a scenario; returns what it is found by.</summary>
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
