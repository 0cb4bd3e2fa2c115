using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Contagion.Api.Tests;

/// <summary>Worlds over HTTP: a run kept open.</summary>
public class WorldTests
{
    private const string Italy = """[{ "kind": "default", "target": { "id": "IT" } }]""";

    // Elliott, Golub and Jackson's cascade (models.md): all six fail by round 4; the first to follow Greece is Portugal.
    [Fact]
    public async Task A_world_is_stepped_to_the_end_of_the_run()
    {
        await using var server = await TestServer.Start();
        var path = await Open(server);
        Assert.Equal(1, (await server.Client.GetFromJsonAsync<JsonElement>(path)).GetProperty("defaults").GetInt32());
        Assert.Equal(6, (await server.Made($"{path}/rounds", """{ "count": 100 }""")).GetProperty("defaults").GetInt32());
        Assert.Equal(1, (await server.Client.GetFromJsonAsync<JsonElement>($"{path}/institutions/PT")).GetProperty("defaultedAt").GetInt32());
        Assert.True((await server.Client.GetFromJsonAsync<JsonElement>(path)).GetProperty("isAtRest").GetBoolean());
    }

    [Fact]
    public async Task The_same_key_a_hundred_times_at_once_is_one_shock()
    {
        await using var server = await TestServer.Start();
        var path = await Open(server);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Strike(server, path, "once", null)));
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(1, (await server.Client.GetFromJsonAsync<JsonElement>(path)).GetProperty("commands").GetInt64());
    }

    [Fact]
    public async Task Who_looked_before_another_was_first_is_refused()
    {
        await using var server = await TestServer.Start();
        var path = await Open(server);
        using var seen = await server.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, await Strike(server, path, null, seen.Headers.ETag));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await Strike(server, path, null, seen.Headers.ETag));
        Assert.Equal(1, (await server.Client.GetFromJsonAsync<JsonElement>(path)).GetProperty("commands").GetInt64());
    }

    [Fact]
    public async Task A_world_is_there_again_when_the_server_is()
    {
        var folder = Directory.CreateTempSubdirectory("contagion-api-").FullName;
        string path, before;
        await using (var server = await TestServer.Start(settings => settings with { Data = folder }))
        {
            path = await Open(server);
            await Strike(server, path, "once", null);
            await server.Made($"{path}/rounds", """{ "count": 2 }""");
            before = await server.Client.GetStringAsync(path);
        }

        await using (var server = await TestServer.Start(settings => settings with { Data = folder }))
        {
            Assert.Equal(before, await server.Client.GetStringAsync(path));
            // A repeat of what was done before the server ended is still a repeat.
            Assert.Equal(HttpStatusCode.OK, await Strike(server, path, "once", null));
            Assert.Equal(before, await server.Client.GetStringAsync(path));
            Assert.Equal(HttpStatusCode.NoContent, (await server.Client.DeleteAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync(path)).StatusCode);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> Open(TestServer server) =>
        $"/worlds/{(await server.Made("/worlds", """{ "shipped": "european-debt-2011.european-debt" }""")).GetProperty("id").GetString()}";

    private static async Task<HttpStatusCode> Strike(TestServer server, string path, string? key, EntityTagHeaderValue? seen)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}/shocks") { Content = new StringContent(Italy, null, "application/json") };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (seen is not null)
        {
            request.Headers.IfMatch.Add(seen);
        }

        using var answer = await server.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
