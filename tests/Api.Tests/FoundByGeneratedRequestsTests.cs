using System.Net.Http.Json;
using System.Text.Json;

namespace Contagion.Api.Tests;

/// <summary>Faults of the server that generated requests and tries by hand found, each by itself.</summary>
public sealed class FoundByGeneratedRequestsTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Own = """{ "name": "x", "network": { "generate": { "model": "erdos-renyi", "institutions": 20, "meanDegree": 4, "balance": { "rule": "gai-kapadia" } } }, "shocks": [{ "kind": "default", "target": { "random": 1 } }], "channels": { "solvency": { "mechanism": "furfine" } } }""";

    private TestServer Server => shared.Server;

    // The tag of a world was that of its bytes, whose tag was that of their bytes, and so on until memory ended.
    [Fact]
    public async Task A_world_that_is_opened_has_a_tag()
    {
        using var answer = await Server.Post("/worlds", $$"""{ "scenario": {{Own}} }""");

        Assert.Equal(201, (int)answer.StatusCode);
        Assert.NotNull(answer.Headers.ETag);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/png")]
    [InlineData("text/event-stream")]
    public async Task A_problem_is_told_whatever_is_accepted(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/runs/none");
        request.Headers.TryAddWithoutValidation("Accept", accept);

        using var answer = await Server.Client.SendAsync(request);

        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/networks", """{ "name": 5, "generate": { "model": "erdos-renyi" } }""")]
    [InlineData("/networks", "{ \"generate\":")]
    [InlineData("/networks", "null")]
    [InlineData("/runs", """{ "shipped": "european-debt-2011.european-debt", "set": [null] }""")]
    [InlineData("/comparisons", $$"""{ "scenario": {{Own}}, "alternatives": [null, null] }""")]
    [InlineData("/comparisons", $$"""{ "scenario": {{Own}}, "alternatives": [{ "name": "a", "set": [null] }, { "name": "b" }] }""")]
    public async Task What_cannot_be_read_is_not_a_fault_of_the_server(string path, string json)
    {
        using var answer = await Server.Post(path, json);

        Assert.Equal(400, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_form_that_breaks_off_is_not_a_fault_of_the_server()
    {
        var broken = new StringContent("--b\r\nContent-Disposition: form-data; name=\"institutions\"; filename=\"a\"\r\n\r\nid,kind\r\n");
        broken.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        using var answer = await Server.Client.PostAsync("/networks", broken);

        Assert.Equal(400, (int)answer.StatusCode);
    }

    [Fact]
    public async Task No_shocks_at_all_are_not_a_fault_of_the_server()
    {
        var world = await Server.Made("/worlds", $$"""{ "scenario": {{Own}} }""");

        using var answer = await Server.Post($"/worlds/{world.GetProperty("id")}/shocks", "");

        Assert.Equal(400, (int)answer.StatusCode);
    }

    // A run that was removed and asked for again under its key, for another scenario, was computed on the network of the first.
    [Fact]
    public async Task A_run_under_the_key_of_one_that_was_removed_is_its_own()
    {
        var path = "";
        foreach (var (request, institutions) in new[] { ($$"""{ "scenario": {{Own}} }""", 20), ("""{ "shipped": "european-debt-2011.european-debt" }""", 6) })
        {
            using var start = new HttpRequestMessage(HttpMethod.Post, "/runs") { Content = new StringContent(request, System.Text.Encoding.UTF8, "application/json") };
            start.Headers.Add("Idempotency-Key", "again");
            using var started = await Server.Client.SendAsync(start);
            Assert.True(path.Length == 0 || path == started.Headers.Location!.OriginalString);
            path = started.Headers.Location!.OriginalString;
            await Server.Ended(path);

            var map = await Server.Client.GetFromJsonAsync<JsonElement>($"{path}/map");
            var way = await Server.Client.GetFromJsonAsync<JsonElement>($"{path}/path");
            var table = await Server.Client.GetStringAsync($"{path}/results/institutions.csv");

            Assert.Equal(institutions, map.GetProperty("institutions").GetInt32());
            Assert.NotEqual(0, way.GetProperty("states").GetArrayLength());
            Assert.Equal(institutions + 1, table.TrimEnd('\n').Split('\n').Length);
            using var dropped = await Server.Client.DeleteAsync($"{path}/results");
            Assert.Equal(204, (int)dropped.StatusCode);
        }
    }

    // A path of a hundred thousand steps ended the program: each step was a call within a call.
    [Theory]
    [InlineData(40)]
    [InlineData(1_500)]
    [InlineData(100_000)]
    public async Task A_setting_that_leads_too_deep_is_refused(int steps)
    {
        using var answer = await Server.Post("/scenarios/check", $$"""{ "shipped": "european-debt-2011.european-debt", "set": ["{{string.Join('.', Enumerable.Repeat("a", steps))}}=1"] }""");

        Assert.Equal(400, (int)answer.StatusCode);
    }

    // Each of a thousand faults told the whole setting it was in.
    [Fact]
    public async Task Faults_in_a_long_setting_do_not_fill_memory()
    {
        var shocks = string.Join(',', Enumerable.Repeat("x", 100_000));
        using var answer = await Server.Post("/scenarios/check", $$"""{ "shipped": "european-debt-2011.european-debt", "set": ["shocks=[{{shocks}}]"] }""");

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.True((await answer.Content.ReadAsStringAsync()).Length < 1 << 20);
    }

    [Fact]
    public async Task Institutions_of_a_run_can_be_listed()
    {
        var run = await Server.Made("/runs", $$"""{ "scenario": {{Own}} }""");
        await Server.Ended($"/runs/{run.GetProperty("id")}");

        var page = await Server.Client.GetFromJsonAsync<JsonElement>($"/runs/{run.GetProperty("id")}/institutions?limit=3");

        Assert.Equal(3, page.GetProperty("items").GetArrayLength());
    }
}
