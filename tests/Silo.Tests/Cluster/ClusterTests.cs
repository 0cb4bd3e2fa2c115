using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Contagion.Silo.Tests;

/// <summary>Silos find each other in the database, and see each other go.</summary>
[Collection(PostgresTests.Name)]
public sealed class ClusterTests(PostgresServer server)
{
    [PostgresFact]
    public async Task Two_silos_see_each_other_and_one_that_stops_is_dead()
    {
        await using var database = await server.Create();
        await using var first = await TestSilo.Start(database);
        await using var second = await TestSilo.Start(database);

        foreach (var silo in (TestSilo[])[first, second])
        {
            await silo.Sees(seen => IsActive(seen, first.Address) && IsActive(seen, second.Address), "both silos are active");
        }

        await second.Stop();

        await first.Sees(seen => seen.GetSiloStatus(second.Address) == SiloStatus.Dead, "the other has stopped");
        var table = await first.Members.ReadAll();
        Assert.Equal(SiloStatus.Dead, Assert.Single(table.Members, member => member.Item1.SiloAddress.Equals(second.Address)).Item1.Status);
    }

    // A silo whose process was killed says nothing: its row stays active until the others find that it does not answer.
    [PostgresFact]
    public async Task A_silo_that_does_not_answer_is_found_dead()
    {
        await using var database = await server.Create();
        await using var silo = await TestSilo.Start(database);
        var killed = MembershipTableTests.Entry(FreePort.Find());
        (killed.StartTime, killed.IAmAliveTime) = (DateTime.UtcNow, DateTime.UtcNow);
        for (var isIn = false; !isIn;)
        {
            var table = await silo.Members.ReadAll();
            isIn = await silo.Members.InsertRow(killed, table.Version.Next());
        }

        await silo.Sees(seen => IsActive(seen, killed.SiloAddress), "the other has come");
        await silo.Sees(seen => seen.GetSiloStatus(killed.SiloAddress) == SiloStatus.Dead, "the other does not answer");

        var row = (await silo.Members.ReadRow(killed.SiloAddress)).Members.Single().Item1;
        Assert.Equal(SiloStatus.Dead, row.Status);
        Assert.NotEmpty(row.SuspectTimes);
        Assert.All(row.SuspectTimes, suspicion => Assert.Equal(silo.Address, suspicion.Item1));
    }

    [PostgresFact]
    public async Task A_client_finds_silos_in_the_database()
    {
        await using var database = await server.Create();
        await using var silo = await TestSilo.Start(database);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("tests", "contagion"));
            client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Contagion.Silo.Database.Invariant, database.Connection));
        });
        using var client = builder.Build();
        await client.StartAsync();

        var note = client.Services.GetRequiredService<IGrainFactory>().GetGrain<INoteGrain>("from a client");
        await note.Write("hello");
        Assert.Equal("hello", await note.Read());
        await client.StopAsync();
    }

    [PostgresFact]
    public async Task The_state_of_a_grain_survives_its_silo()
    {
        await using var database = await server.Create();
        await using (var silo = await TestSilo.Start(database))
        {
            await silo.Grains.GetGrain<INoteGrain>("a").Write("kept");
        }

        await using var next = await TestSilo.Start(database);
        Assert.Equal("kept", await next.Grains.GetGrain<INoteGrain>("a").Read());
        Assert.Null(await next.Grains.GetGrain<INoteGrain>("b").Read());
    }

    [PostgresFact]
    public async Task A_reminder_wakes_a_grain_until_it_is_forgotten()
    {
        await using var database = await server.Create();
        await using var silo = await TestSilo.Start(database);
        var twice = NoteGrain.Woken.GetOrAdd("sleeper", _ => (0, new TaskCompletionSource())).Twice.Task;

        await silo.Grains.GetGrain<INoteGrain>("sleeper").Remind();

        Assert.True(await Task.WhenAny(twice, Task.Delay(TimeSpan.FromMinutes(1))) == twice, "The reminder did not come twice within a minute.");
        Assert.Equal(1, await database.Ask<long>("SELECT count(*) FROM contagion_reminder"));
        await silo.Grains.GetGrain<INoteGrain>("sleeper").Forget();
        Assert.Equal(0, await database.Ask<long>("SELECT count(*) FROM contagion_reminder"));
    }

    private static bool IsActive(ClusterMembershipSnapshot seen, SiloAddress silo) => seen.GetSiloStatus(silo) == SiloStatus.Active;
}
