using System.Diagnostics;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Bench;

/// <summary>One network split into partitions in this process: what that takes beside carrying it whole, and what partitions tell each other.</summary>
/// <remarks>Partitions that are told nothing through a wire show what the split itself costs.</remarks>
internal static class SplitBench
{
    private const int Attempts = 3;

    /// <summary>Prints what the lines of <see cref="Run"/> say.</summary>
    public static void Head()
    {
        Console.WriteLine($"\nOne network in partitions, a thread each, linear DebtRank, one replication and eight, best of {Attempts}; against the whole of it on one thread");
        Console.WriteLine($"{"institutions",12} {"lanes",5} {"partitions",10} {"steps",6} {"ms a step",10} {"whole: ms",10} {"ratio",6} {"MB a step",10}");
    }

    /// <summary>Prints lines for a network whose institutions have <paramref name="degree"/> claims each.</summary>
    public static void Run(int institutions, int degree)
    {
        var network = RandomNetwork.Of(institutions, degree, equityOfClaims: 1 / 0.85);
        foreach (var replications in new[] { 1, 8 })
        {
            var scenario = new Scenario
            {
                Name = "split",
                Network = new NetworkSource { Files = new NetworkFiles { Institutions = "i.csv", Exposures = "e.csv" } },
                Shocks = [new Shock { Kind = ShockKind.EquityLoss, Target = new Target.Random(institutions / 10, new Target.All()), Fraction = 0.5 }],
                Channels = new Channels { Solvency = new LinearDebtRank() },
                Run = new RunSettings { Replications = replications },
            };
            var computer = new BlockComputer(scenario, network);
            var worker = computer.NewWorker();
            var whole = Best(() => worker.Record(0, CancellationToken.None));
            foreach (var partitions in new[] { 1, 2, 4 })
            {
                var parts = Enumerable.Range(0, partitions).Select(index => new Partition(computer, index, partitions, Math.Max(1, institutions / 16))).ToArray();
                var (steps, told) = (0L, 0L);
                var seconds = Best(() => (steps, told) = Steps(parts));
                Array.ForEach(parts, part => part.Dispose());
                Console.WriteLine($"{institutions,12:N0} {replications,5} {partitions,10} {steps,6} {seconds / steps * 1e3,10:N3} {whole / steps * 1e3,10:N3} {seconds / whole,6:N2} {told / 1e6 / steps,10:N3}");
            }
        }
    }

    private static (long Steps, long Told) Steps(Partition[] parts)
    {
        Array.ForEach(parts, part => part.Begin(0));
        ReadOnlyMemory<byte>[] heard = [];
        for (var (step, told) = (0L, 0L); ; step++)
        {
            var answers = Task.WhenAll(parts.Select(part => part.StepAsync(step, heard))).GetAwaiter().GetResult();
            if (answers[0].Record is not null)
            {
                return (step, told);
            }

            heard = Array.ConvertAll(answers, answer => answer.Told);
            told += heard.Sum(one => (long)one.Length);
        }
    }

    private static double Best(Action action) => Enumerable.Range(0, Attempts).Min(_ =>
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    });
}
