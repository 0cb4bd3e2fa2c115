using System.Net;
using System.Net.Http.Headers;
using Contagion.Model;

namespace Contagion.Api.Tests;

/// <summary>Who gets in, from where, and what every answer says.</summary>
public sealed class GateTests
{
    [Theory]
    [InlineData("/about")]
    [InlineData("/nothing/here")]
    [InlineData("/runs/none")]
    [InlineData("/docs/index.html")]
    [InlineData("/openapi/v1.json")]
    public async Task Every_answer_has_the_headers_that_protect_it(string path)
    {
        await using var server = await TestServer.Start();

        using var answer = await server.Client.GetAsync(path);

        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.True(answer.Headers.Contains("Permissions-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("localhost:5080", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    [InlineData("attacker.example", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.attacker.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost.attacker.example", HttpStatusCode.BadRequest)]
    public async Task Without_keys_only_names_of_this_machine_are_answered(string host, HttpStatusCode expected)
    {
        await using var server = await TestServer.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/runs") { Headers = { Host = host } };

        using var answer = await server.Client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://attacker.example", true)]
    [InlineData("null", true)]
    [InlineData("http://127.0.0.1", true)]
    [InlineData(null, false)]
    [InlineData("own", false)]
    public async Task A_page_of_another_site_changes_nothing(string? origin, bool isRefused)
    {
        await using var server = await TestServer.Start();
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/runs/none");
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin == "own" ? server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority) : origin);
        }

        using var answer = await server.Client.SendAsync(request);

        Assert.Equal(isRefused ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://127.0.0.1:0;http://192.0.2.1:0")]
    public async Task Without_keys_the_server_does_not_listen_where_others_reach_it(string urls)
    {
        var wrong = await Assert.ThrowsAsync<InputException>(() => TestServer.Start(settings => settings with { Urls = urls }));

        Assert.Contains("contagion keys add", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_keys_it_does()
    {
        await using var server = await TestServer.Start(settings => settings with { Urls = "http://0.0.0.0:0" }, folder => new KeyStore(folder).Add("a", Role.Admin, "main"));
    }

    [Fact]
    public async Task A_key_works_until_it_is_removed_and_is_nowhere_to_be_read()
    {
        var (key, id) = ("", "");
        await using var server = await TestServer.Start(before: folder => (key, id) = new KeyStore(folder).Add("mine", Role.Writer, "main") is var made ? (made.Key, made.Kept.Id) : default);
        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        using var before = await server.Client.GetAsync("/runs");
        // As the command line does it while the server runs.
        Assert.True(new KeyStore(server.Data).Remove(id));
        using var after = await server.Client.GetAsync("/runs");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
        Assert.StartsWith("ctg_", key, StringComparison.Ordinal);
        Assert.Equal(43 + 4, key.Length);
        Assert.All(Directory.EnumerateFiles(server.Data, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock"), file => Assert.DoesNotContain(key, File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Administrators_make_and_remove_keys_but_not_their_last_one()
    {
        var (key, id) = ("", "");
        await using var server = await TestServer.Start(before: folder => (key, id) = new KeyStore(folder).Add("root", Role.Admin, "main") is var made ? (made.Key, made.Kept.Id) : default);
        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        var made = await server.Made("/keys", """{ "name": "dashboard", "role": "reader", "tenant": "main" }""");
        var list = await server.Client.GetStringAsync("/keys");
        using var last = await server.Client.DeleteAsync($"/keys/{id}");
        using var other = await server.Client.DeleteAsync($"/keys/{made.GetProperty("id")}");

        Assert.StartsWith("ctg_", made.GetProperty("key").GetString()!, StringComparison.Ordinal);
        Assert.DoesNotContain("ctg_", list, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", list, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.NoContent), (last.StatusCode, other.StatusCode));
    }

    // A report is a page that a run made: whatever a name in it says, it can do nothing on behalf of who looks at it.
    [Fact]
    public async Task A_report_is_shown_in_a_sandbox()
    {
        await using var server = await TestServer.Start();
        var run = await server.Made("/runs", Examples.OfRequests.First(one => one is { Operation: "StartRun", Name: "object" }).Json);
        await server.Ended($"/runs/{run.GetProperty("id")}");

        using var answer = await server.Client.GetAsync($"/runs/{run.GetProperty("id")}/results/report.html");

        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("sandbox;", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-same-origin", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_key_is_not_made_over_the_network()
    {
        await using var server = await TestServer.Start();

        using var answer = await server.Post("/keys", """{ "name": "a", "role": "admin", "tenant": "main" }""");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task Logs_have_no_keys_no_bodies_and_no_balance_sheets()
    {
        var key = "";
        await using var server = await TestServer.Start(before: folder => key = new KeyStore(folder).Add("root", Role.Admin, "main").Key);
        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("id,kind,equity\nSecretBank,bank,123456789\n"), "institutions", "i.csv" }, { new StringContent("creditor,debtor,amount\nSecretBank,Nobody,1\n"), "exposures", "e.csv" },
        };

        using var wrong = await server.Client.PostAsync("/networks", form);
        using var broken = await server.Post("/runs", """{ "scenario": "SecretText: [" }""");
        var run = await server.Made("/runs", Examples.OfRequests.First(one => one is { Operation: "StartRun", Name: "object" }).Json);
        await server.Ended($"/runs/{run.GetProperty("id")}");

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        var log = server.Log.ToString();
        Assert.NotEmpty(log);
        Assert.DoesNotContain(key, log, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", log, StringComparison.Ordinal);
        Assert.DoesNotContain("123456789", log, StringComparison.Ordinal);
    }
}
