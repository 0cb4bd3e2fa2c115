using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Bench;

/// <summary>Passes over the exposures and time of the short way to the fixed point, beside plain rounds to a change of 1e-12.</summary>
internal static class AccelerationBench
{
    /// <summary>Prints a line for each spectral radius.</summary>
    public static void Run(int institutions, int degree)
    {
        Console.WriteLine($"\nThe short way to the fixed point, {institutions:N0} institutions, {institutions * (long)degree:N0} exposures, 8 replications of 5 random losses");
        Console.WriteLine($"{"leverage",9} {"rounds",8} {"ms",9} {"passes",7} {"ms",8} {"fewer",6} {"faster",7} {"largest difference",18} {"defaults",10}");
        foreach (var radius in new[] { 0.5, 0.9, 0.99, 0.999, 1.001, 1.1, 2 })
        {
            var network = RandomNetwork.Of(institutions, degree, 1 / radius);
            var (plain, quick) = (Run(network, path: true, radius), Run(network, path: false, radius));
            var difference = plain.Totals.Loss.Zip(quick.Totals.Loss, (one, other) => Math.Abs(one - other) / Math.Max(one, 1e-300)).Max();
            var (rounds, passes) = (plain.Replications.Average(one => one.Rounds), quick.Replications.Average(one => one.Rounds));
            Console.WriteLine($"{radius,9} {rounds,8:N0} {plain.Elapsed.TotalMilliseconds,9:N1} {passes,7:N0} {quick.Elapsed.TotalMilliseconds,8:N1} {rounds / passes,6:N1} {plain.Elapsed / quick.Elapsed,7:N1} {difference,18:E1} "
                + $"{(plain.Replications.Zip(quick.Replications, (one, other) => one.Defaults == other.Defaults).All(same => same) ? "the same" : "differ"),10}");
        }
    }

    private static RunResult Run(Network network, bool path, double radius)
    {
        var scenario = new Scenario
        {
            Name = "bench",
            Network = new NetworkSource(),
            Shocks = [new Shock { Kind = ShockKind.EquityLoss, Target = new Target.Random(5, new Target.All()), Fraction = radius < 1 ? 0.1 * (1 - radius) : 0.01 }],
            Channels = new Channels { Solvency = new LinearDebtRank() },
            Run = new RunSettings { Replications = 8, Path = path, MaxRounds = 1_000_000, Tolerance = path ? 1e-15 : 1e-12 },
        };
        InProcessHost.Run(scenario, network, new RunOptions { Threads = 1 });
        return InProcessHost.Run(scenario, network, new RunOptions { Threads = 1 });
    }
}
