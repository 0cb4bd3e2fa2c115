using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Contagion.Tests;
using Xunit.Abstractions;

namespace Contagion.EndToEnd;

/// <summary>Runs that are killed at any moment go on and end with the bytes of a run that nobody disturbed.</summary>
public sealed class KilledRunTests(ITestOutputHelper output)
{
    private const int Kills = 50;
    private const int EarliestMs = 3;

    // A kill finds the program starting, reading, computing, or writing results.
    private static readonly (string Name, string Scenario, string[] Options)[] Runs =
    [
        ("replications", RandomNetwork.Scenario(
            "{ kind: equity-loss, target: { random: 15 }, fraction: 0.01 }", "{ mechanism: debtrank-linear }", "{ replications: 400, tolerance: 0, maxRounds: 1500 }"), []),
        ("each", RandomNetwork.Scenario("{ kind: default, target: { each: all } }", "{ mechanism: neva-merton, recovery: 0.6 }"), []),
        ("single", RandomNetwork.Scenario(
            "{ kind: equity-loss, target: all, fraction: 0.01 }", "{ mechanism: debtrank-linear }", "{ tolerance: 0, maxRounds: 30000 }"), ["--partitions", "4"]),
    ];

    [LongFact]
    public void A_run_killed_at_a_random_moment_goes_on_to_the_same_bytes()
    {
        var (seed, random) = Chance();
        foreach (var (name, scenario, options) in Runs)
        {
            using var folder = Folder(scenario);
            var whole = Undisturbed(folder, options);
            for (var kill = 0; kill < Kills; kill++)
            {
                var threads = 1 + (kill % 3);
                var at = random.Next(EarliestMs, whole);
                var what = string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {name}, kill {kill} of {threads} threads after {at} of {whole} ms");
                RunFor(at, folder, threads, options);
                AssertHardlyAnythingLost(JournalRecords.Read(folder.At("killed", "journal")), threads, what);
                Command.Run(folder.Path, Arguments(threads, options)).Expect(0);
                AssertDone(folder, what);
                Directory.Delete(folder.At("killed"), recursive: true);
            }
        }
    }

    // The journal only grows, so a run that is never given the time it needs still arrives.
    [LongFact]
    public void A_run_killed_again_and_again_arrives()
    {
        var (seed, random) = Chance();
        using var folder = Folder(Runs[0].Scenario);
        var whole = Undisturbed(folder, []);
        var (kept, attempts) = (0, 0);
        for (var isOver = false; !isOver; attempts++)
        {
            Assert.True(attempts < 1000, $"seed {seed}: not over after {attempts} attempts, {kept} blocks kept");
            var threads = 1 + random.Next(3);
            isOver = RunFor(random.Next(EarliestMs, (whole / 3) + (5 * attempts)), folder, threads, []);
            var what = $"seed {seed}, attempt {attempts} on {threads} threads";
            var records = JournalRecords.Read(folder.At("killed", "journal"));
            // What is complete has been cleared away.
            if (!isOver && State(folder) == "running")
            {
                Assert.True(records.Blocks.Count >= kept, $"{what}: {kept} blocks were kept, {records.Blocks.Count} are");
                AssertHardlyAnythingLost(records, 3, what);
                kept = records.Blocks.Count;
            }
        }

        output.WriteLine($"seed {seed}: {attempts} attempts");
        AssertDone(folder, $"seed {seed}, {attempts} attempts");
    }

    private (int Seed, Random Random) Chance()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        return (seed, new Random(seed));
    }

    private static TestFolder Folder(string scenario) =>
        RandomNetwork.Write(new TestFolder(), count: 300, debtors: 10, leverage: 0.97).Write("scenario.yaml", scenario);

    private static string[] Arguments(int threads, string[] options) =>
        ["run", "scenario.yaml", "--out", "killed", "--resume", "--quiet", "--threads", threads.ToString(CultureInfo.InvariantCulture), .. options];

    /// <summary>Runs in peace; returns how long that takes, in ms.</summary>
    private static int Undisturbed(TestFolder folder, string[] options)
    {
        var watch = Stopwatch.StartNew();
        Command.Run(folder.Path, ["run", "scenario.yaml", "--out", "undisturbed", "--quiet", "--threads", "1", .. options]).Expect(0);
        return (int)watch.ElapsedMilliseconds;
    }

    /// <summary>Starts or goes on with the run and kills it after a while; true when it was over by then.</summary>
    private static bool RunFor(int milliseconds, TestFolder folder, int threads, string[] options)
    {
        var process = Command.Start(folder.Path, Arguments(threads, options));
        process.WaitForExit(milliseconds);
        process.Kill();
        var result = Command.End(process);
        Assert.True(result.ExitCode is 0 or 137, $"killed or over after {milliseconds} ms: {result}");
        return result.ExitCode == 0;
    }

    /// <summary>Blocks are handed out in order: what is missing below the highest kept was under way, one a thread at most. None is kept twice.</summary>
    private static void AssertHardlyAnythingLost(JournalRecords records, int threads, string what)
    {
        var lost = records.Blocks.Count == 0 ? 0 : records.Blocks.Max() + 1 - records.Blocks.Count;
        Assert.True(records.Blocks.Distinct().Count() == records.Blocks.Count, $"{what}: a block was computed although it was kept; {string.Join(',', records.Blocks)}");
        Assert.True(lost < threads, $"{what}: {lost} blocks are lost; kept are {string.Join(',', records.Blocks)}");
    }

    private static void AssertDone(TestFolder folder, string what)
    {
        Assert.True(State(folder) == "completed", $"{what}: the run is {State(folder)}");
        SameBytesTests.AssertSame(folder, "undisturbed", "killed", what);
        var rests = Directory.EnumerateFiles(folder.At("killed"), "*.tmp", SearchOption.AllDirectories).ToArray();
        Assert.True(rests.Length == 0, $"{what}: {string.Join(", ", rests)} left");
    }

    private static string? State(TestFolder folder) => File.Exists(folder.At("killed", "run.json"))
        ? JsonDocument.Parse(folder.Read("killed", "run.json")).RootElement.GetProperty("state").GetString()
        : "running";
}
