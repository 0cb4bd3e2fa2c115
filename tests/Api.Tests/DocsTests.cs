using Contagion.Tests;

namespace Contagion.Api.Tests;

/// <summary>What the pages of docs/ say of the server is what it has.</summary>
public sealed class DocsTests
{
    [Fact]
    public void Every_limit_is_described_with_what_it_is_unless_set()
    {
        var rows = File.ReadAllLines(Path.Combine(Folders.Root, "docs", "security.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToArray();
        foreach (var name in ServerConfig.Names)
        {
            var row = rows.FirstOrDefault(line => line.Split('|')[1].Contains($"`{name}`", StringComparison.Ordinal));
            var limit = typeof(Limits).GetProperties().Single(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).GetValue(new Limits());

            Assert.True(row is not null && row.Contains($"{limit}", StringComparison.Ordinal), $"docs/security.md has no row of `{name}` with {limit}");
        }
    }

    [Fact]
    public async Task Every_number_that_is_counted_is_described()
    {
        await using var server = await TestServer.Start();
        using var first = await server.Client.GetAsync("/about");
        var page = await File.ReadAllTextAsync(Path.Combine(Folders.Root, "docs", "http-api.md"));

        var names = (await server.Client.GetStringAsync("/metrics")).Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]);

        Assert.All(names, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_status_of_a_problem_is_described()
    {
        await using var server = await TestServer.Start();
        var page = await File.ReadAllTextAsync(Path.Combine(Folders.Root, "docs", "http-api.md"));
        using var description = System.Text.Json.JsonDocument.Parse(await server.Client.GetStringAsync("/openapi/v1.json"));

        var statuses = description.RootElement.GetProperty("components").GetProperty("responses").EnumerateObject().Select(one => one.Name["Problem".Length..]);

        Assert.All(statuses, status => Assert.Contains($"| {status} |", page, StringComparison.Ordinal));
    }
}
