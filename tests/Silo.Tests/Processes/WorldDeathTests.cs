using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Contagion.Data;
using Contagion.Engine;
using Xunit.Abstractions;

namespace Contagion.Silo.Tests;

/// <summary>A world of institution actors outlives the silo that has it: shocked, stepped, read back, silo killed, read back again.</summary>
[Collection(PostgresTests.Name)]
public sealed class WorldDeathTests(PostgresServer server, ITestOutputHelper output) : IDisposable
{
    private const int Silos = 3;
    private const int ClaimsEach = 5;

    /// <summary>As many commands fill several pages of a log.</summary>
    private const int Strikes = 400;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contagion-world-");

    [PostgresFact]
    public Task Of_two_thousand_institutions_nothing_is_lost() => Live(2000);

    [LongPostgresFact]
    public Task Of_a_hundred_thousand_institutions_nothing_is_lost() => Live(100_000);

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task Live(int institutions)
    {
        var path = Write(institutions);
        string[] ids = [.. Enumerable.Range(0, institutions).Select(Id)];
        await using var database = await server.Create();
        var silos = Enumerable.Range(0, Silos).Select(_ => new SiloProcess(database)).ToArray();
        using var world = new WorldProcesses("a world");
        try
        {
            await Task.WhenAll(silos.Select(silo => silo.Ready()));
            await Timed($"open a world of {institutions} institutions", () => world.Open(silos[0], path));
            await world.Strike(silos[1], 1, Defaults);
            await world.Step(silos[2], 2, 2);
            await Timed($"strike it {Strikes} times", async () =>
            {
                for (var number = 3; number < 3 + Strikes; number++)
                {
                    await world.Strike(silos[number % Silos], number, Loss(number));
                }
            });
            var totals = await Timed("step it", () => world.Step(silos[1], 3 + Strikes, 3));

            await AssertRefusals(world, silos[0]);
            Assert.Equal(totals, await world.Look(silos[2]));

            var holder = await world.Holder(silos);
            var other = silos.First(silo => silo != holder);
            var before = await Timed("read every institution for the first time", () => world.Read(other, ids));
            await Timed("read every institution again", () => world.Read(other, ids));
            var past = await world.History(other, Id(7));
            holder.Kill();
            var after = await Timed("read every institution once the silo that has the world is killed", () => world.Read(other, ids));
            await Timed("read every institution again", () => world.Read(other, ids));

            Assert.Equal(institutions, before.Length);
            Assert.Equal(before, after);
            Assert.Equal(totals, await world.Look(other));
            Assert.Equal(past, await world.History(other, Id(7)));
            AssertEmbedded(path, before, totals);

            // It goes on from there, and what was done is not done again.
            Assert.Equal(totals, await world.Step(other, 3 + Strikes, 3));
            Assert.NotEqual(totals, await world.Strike(other, 4 + Strikes, Loss(0)));
        }
        finally
        {
            Array.ForEach(silos, silo => silo.Dispose());
        }
    }

    private static async Task AssertRefusals(WorldProcesses world, SiloProcess silo)
    {
        async Task Refused(HttpStatusCode status, string why, HttpMethod method, string path, string? body = null)
        {
            var answer = await world.Ask(method, silo, path, body);
            Assert.Equal(status, answer.Status);
            Assert.Contains(why, answer.Text, StringComparison.Ordinal);
        }

        var next = 4 + Strikes;
        await Refused(HttpStatusCode.BadRequest, "unknown institution 'nobody'", HttpMethod.Put, $"/shocks/{next}", """[{ "kind": "default", "target": { "id": "nobody" } }]""");
        await Refused(HttpStatusCode.BadRequest, "did you mean 'default'", HttpMethod.Put, $"/shocks/{next}", """[{ "kind": "defualt", "target": "all" }]""");
        await Refused(HttpStatusCode.BadRequest, "'steps' is 0", HttpMethod.Put, $"/rounds/{next}?count=0");
        await Refused(HttpStatusCode.Conflict, $"expected number {next}", HttpMethod.Put, $"/rounds/{next + 1}?count=1");
        await Refused(HttpStatusCode.Conflict, "was another one", HttpMethod.Put, "/rounds/1?count=1");
        await Refused(HttpStatusCode.NotFound, "unknown institution 'some/x'", HttpMethod.Get, "/institutions/some/x");
        await Refused(HttpStatusCode.BadRequest, "'most' is 0", HttpMethod.Get, $"/history/{Id(7)}?most=0");
        await Refused(HttpStatusCode.BadRequest, "you version 0.0", HttpMethod.Put, "", """{ "content": "x", "version": "0.0" }""");
        var (status, text) = await world.Ask(HttpMethod.Get, silo, $"/counterparties/{Id(7)}?most=3");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(ClaimsEach, JsonSerializer.Deserialize<JsonElement>(text).GetProperty("claimsCount").GetInt32());
        Assert.Contains("\"some/7\"", (await world.Ask(HttpMethod.Get, silo, $"/institutions/{Id(7)}")).Text, StringComparison.Ordinal);
    }

