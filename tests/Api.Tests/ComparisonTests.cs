using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Contagion.Data;
using Contagion.Engine;
using Contagion.Tests;

namespace Contagion.Api.Tests;

/// <summary>Comparisons over HTTP are the comparisons of the command line.</summary>
public class ComparisonTests
{
    private static readonly string Scenario = Path.Combine(Folders.Root, "scenarios", "reserve-and-last-resort", "bad-year.yaml");

    [Fact]
    public async Task Policy_sets_are_compared_to_the_bytes_of_the_command_line()
    {
        await using var server = await TestServer.Start();
        var made = await server.Made("/comparisons", """{ "shipped": "reserve-and-last-resort.bad-year", "set": ["run.replications=100"] }""");
        var path = $"/comparisons/{made.GetProperty("id").GetString()}";
        var ended = await server.Ended(path);
        Assert.Equal("completed", ended.GetProperty("state").GetString());
        Assert.Equal(["base", "reserve of 10 %", "lender of last resort", "both"], ended.GetProperty("alternatives").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal("contagion compare scenarios/reserve-and-last-resort/bad-year.yaml --set run.replications=100", ended.GetProperty("command").GetString());

        var comparison = ComparisonFile.Load([Scenario], ["run.replications=100"]);
        var folder = Directory.CreateTempSubdirectory("contagion-api-").FullName;
        using (var directory = ComparisonDirectory.Open(Path.Combine(folder, "comparison"), comparison, resumes: false))
        {
            foreach (var alternative in comparison.Alternatives)
            {
                using var run = directory.Run(alternative);
                ScenarioRun.Run(alternative.File, run, new RunOptions(), CancellationToken.None);
            }

            directory.Complete();
        }

        foreach (var file in (string[])["comparison.csv", "comparison.json", "report.html"])
        {
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder, "comparison", file)), await server.Client.GetByteArrayAsync($"{path}/results/{file}"));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Alternatives_of_ones_own_differ_by_their_settings_alone()
    {
        await using var server = await TestServer.Start();
        const string Body = """
            { "shipped": "reserve-and-last-resort.bad-year", "set": ["run.replications=100"],
              "alternatives": [{ "name": "as it is" }, { "name": "the same again" }, { "name": "worse", "set": ["shocks.0.recovery=0"] }] }
            """;
        var made = await server.Made("/comparisons", Body);
        var path = $"/comparisons/{made.GetProperty("id").GetString()}";
        Assert.Equal("completed", (await server.Ended(path)).GetProperty("state").GetString());
        var found = await server.Client.GetFromJsonAsync<JsonElement>($"{path}/results/comparison.json");
        double Difference(int alternative) => found.GetProperty("alternatives")[alternative].GetProperty("metrics").GetProperty("total_loss").GetProperty("difference").GetDouble();
        Assert.Equal(0, Difference(0));
        Assert.True(Difference(1) > 0, "who recovers nothing loses more");

        using var refused = await server.Post("/comparisons", """{ "shipped": "reserve-and-last-resort.bad-year", "alternatives": [{ "name": "alone" }] }""");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("expected 2 to 20", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
