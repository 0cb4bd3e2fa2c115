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
