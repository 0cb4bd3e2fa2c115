using System.Diagnostics;
using System.Net;

namespace Contagion.Bench;

/// <summary>A server that computes two runs while many read: how long readers wait, and what they cost the runs.</summary>
internal static class ServeBench
{
    private const int Pollers = 100;
    private const int Followers = 100;
    private const int Institutions = 10_000;
    private const int Replications = 20_000;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    /// <summary>Prints a table.</summary>
    public static async Task Run()
    {
        await using var server = await ServerProcess.Start("""{ "readsPerSecond": 100000, "readsBurst": 100000, "eventStreams": 1000 }""");
        var network = await server.Made("/networks", $$"""{ "seed": 7, "generate": { "model": "erdos-renyi", "institutions": {{Institutions}}, "meanDegree": 20, "balance": { "rule": "gai-kapadia" } } }""");
        // What was run before and is looked at; by it everything has been compiled once.
        var earlier = await Start(server, network, seed: 1, replications: 2_000);
        await server.Follow(earlier);
        string[] addresses = [$"/runs/{earlier}", "/runs", $"/runs/{earlier}/institutions?limit=50", $"/runs/{earlier}/map", $"/runs/{earlier}/results/institutions.csv"];
        await Read(server, addresses, Task.Delay(Every * 8));

        Console.WriteLine($"\nTwo runs of {Institutions:N0} institutions, {Institutions * 20:N0} exposures and {Replications:N0} replications each; {Pollers} readers that ask every {Every.TotalMilliseconds:N0} ms, {Followers} that follow events");
        Console.WriteLine($"{"",-17} {"",8} {"processor s",19} {"",6} {"",7} |{"sent",7} {"",7} {"ms",7} {"",7} |{"the 304",7} {"",7} {"ms",7}");
        Console.WriteLine($"{"",-17} {"seconds",8} {"server",9} {"readers",9} {"events",6} {"errors",7} |{"reads",7} {"p50",7} {"p99",7} {"max",7} |{"reads",7} {"p50",7} {"p99",7} {"max",7}");
        await Measure("runs alone", server, () => Runs(server, network, 2, 0), null);
        await Measure("runs and readers", server, () => Runs(server, network, 4, Followers), addresses);
        await Measure("readers alone", server, async () =>
        {
            await Task.Delay(Quiet);
            return 0;
        }, addresses);
    }

    private static async Task Measure(string name, ServerProcess server, Func<Task<int>> work, string[]? addresses)
    {
        var (watch, own, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, server.ProcessorTime);
        var worked = work();
        var reads = addresses is null ? new Reads() : await Read(server, [.. addresses], worked);
        var events = await worked;
        Console.WriteLine($"{name,-17} {watch.Elapsed.TotalSeconds,8:N1} {(server.ProcessorTime - before).TotalSeconds,9:N1} {(Environment.CpuUsage.TotalTime - own).TotalSeconds,9:N1} {events,6:N0} {reads}");
    }

    /// <summary>Starts two runs and waits until both are over.</summary>
    /// <returns>Number of events that followers were told.</returns>
    private static async Task<int> Runs(ServerProcess server, string network, int seed, int followers)
    {
        string[] runs = [await Start(server, network, seed, Replications), await Start(server, network, seed + 1, Replications)];
        // Two more wait for their ends, whoever else follows.
        var told = await Task.WhenAll(Enumerable.Range(0, followers + 2).Select(follower => server.Follow(runs[follower % 2])));
        return told.Skip(2).Sum();
    }

    private static Task<string> Start(ServerProcess server, string network, int seed, int replications) => server.Made("/runs", $$"""
        {
          "network": "{{network}}",
          "scenario": {
            "name": "bench", "network": { "files": { "institutions": "institutions.csv", "exposures": "exposures.csv" } },
            "shocks": [{ "kind": "default", "target": { "random": 3 } }], "channels": { "solvency": { "mechanism": "debtrank-linear" } },
            "run": { "seed": {{seed}}, "replications": {{replications}} }
          }
        }
        """);

    /// <summary>Reads until something is over.</summary>
    private static async Task<Reads> Read(ServerProcess server, string[] addresses, Task until)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, Pollers).Select(async poller =>
        {
            var reads = new Reads();
            var tags = new string?[addresses.Length];
            // Readers did not agree when to begin.
            await Task.Delay(Every * poller / Pollers);
            using var clock = new PeriodicTimer(Every);
            for (var turn = poller; !until.IsCompleted; turn++)
            {
                var place = turn % addresses.Length;
                tags[place] = await reads.Read(server.Client, addresses[place], tags[place]);
                await clock.WaitForNextTickAsync();
            }

            return reads;
        }));
        return new Reads(all);
    }

    /// <summary>How long reads took: those that were sent something, and those that had it already.</summary>
    private sealed class Reads(params IReadOnlyList<Reads> parts)
    {
        private readonly List<double> _sent = [.. parts.SelectMany(part => part._sent).Order()];
        private readonly List<double> _unchanged = [.. parts.SelectMany(part => part._unchanged).Order()];
        private int _errors = parts.Sum(part => part._errors);

        /// <inheritdoc/>
        public override string ToString() => $"{_errors,7:N0}{Of(_sent)}{Of(_unchanged)}";

        /// <summary>Reads an address unless it is as it was; gives its tag.</summary>
        public async Task<string?> Read(HttpClient client, string address, string? tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Accept", "application/json");
            if (tag is not null)
            {
                request.Headers.Add("If-None-Match", tag);
            }

            var start = Stopwatch.GetTimestamp();
            using var answer = await client.SendAsync(request);
            (answer.StatusCode == HttpStatusCode.NotModified ? _unchanged : _sent).Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            _errors += answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotModified ? 0 : 1;
            return answer.Headers.ETag?.ToString();
        }

        private static string Of(List<double> ms) => $" |{ms.Count,7:N0} {At(ms, 0.5),7:N1} {At(ms, 0.99),7:N1} {At(ms, 1),7:N1}";

        private static double At(List<double> ms, double share) => ms.Count == 0 ? double.NaN : ms[(int)Math.Ceiling(share * (ms.Count - 1))];
    }
}
