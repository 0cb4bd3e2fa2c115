using Contagion.Tests;

namespace Contagion.Silo.Tests;

/// <summary>Commands that compute on a cluster, which they find in its database.</summary>
[Collection(PostgresTests.Name)]
public sealed class CommandTests(PostgresServer server) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contagion-commands-");

    [PostgresFact]
    public async Task Runs_sweeps_and_comparisons_have_the_bytes_of_this_machine()
    {
        await using var database = await server.Create();
        using var first = new SiloProcess(database);
        using var second = new SiloProcess(database);
        await Task.WhenAll(first.Ready(), second.Ready());
        WriteStudy();

        foreach (var (name, arguments) in new[]
        {
            ("run", (string[])["run", Study, "--quiet"]),
            ("sweep", ["sweep", Study, "--over", "run.seed=1,2,3", "--over", "run.attribution=none,shapley", "--quiet"]),
            ("compare", ["compare", Study, "--quiet"]),
        })
        {
            var (here, there) = (Path.Combine(_folder.FullName, name), Path.Combine(_folder.FullName, $"{name} on a cluster"));
            Assert.Equal((0, ""), await ProcessCommand.Run([.. arguments, "--out", here]));
            Assert.Equal((0, ""), await ProcessCommand.Run([.. arguments, "--out", there, "--cluster", database.Connection]));

            ProcessRun.AssertSame(here, there);
            Assert.Contains("\"cluster\"", File.ReadAllText(Path.Combine(there, $"{name}.json")), StringComparison.Ordinal);
        }

        // Who asked has all of it: nothing is left to look after.
        Assert.Equal(0, await database.Ask<long>("SELECT count(*) FROM contagion_run"));
    }

    [PostgresFact]
    public async Task A_database_in_which_nobody_lives_is_told()
    {
        await using var bare = await server.Create(withSchema: false);
        await using var database = await server.Create();
        WriteStudy();

        Assert.Contains("expected one that 'silo database apply' has made", await Refused(bare), StringComparison.Ordinal);
        Assert.Contains("no silo lives in the database test", await Refused(database), StringComparison.Ordinal);

        // One that was killed an hour ago, with nobody left to take it for dead.
        await database.Execute("INSERT INTO contagion_cluster (cluster) VALUES ('a'), ('b')");
        await Add(database, "a", 1, "1 hour");
        Assert.Matches("the last one, http://127.0.0.1:1/, gave its last sign of life at .* UTC", await Refused(database));

        await Add(database, "a", 2, "1 second");
        await Add(database, "b", 3, "1 second");
        var refused = await Refused(database);
        Assert.Contains("silos of several clusters live in the database", refused, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:3/ (b)", refused, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_silo_says_where_it_is_reached_until_it_is_gone()
    {
        await using var database = await server.Create();
        using var silo = new SiloProcess(database);
        await silo.Ready();

        // Ready is who takes part in the cluster; that it says so comes right after.
        var url = "";
        for (var asked = 0; url.Length == 0 && asked < 100; asked++)
        {
            url = await database.Ask<string>("SELECT coalesce(max(http), '') FROM contagion_silo WHERE status = 3");
            await Task.Delay(50);
        }

        Assert.Equal($"{silo.Url}/", url);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Study => Path.Combine(_folder.FullName, "study.yaml");

    private void WriteStudy()
    {
        foreach (var (name, text) in PolicyStudy.Network())
        {
            File.WriteAllText(Path.Combine(_folder.FullName, name), text);
        }

        File.WriteAllText(Study, PolicyStudy.Scenario("Policies") + PolicyStudy.Sets + "run: { periods: 4, replications: 40, seed: 3 }\n");
    }

    private async Task<string> Refused(TestDatabase database)
    {
        var (code, error) = await ProcessCommand.Run("run", Study, "--out", Path.Combine(_folder.FullName, Guid.NewGuid().ToString("n")), "--cluster", database.Connection);
        Assert.Equal(1, code);
        return error;
    }

    private static Task<int> Add(TestDatabase database, string cluster, int port, string silent) => database.Execute(
        $"""
        INSERT INTO contagion_silo (cluster, address, port, generation, name, host, gateway, status, started, alive, http)
        VALUES ('{cluster}', '127.0.0.1', {port}, 1, 'silo', 'host', 0, 3, now(), now() - interval '{silent}', 'http://127.0.0.1:{port}/')
        """);
}
