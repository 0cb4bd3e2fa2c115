using System.Net;
using Orleans.Runtime;

namespace Contagion.Silo.Tests;

/// <summary>The list of silos as Orleans reads and writes it.</summary>
[Collection(PostgresTests.Name)]
public sealed class MembershipTableTests(PostgresServer server)
{
    private static readonly DateTime Noon = new(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc);

    [PostgresFact]
    public Task A_new_cluster_has_no_silos_and_begins_once() => With(async table =>
    {
        await table.InitializeMembershipTable(true);

        var all = await table.ReadAll();
        Assert.Empty(all.Members);
        Assert.Equal(0, all.Version.Version);
        Assert.Empty((await table.ReadRow(Entry(1).SiloAddress)).Members);
    });

    [PostgresFact]
    public Task A_silo_is_read_as_it_was_written() => With(async table =>
    {
        var (silo, other) = (Entry(1), Entry(2, SiloStatus.Joining));
        Assert.True(await table.InsertRow(silo, await Next(table)));
        Assert.True(await table.InsertRow(other, await Next(table)));

        var read = await table.ReadRow(silo.SiloAddress);
        var got = Assert.Single(read.Members).Item1;
        Assert.Equal(
            (silo.SiloAddress, silo.SiloName, silo.HostName, silo.Status, silo.ProxyPort, silo.StartTime, silo.IAmAliveTime),
            (got.SiloAddress, got.SiloName, got.HostName, got.Status, got.ProxyPort, got.StartTime, got.IAmAliveTime));
        Assert.Equal(2, read.Version.Version);
        Assert.Equal(2, (await table.ReadAll()).Members.Count);
    });

    [PostgresFact]
    public Task A_silo_that_is_in_the_list_is_refused_and_the_version_stays() => With(async table =>
    {
        Assert.True(await table.InsertRow(Entry(1), await Next(table)));

        Assert.False(await table.InsertRow(Entry(1), await Next(table)));
        Assert.Equal(1, (await table.ReadAll()).Version.Version);
    });

    [PostgresFact]
    public Task Whoever_has_read_an_earlier_version_is_refused() => With(async table =>
    {
        var early = await Next(table);
        Assert.True(await table.InsertRow(Entry(1), await Next(table)));

        Assert.False(await table.InsertRow(Entry(2), early));
        Assert.False(await table.UpdateRow(Entry(1, SiloStatus.Dead), "", early));
        Assert.Equal(SiloStatus.Active, Assert.Single((await table.ReadAll()).Members).Item1.Status);
    });

    [PostgresFact]
    public Task Of_many_that_change_the_same_version_at_once_one_succeeds() => With(async table =>
    {
        Assert.True(await table.InsertRow(Entry(1), await Next(table)));
        for (var round = 0; round < 10; round++)
        {
            var next = await Next(table);
            var told = await Task.WhenAll(Enumerable.Range(0, 16).Select(port => Task.Run(() => port % 2 == 0
                ? table.InsertRow(Entry(100 + (round * 16) + port), next)
                : table.UpdateRow(Entry(1, SiloStatus.ShuttingDown), "", next))));

            Assert.Equal(1, told.Count(isDone => isDone));
            Assert.Equal(next.Version, (await table.ReadAll()).Version.Version);
        }
    });

    // Both change the same row; whoever reads what a silo has written must see it whole.
    [PostgresFact]
    public Task A_silo_can_be_changed_while_it_gives_signs_of_life() => With(async table =>
    {
        Assert.True(await table.InsertRow(Entry(1), await Next(table)));
        var alive = Entry(1);
        using var stop = new CancellationTokenSource();
        var living = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await table.UpdateIAmAlive(alive);
            }
        });

        for (var change = 0; change < 50; change++)
        {
            Assert.True(await table.UpdateRow(Entry(1, SiloStatus.ShuttingDown), "", await Next(table)));
        }

        await stop.CancelAsync();
        await living;
        Assert.Equal(51, (await table.ReadAll()).Version.Version);
    });

    [PostgresFact]
    public Task To_change_a_silo_that_is_not_in_the_list_is_refused_and_the_version_stays() => With(async table =>
    {
        Assert.False(await table.UpdateRow(Entry(1), "", await Next(table)));
        Assert.Equal(0, (await table.ReadAll()).Version.Version);
    });

    [PostgresFact]
    public Task A_suspicion_is_kept() => With(async table =>
    {
        Assert.True(await table.InsertRow(Entry(1), await Next(table)));
        var suspected = Entry(1, SiloStatus.Dead);
        suspected.SuspectTimes = [Tuple.Create(Entry(2).SiloAddress, Noon), Tuple.Create(Entry(3).SiloAddress, Noon.AddSeconds(1))];
        Assert.True(await table.UpdateRow(suspected, "", await Next(table)));

        var read = Assert.Single((await table.ReadAll()).Members).Item1;
        Assert.Equal(SiloStatus.Dead, read.Status);
        Assert.Equal(suspected.SuspectTimes, read.SuspectTimes);
    });

    [PostgresFact]
    public Task A_sign_of_life_does_not_change_the_version() => With(async table =>
    {
        Assert.True(await table.InsertRow(Entry(1), await Next(table)));
        var alive = Entry(1);
        alive.IAmAliveTime = Noon.AddMinutes(5);
        await table.UpdateIAmAlive(alive);

        var all = await table.ReadAll();
        Assert.Equal((1, alive.IAmAliveTime), (all.Version.Version, Assert.Single(all.Members).Item1.IAmAliveTime));
    });

    // Active silos stay however long they have been silent; of the others those go that were last heard of before.
    [PostgresFact]
    public Task Defunct_silos_are_cleared_away() => With(async table =>
    {
        SiloStatus[] statuses = [SiloStatus.Active, SiloStatus.Dead, SiloStatus.Joining, SiloStatus.Dead];
        for (var port = 1; port <= statuses.Length; port++)
        {
            var entry = Entry(port, statuses[port - 1]);
            entry.IAmAliveTime = port == 4 ? Noon.AddHours(2) : Noon;
            Assert.True(await table.InsertRow(entry, await Next(table)));
        }

        await table.CleanupDefunctSiloEntries(new DateTimeOffset(Noon.AddHours(1)));

        Assert.Equal((int[])[1, 4], (await table.ReadAll()).Members.Select(member => member.Item1.SiloAddress.Endpoint.Port).Order());
    });

    [PostgresFact]
    public Task A_cluster_that_is_deleted_can_begin_anew() => With(async table =>
    {
        Assert.True(await table.InsertRow(Entry(1), await Next(table)));
        await table.DeleteMembershipTableEntries("tests");
        await table.InitializeMembershipTable(true);

        Assert.Empty((await table.ReadAll()).Members);
    });

    internal static MembershipEntry Entry(int port, SiloStatus status = SiloStatus.Active) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, port, 7),
        SiloName = $"silo {port}",
        HostName = "host",
        Status = status,
        ProxyPort = port + 1,
        StartTime = Noon,
        IAmAliveTime = Noon,
    };

    private static async Task<TableVersion> Next(IMembershipTable table) => (await table.ReadAll()).Version.Next();

    private async Task With(Func<IMembershipTable, Task> test)
    {
        await using var database = await server.Create();
        await using var silo = TestSilo.Of(database);
        await silo.Members.InitializeMembershipTable(true);
        await test(silo.Members);
    }
}
