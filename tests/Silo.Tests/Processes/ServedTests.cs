using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Contagion.Api;
using Contagion.Tests;

namespace Contagion.Silo.Tests;

/// <summary>What people ask a silo for over the HTTP API is computed by all silos.</summary>
[Collection(PostgresTests.Name)]
public sealed class ServedTests(PostgresServer server) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contagion-served-");

    [PostgresFact]
    public async Task A_run_has_the_bytes_of_this_machine_a_world_lives_on_the_cluster_and_both_ask_for_a_key()
    {
        var (served, here) = (Path.Combine(_folder.FullName, "served"), Path.Combine(_folder.FullName, "here"));
        var key = new KeyStore(Directory.CreateDirectory(served).FullName).Add("tester", Role.Writer, "tests").Key;
        await using var database = await server.Create();
        using var first = new SiloProcess(database, served);
        using var second = new SiloProcess(database);
        await Task.WhenAll(first.Ready(), second.Ready());
        using var client = new HttpClient { BaseAddress = new Uri(first.Url) };
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/runs")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/cluster/runs/none")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        var path = (await Post(client, "/runs", """{ "shipped": "reserve-and-last-resort.bad-year", "set": ["run.replications=100"] }""")).Location;
        await client.GetStringAsync($"{path}/events");
        Assert.Equal((0, ""), await ProcessCommand.Run("run", Path.Combine(Folders.Root, "scenarios", "reserve-and-last-resort", "bad-year.yaml"), "--replications", "100", "--out", here, "--quiet"));
        foreach (var file in (string[])["summary.json", "institutions.csv", "replications.csv", "spillover.csv", "report.html"])
        {
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(here, file)), await client.GetByteArrayAsync($"{path}/results/{file}"));
        }

        Assert.Equal("cluster", (await client.GetFromJsonAsync<JsonElement>($"{path}/results/run.json")).GetProperty("host").GetString());

        var world = (await Post(client, "/worlds", """{ "shipped": "european-debt-2011.european-debt" }""")).Location;
        var (_, stepped) = await Post(client, $"{world}/rounds", """{ "count": 5 }""");
        Assert.Equal(6, stepped.GetProperty("defaults").GetInt32());
        Assert.Equal(1, (await client.GetFromJsonAsync<JsonElement>($"{world}/institutions/PT")).GetProperty("defaultedAt").GetInt32());

        // The command line computes on the same silos, where it has a key.
        string[] line = ["run", Path.Combine(Folders.Root, "scenarios", "european-debt-2011", "european-debt.yaml"), "--cluster", first.Url, "--quiet", "--out"];
        Assert.Equal((0, ""), await ProcessCommand.Run(key, [.. line, Path.Combine(_folder.FullName, "with")]));
        Assert.Contains("a key is needed", (await ProcessCommand.Run(null, [.. line, Path.Combine(_folder.FullName, "without")])).Error, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<(string Location, JsonElement Body)> Post(HttpClient client, string path, string json)
    {
        using var answer = await client.PostAsync(path, new StringContent(json, null, "application/json"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (answer.Headers.Location?.ToString() ?? "", await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
