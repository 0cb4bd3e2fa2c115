using System.Diagnostics;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Bench;

/// <summary>Whole runs: everybody in turn, one replication of a large network, and how two threads compare with one.</summary>
internal static class RunBench
{
    private const int Attempts = 5;

    /// <summary>1,000 institutions with 20 exposures each, every one defaulted in turn, linear DebtRank to 1e-12.</summary>
    public static void EachInTurn()
    {
        var network = RandomNetwork.Of(1_000, 20, equityOfClaims: 1 / 0.85);
        var scenario = Scenario(new Shock { Kind = ShockKind.Default, Target = new Target.Each(new Target.All()) }, new RunSettings());
        var (one, result) = Best(scenario, network, 1);
        var (two, _) = Best(scenario, network, 2);
        // The kernel does as many updates as the run did: in each block as many rounds as its slowest replication.
        var rounds = result.Replications.Chunk(8).Sum(block => block.Max(replication => replication.Rounds));
        using var bare = new BareKernel(network);
        var leverage = network.Claims.Amount.ToArray();
        var kernel = Enumerable.Range(0, Attempts).Min(_ => Seconds(() =>
        {
            bare.Begin();
            for (var round = 0; round < rounds; round++)
            {
                bare.Round(leverage);
            }
        }));
        Console.WriteLine($"\nEvery one of 1,000 institutions in turn (20,000 exposures, linear DebtRank to 1e-12, {result.Replications.Max(replication => replication.Rounds)} rounds, path kept)");
        Console.WriteLine($"engine, one thread {one * 1e3:N0} ms, two threads {two * 1e3:N0} ms; bare kernel, the same {rounds:N0} block rounds {kernel * 1e3:N0} ms; ratio {one / kernel:N2}");
    }

    /// <summary>One replication to convergence.</summary>
    public static void OneReplication(int institutions, int degree)
    {
        foreach (var radius in new[] { 0.5, 0.85 })
        {
            var network = RandomNetwork.Of(institutions, degree, equityOfClaims: 1 / radius);
            foreach (var path in new[] { true, false })
            {
                var scenario = Scenario(new Shock { Kind = ShockKind.Default, Target = new Target.Ids(["B0", "B1", "B2"]) }, new RunSettings { Path = path });
                foreach (var threads in new[] { 1, 2 })
                {
                    var (seconds, result) = Best(scenario, network, threads);
                    Console.WriteLine($"one replication, {institutions:N0} institutions, {network.Claims.Count:N0} exposures, leverage {radius}, path {(path ? "kept" : "left out"),-8} {threads} thread{(threads > 1 ? "s" : " ")}: "
                        + $"{seconds * 1e3,7:N0} ms, {result.Replications[0].Rounds} rounds");
                }
            }
        }
    }

    /// <summary>Many replications on one and on two threads.</summary>
    public static void Threads(int institutions, int degree)
    {
        var network = RandomNetwork.Of(institutions, degree, equityOfClaims: 2);
        // As many as take about a second, so that starting threads does not count.
        var replications = Math.Clamp(16_000_000 / institutions, 16, 4096) / 16 * 16;
        var scenario = Scenario(new Shock { Kind = ShockKind.Default, Target = new Target.Random(3, new Target.All()) }, new RunSettings { Replications = replications });
        var (one, _) = Best(scenario, network, 1);
        var (two, _) = Best(scenario, network, 2);
        Console.WriteLine($"{replications} replications, {institutions,9:N0} institutions, {network.Claims.Count,10:N0} exposures: one thread {one,7:N3} s, two {two,7:N3} s, {one / two:N2} times");
    }

    private static Scenario Scenario(Shock shock, RunSettings run) => new()
    {
        Name = "bench",
        Network = new NetworkSource(),
        Shocks = [shock],
        Channels = new Channels { Solvency = new LinearDebtRank() },
        Run = run,
    };

    private static (double Seconds, RunResult Result) Best(Scenario scenario, Network network, int threads)
    {
        var runs = Enumerable.Range(0, network.Count < 1_000_000 ? Attempts : 2).Select(_ => InProcessHost.Run(scenario, network, new RunOptions { Threads = threads })).ToArray();
        return (runs.Min(run => run.Elapsed.TotalSeconds), runs[0]);
    }

    private static double Seconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }
}
