using System.Net;
using Contagion.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Contagion.Silo.Tests;

/// <summary>A silo in this process that knows others only by the database.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    /// <summary>Storage that deletes the rows of states that are cleared.</summary>
    public const string Deleting = "deleting";

    /// <summary>What should come at once has come by then, on a busy machine as well.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly IHost _host;

    private TestSilo(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IMembershipTable Members => Services.GetRequiredService<IMembershipTable>();

    public SiloAddress Address => Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    /// <summary>A silo that is not started: its tables can be asked.</summary>
    public static TestSilo Of(TestDatabase database, Action<ISiloBuilder>? configure = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            Configure(silo, database.Connection);
            configure?.Invoke(silo);
        });
        return new TestSilo(builder.Build());
    }

    public static async Task<TestSilo> Start(TestDatabase database, Action<ISiloBuilder>? configure = null)
    {
        var silo = Of(database, configure);
        await silo._host.StartAsync();
        return silo;
    }

    /// <summary>Waits until the silo sees a cluster as it should be.</summary>
    /// <param name="isSo">Whether it is so.</param>
    /// <param name="what">What is waited for.</param>
    public async Task Sees(Func<ClusterMembershipSnapshot, bool> isSo, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await foreach (var seen in Services.GetRequiredService<IClusterMembershipService>().MembershipUpdates.WithCancellation(patience.Token))
            {
                if (isSo(seen))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
        }

        Assert.Fail($"{Address} did not see within {Patience} that {what}.");
    }

    public Task Stop() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static void Configure(ISiloBuilder silo, string connection)
    {
        silo.ConfigureEndpoints(IPAddress.Loopback, FreePort.Find(), FreePort.Find());
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("tests", "contagion"));
        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Contagion.Silo.Database.Invariant, connection));
        silo.AddAdoNetGrainStorage(GrainStorage.Name, options => (options.Invariant, options.ConnectionString) = (Contagion.Silo.Database.Invariant, connection));
        silo.AddAdoNetGrainStorage(
            Deleting, options => (options.Invariant, options.ConnectionString, options.DeleteStateOnClear) = (Contagion.Silo.Database.Invariant, connection, true));
        silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Contagion.Silo.Database.Invariant, connection));
        silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            (options.TableRefreshTimeout, options.ProbeTimeout) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
            (options.NumMissedProbesLimit, options.NumVotesForDeathDeclaration) = (2, 1);
        });
    }
}
