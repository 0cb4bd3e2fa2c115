using Contagion.Api;
using Contagion.Data;
using Contagion.Engine;
using Contagion.Grains;
using Npgsql;
using Orleans.Configuration;

namespace Contagion.Silo;

/// <summary>One process with Orleans and the HTTP API in it.</summary>
internal static class SiloHost
{
    /// <summary>What partitions of a large network tell each other at once; Orleans cuts a connection that carries more.</summary>
    private const int MessageBytesMax = 1 << 30;

    /// <summary>A silo that leaves finishes what it computes, but keeps nobody waiting longer than this.</summary>
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(30);

    /// <summary>Runs until told to stop.</summary>
    public static async Task<int> Run(SiloSettings settings, CancellationToken stop)
    {
        await Expect(settings, stop);
        using var telemetry = new Telemetry(settings);
        await using var app = Build(settings);
        await app.StartAsync(stop);
        await HttpAddress.Publish(app.Services, settings, stop);
        await app.WaitForShutdownAsync(stop);
        return 0;
    }

    /// <summary>Checks the database.</summary>
    public static async Task<int> Check(SiloSettings settings, CancellationToken stop)
    {
        await Expect(settings, stop);
        Console.WriteLine("The settings are right and the database is up to date.");
        return 0;
    }

    /// <summary>Creates or migrates the tables.</summary>
    public static async Task<int> Apply(SiloSettings settings, CancellationToken stop)
    {
        var applied = await Database.Apply(settings.Database, stop);
        Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"Applied {string.Join(", ", applied)}.");
        return 0;
    }

    /// <summary>Refuses a database that is not what this program expects.</summary>
    private static async Task Expect(SiloSettings settings, CancellationToken stop)
    {
        if ((await Database.Check(settings.Database, stop)).Fault is { } fault)
        {
            throw new DatabaseException(fault);
        }
    }

    private static WebApplication Build(SiloSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = ClusterApi.ContentBytesMax);
        // A line for every request tells an operator nothing that metrics do not.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainWithin);
        builder.Services.AddSingleton(NpgsqlDataSource.Create(settings.Database));
        builder.Services.AddSingleton<PostgresContents>();
        builder.Services.AddSingleton<IScenarioSource, Contents>();
        builder.Services.AddSingleton<IBlockStore, PostgresBlockStore>();
        builder.Services.AddSingleton<IRemoteRuns, GrainRuns>();
        builder.Services.AddSingleton<IWorlds, GrainWorlds>();
        var people = settings.Data is { } data ? new ServerSettings { Urls = settings.Urls, Data = data, Scenarios = settings.Scenarios, Page = settings.Page } : null;
        if (people is not null)
        {
            ApiServer.AddServices(builder.Services, people);
            builder.Services.AddSingleton<IContents, ClusterContents>();
            builder.Services.AddSingleton<IBlockSources, ClusterSources>();
        }

        builder.UseOrleans(silo => Configure(silo, settings));
        var app = builder.Build();
        if (people is not null)
        {
            ApiServer.Use(app, people);
        }

        ClusterApi.Map(app);
        WorldApi.Map(app);
        Health.Map(app);
        return app;
    }

    private static void Configure(ISiloBuilder silo, SiloSettings settings)
    {
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.Cluster, settings.Cluster));
        silo.ConfigureEndpoints(settings.Address, settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: true);
        silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (Database.Invariant, settings.Database));
        silo.AddAdoNetGrainStorage(GrainStorage.Name, storage => (storage.Invariant, storage.ConnectionString, storage.DeleteStateOnClear) = (Database.Invariant, settings.Database, true));
        silo.UseAdoNetReminderService(reminders => (reminders.Invariant, reminders.ConnectionString) = (Database.Invariant, settings.Database));
        // A silo that is killed is noticed after three seconds or so: what it computed goes to others.
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(1);
            membership.NumMissedProbesLimit = 3;
            membership.NumVotesForDeathDeclaration = 1;
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
            membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
            membership.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
        });
        silo.Configure<SiloMessagingOptions>(messages => messages.MaxMessageBodySize = MessageBytesMax);
        silo.AddContagion(settings.Processors, RunDirectory.Version);
    }
}