    private const string Defaults = """[{ "kind": "default", "target": { "random": 20, "among": "all" } }]""";

    private static string Loss(int number) => $$"""[{ "kind": "equity-loss", "target": { "id": "{{Id(7 + (number % 1000))}}" }, "fraction": 0.1 }]""";

    /// <summary>The same world in this process.</summary>
    private static void AssertEmbedded(string path, string[] read, string totals)
    {
        var file = ScenarioFile.Load(path);
        var world = World.Open(file.Scenario, file.Network);
        world.Do(new WorldCommand.Strike(1, WorldJson.ReadShocks(Defaults)), default);
        world.Do(new WorldCommand.Step(2, 2), default);
        for (var number = 3; number < 3 + Strikes; number++)
        {
            world.Do(new WorldCommand.Strike(number, WorldJson.ReadShocks(Loss(number))), default);
        }

        world.Do(new WorldCommand.Step(3 + Strikes, 3), default);
        Assert.Equal(JsonSerializer.Serialize(world.View.Totals, JsonSerializerOptions.Web), totals);
        for (var institution = 0; institution < read.Length; institution++)
        {
            var seen = JsonSerializer.Deserialize<JsonElement>(read[institution]);
            var expected = world.View.Read(Id(institution));
            Assert.Equal((expected.Id, expected.Worth, expected.Distress), (seen.GetProperty("id").GetString(), seen.GetProperty("worth").GetDouble(), seen.GetProperty("distress").GetDouble()));
        }
    }

    /// <summary>A scenario in which everybody lends to some others.</summary>
    private string Write(int institutions)
    {
        File.WriteAllLines(
            Path.Combine(_folder.FullName, "institutions.csv"),
            Enumerable.Range(0, institutions).Select(one => string.Create(CultureInfo.InvariantCulture, $"{Id(one)},{(one % 3) switch { 0 => "platform", 1 => "lender", _ => "borrower" }},{20 + (one % 30)}")).Prepend("id,kind,equity"));
        File.WriteAllLines(
            Path.Combine(_folder.FullName, "exposures.csv"),
            Enumerable.Range(0, institutions * ClaimsEach).Select(claim =>
                string.Create(CultureInfo.InvariantCulture, $"{Id(claim / ClaimsEach)},{Id((int)(((claim / ClaimsEach) + 1 + (((long)claim * 7919) % (institutions - 1))) % institutions))},{1 + (claim % 7)}")).Prepend("creditor,debtor,amount"));
        var path = Path.Combine(_folder.FullName, "scenario.yaml");
        File.WriteAllText(path, """
            name: A world of many institutions
            network: { files: { institutions: institutions.csv, exposures: exposures.csv } }
            channels: { solvency: { mechanism: debtrank-linear } }
            run: { seed: 3 }
            """);
        return path;
    }

    private static string Id(int institution) => string.Create(CultureInfo.InvariantCulture, $"some/{institution}");

    private Task Timed(string what, Func<Task> act) => Timed(what, async () =>
    {
        await act();
        return 0;
    });

    private async Task<T> Timed<T>(string what, Func<Task<T>> act)
    {
        var watch = Stopwatch.StartNew();
        var result = await act();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {watch.Elapsed.TotalSeconds:F2} s"));
        return result;
    }
}
