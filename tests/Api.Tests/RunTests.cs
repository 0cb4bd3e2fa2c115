using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Contagion.Data;
using Contagion.Engine;
using Contagion.Tests;

namespace Contagion.Api.Tests;

/// <summary>Runs over HTTP are the runs of the command line.</summary>
public class RunTests
{
    private const string Body = """{ "shipped": "reserve-and-last-resort.bad-year", "set": ["run.replications=300"] }""";

    /// <summary>Files that say when and where, and so are not the same twice.</summary>
    private static readonly string[] Passing = ["run.json", "journal"];

    [Fact]
    public async Task A_run_has_the_bytes_of_the_command_line()
    {
        await using var server = await TestServer.Start();
        var run = await server.Made("/runs", Body);
        var path = $"/runs/{run.GetProperty("id").GetString()}";
        var ended = await server.Ended(path);
        Assert.Equal("completed", ended.GetProperty("state").GetString());

        var expected = Embedded("run.replications=300");
        foreach (var (name, bytes) in expected)
        {
            Assert.Equal(bytes, await server.Client.GetByteArrayAsync($"{path}/results/{name}"));
        }
    }

    [Fact]
    public async Task The_same_key_a_hundred_times_at_once_is_one_run()
    {
        await using var server = await TestServer.Start();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Start(server, Body, "once")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        Assert.Single(answers.Select(answer => answer.Id).Distinct());
        var runs = await server.Client.GetFromJsonAsync<JsonElement>("/runs");
        Assert.Equal(1, runs.GetProperty("items").GetArrayLength());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Start(server, """{ "shipped": "reserve-and-last-resort.bad-year" }""", "once")).Status);
        Assert.NotEqual(answers[0].Id, (await Start(server, Body, "again")).Id);
    }

    [Fact]
    public async Task A_key_is_remembered_by_the_next_server()
    {
        var folder = Directory.CreateTempSubdirectory("contagion-api-").FullName;
        string first;
        await using (var server = await TestServer.Start(settings => settings with { Data = folder }))
        {
            first = (await Start(server, Body, "once")).Id;
        }

        await using (var server = await TestServer.Start(settings => settings with { Data = folder }))
        {
            Assert.Equal(first, (await Start(server, Body, "once")).Id);
            Assert.Equal("completed", (await server.Ended($"/runs/{first}")).GetProperty("state").GetString());
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Events_go_on_after_the_last_one_that_was_seen()
    {
        await using var server = await TestServer.Start();
        var run = await server.Made("/runs", """{ "shipped": "gai-kapadia-2010.peak", "set": ["run.replications=300"] }""");
        var path = $"/runs/{run.GetProperty("id").GetString()}/events";
        var all = EventsOf(await server.Client.GetStringAsync(path));
        Assert.Equal("state", all[^1].Kind);
        Assert.Contains("\"completed\"", all[^1].Data);
        Assert.Contains(all, one => one.Kind == "progress");
        Assert.Equal(all.Select(one => one.Id).Order(), all.Select(one => one.Id));

        using var further = new HttpRequestMessage(HttpMethod.Get, path);
        further.Headers.Add("Last-Event-ID", $"{all[^1].Id - 1}");
        using var rest = await server.Client.SendAsync(further);
        Assert.Equal([all[^1]], EventsOf(await rest.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again_and_what_has_is_not_cancelled_unseen()
    {
        await using var server = await TestServer.Start();
        var run = await server.Made("/runs", """{ "shipped": "gai-kapadia-2010.peak", "set": ["run.replications=100000"] }""");
        var path = $"/runs/{run.GetProperty("id").GetString()}";

        using var unseen = new HttpRequestMessage(HttpMethod.Delete, path);
        unseen.Headers.IfMatch.Add(new EntityTagHeaderValue("\"of-another-time\""));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await server.Client.SendAsync(unseen)).StatusCode);

        Assert.Equal(HttpStatusCode.Accepted, (await server.Client.DeleteAsync(path)).StatusCode);
        var ended = await server.Ended(path);
        Assert.Equal("cancelled", ended.GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.OK, (await server.Client.DeleteAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await server.Client.GetAsync($"{path}/results/summary.json")).StatusCode);

        using var seen = await server.Client.GetAsync(path);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(seen.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await server.Client.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task What_is_told_of_a_completed_run_is_sent_once_and_under_its_address_only()
    {
        await using var server = await TestServer.Start();
        var path = $"/runs/{(await server.Made("/runs", Body)).GetProperty("id").GetString()}";
        await server.Ended(path);
        foreach (var asked in (string[])["institutions?limit=2", "institutions?limit=3", "map", "spillovers"])
        {
            using var seen = await server.Client.GetAsync($"{path}/{asked}");
            Assert.Equal(HttpStatusCode.NotModified, await Again($"{path}/{asked}", seen.Headers.ETag!));
            Assert.Equal(HttpStatusCode.OK, await Again($"{path}/institutions?limit=4", seen.Headers.ETag!));
        }

        // Whatever tag a caller claims to have, what is not there is not unchanged.
        Assert.Equal(HttpStatusCode.NotFound, await Again($"{path}/map?group=none", EntityTagHeaderValue.Any));
        Assert.Equal(HttpStatusCode.NotFound, await Again("/runs/none/map", EntityTagHeaderValue.Any));

        async Task<HttpStatusCode> Again(string address, EntityTagHeaderValue tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.IfNoneMatch.Add(tag);
            using var answer = await server.Client.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Measuring_more_changes_nothing_of_what_was_found()
    {
        await using var server = await TestServer.Start();
        var run = await server.Made("/runs", Body);
        var path = $"/runs/{run.GetProperty("id").GetString()}";
        await server.Ended(path);
        var measured = await server.Made($"{path}/measures", """{ "metrics": ["tail", "concentration"], "attribution": "cumulative" }""");
        Assert.Equal(measured.GetProperty("id").GetString(), (await server.Made($"{path}/measures", """{ "metrics": ["tail", "concentration"], "attribution": "cumulative" }""")).GetProperty("id").GetString());
        var further = $"/runs/{measured.GetProperty("id").GetString()}";
        var ended = await server.Ended(further);
        Assert.Equal("completed", ended.GetProperty("state").GetString());
        Assert.Equal(300, ended.GetProperty("replications").GetInt32());
        Assert.Equal(await server.Client.GetByteArrayAsync($"{path}/results/institutions.csv"), await server.Client.GetByteArrayAsync($"{further}/results/institutions.csv"));
        foreach (var file in (string[])["metrics.json", "attribution.csv"])
        {
            Assert.True((await server.Client.GetAsync($"{further}/results/{file}")).IsSuccessStatusCode);
        }
    }

    /// <summary>The program is killed, not told to stop, in the middle of a run of some seconds, and started again.</summary>
    [Fact]
    public async Task A_server_that_is_killed_in_the_middle_of_a_run_goes_on_with_it_to_the_same_bytes()
    {
        var folder = Directory.CreateTempSubdirectory("contagion-api-").FullName;
        const string Settings = "run.replications=1500";
        string path;
        using (var first = await ServerProcess.Start(folder))
        {
            var run = await first.Client.PostAsync("/runs", new StringContent($$"""{ "shipped": "gai-kapadia-2010.peak", "set": ["{{Settings}}"] }""", null, "application/json"));
            path = run.Headers.Location!.ToString();
            while ((await first.Client.GetFromJsonAsync<JsonElement>(path)).GetProperty("replicationsDone").GetInt32() < 16)
            {
                await Task.Delay(20);
            }

            first.Kill();
        }

        using var second = await ServerProcess.Start(folder);
        await second.Client.GetStringAsync($"{path}/events");
        var ended = await second.Client.GetFromJsonAsync<JsonElement>(path);
        Assert.Equal("completed", ended.GetProperty("state").GetString());
        foreach (var (name, bytes) in Embedded(Settings, "gai-kapadia-2010/peak.yaml"))
        {
            Assert.Equal(bytes, await second.Client.GetByteArrayAsync($"{path}/results/{name}"));
        }

        second.Kill();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The files of the run without a server.</summary>
    private static Dictionary<string, byte[]> Embedded(string set, string scenario = "reserve-and-last-resort/bad-year.yaml")
    {
        var folder = Directory.CreateTempSubdirectory("contagion-api-").FullName;
        var file = ScenarioFile.Load(Path.Combine(Folders.Root, "scenarios", scenario), [set]);
        using (var directory = RunDirectory.Open(Path.Combine(folder, "run"), file, new ReplicationPlan(file.Scenario, file.Network).Count, resumes: false))
        {
            ScenarioRun.Run(file, directory, new RunOptions(), CancellationToken.None);
        }

        var files = Directory.EnumerateFiles(Path.Combine(folder, "run")).Where(path => !Passing.Contains(Path.GetFileName(path))).ToDictionary(path => Path.GetFileName(path)!, File.ReadAllBytes);
        Directory.Delete(folder, recursive: true);
        return files;
    }

    private static async Task<(HttpStatusCode Status, string Id)> Start(TestServer server, string body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/runs") { Content = new StringContent(body, null, "application/json") };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await server.Client.SendAsync(request);
        return (answer.StatusCode, answer.Headers.Location?.ToString()["/runs/".Length..] ?? "");
    }

    private static (long Id, string Kind, string Data)[] EventsOf(string stream) =>
    [
        .. stream.Split("\n\n").Where(part => part.StartsWith("id: ", StringComparison.Ordinal)).Select(part => part.Split('\n'))
            .Select(lines => (long.Parse(lines[0]["id: ".Length..], System.Globalization.CultureInfo.InvariantCulture), lines[1]["event: ".Length..], lines[2]["data: ".Length..])),
    ];
}
