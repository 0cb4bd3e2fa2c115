using System.Globalization;

namespace Contagion.Api.Tests;

/// <summary>What the server counts is told as Prometheus reads it.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Requests_runs_and_replications_are_counted()
    {
        await using var server = await TestServer.Start();
        var run = await server.Made("/runs", Examples.OfRequests.First(one => one is { Operation: "StartRun", Name: "object" }).Json);
        await server.Ended($"/runs/{run.GetProperty("id")}");
        using var missing = await server.Client.GetAsync("/runs/none");

        var lines = (await server.Client.GetStringAsync("/metrics")).Split('\n');

        double Value(string series) => double.Parse(Assert.Single(lines, line => line.StartsWith($"{series} ", StringComparison.Ordinal)).Split(' ')[^1], CultureInfo.InvariantCulture);
        Assert.Equal(1, Value("""contagion_http_request_seconds_count{method="GET",route="/runs/{id}",status="404"}"""));
        Assert.Equal(1, Value("""contagion_http_request_seconds_bucket{method="POST",route="/runs/",status="202",le="+Inf"}"""));
        Assert.Equal(1, Value("""contagion_jobs{kind="run",state="completed"}"""));
        Assert.Equal(0, Value("contagion_queue_length"));
        Assert.Equal(16, Value("contagion_replications_total"));
        Assert.True(Value("contagion_memory_bytes") > 1 << 20);
        // A comment or a number under a name, as the format has it.
        Assert.All(lines[..^1], line => Assert.Matches("""^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z]+="[^"]*",?)+\})? [-+0-9.E]+)$""", line));
    }
}
