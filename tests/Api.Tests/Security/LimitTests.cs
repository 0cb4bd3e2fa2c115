using System.Net;
using Contagion.Model;

namespace Contagion.Api.Tests;

/// <summary>Everything has a limit, and whoever meets one is told.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_ask_again()
    {
        await using var server = await TestServer.Start(settings => settings with { Limits = new Limits { WritesPerSecond = 1, WritesBurst = 3, ReadsBurst = 1000 } });

        var statuses = new List<HttpStatusCode>();
        HttpResponseMessage? refused = null;
        for (var number = 0; number < 20; number++)
        {
            var answer = await server.Client.DeleteAsync("/runs/none");
            statuses.Add(answer.StatusCode);
            refused = answer.StatusCode == HttpStatusCode.TooManyRequests ? answer : refused;
        }

        using var read = await server.Client.GetAsync("/runs");
        Assert.Equal(HttpStatusCode.NotFound, statuses[0]);
        Assert.NotNull(refused);
        Assert.True(refused.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var server = await TestServer.Start(settings => settings with { Limits = new Limits { JsonBytes = 1000, BodyBytes = 2000 } });
        using var form = new MultipartFormDataContent { { new StringContent(new string('x', 3000)), "institutions", "i.csv" } };

        using var json = await server.Post("/runs", $$"""{ "scenario": "{{new string('x', 1500)}}" }""");
        using var files = await server.Client.PostAsync("/networks", form);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (json.StatusCode, files.StatusCode));
        Assert.Equal("application/problem+json", json.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_form_of_too_many_parts_is_refused()
    {
        await using var server = await TestServer.Start();
        using var form = new MultipartFormDataContent();
        foreach (var number in Enumerable.Range(0, 100))
        {
            form.Add(new StringContent("x"), $"part{number}", "x.csv");
        }

        using var answer = await server.Client.PostAsync("/networks", form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    // A network of ten million institutions would take minutes and gigabytes to draw.
    [Theory]
    [InlineData("/networks", """{ "generate": { "model": "erdos-renyi", "institutions": 10000000, "meanDegree": 10, "balance": { "rule": "gai-kapadia" } } }""", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/networks", """{ "generate": { "model": "tripartite", "platforms": 2, "lenders": 9000000, "borrowers": 9, "amount": 1 } }""", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/scenarios/check", """{ "scenario": { "name": "Large", "network": { "generate": { "model": "barabasi-albert", "institutions": 10000000, "linksPerArrival": 9, "balance": { "rule": "gai-kapadia" } } }, "shocks": [{ "kind": "default", "target": "all" }], "channels": { "solvency": { "mechanism": "furfine" } } } }""", HttpStatusCode.BadRequest)]
    public async Task A_network_that_would_be_too_large_is_not_drawn(string path, string json, HttpStatusCode expected)
    {
        await using var server = await TestServer.Start();

        using var answer = await server.Post(path, json);

        Assert.Equal(expected, answer.StatusCode);
        // What was drawn has a size; only what was not would have one.
        Assert.Contains("the network would have about", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_come_from_a_file()
    {
        using var file = new TextFile("""{ "limits": { "replications": 5, "bodyBytes": 5000000000 } }""");

        var limits = ServerConfig.Read(file.Path);

        Assert.Equal((5, 5_000_000_000, new Limits().Institutions), (limits.Replications, limits.BodyBytes, limits.Institutions));
    }

    [Fact]
    public void All_that_is_wrong_with_the_file_is_told_at_once()
    {
        using var file = new TextFile("""{ "limits": { "replication": 5, "institutions": "many", "networks": 0, "exposures": 3000000000 }, "limit": {} }""");

        var wrong = Assert.Throws<InputException>(() => ServerConfig.Read(file.Path));

        Assert.Equal(5, wrong.Faults.Count);
        Assert.Contains("did you mean 'replications'?", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'limits'?", wrong.Message, StringComparison.Ordinal);
    }

    private sealed class TextFile : IDisposable
    {
        public TextFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
