using Contagion.Engine;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>The promise of design.md section 3: the same scenario and seed give bit-identical files, however they are computed.</summary>
public sealed class SameBytesTests
{
    private static readonly string[] Results = ["summary.json", "institutions.csv", "replications.csv", "rounds.csv", "spillover.csv", "report.html"];

    // Each way to compute must not show in the result: threads (blocks of eight replications go to other threads) and vector width.
    private static readonly (int Threads, string[] Environment)[] Ways =
    [
        (2, []),
        (3, ["DOTNET_EnableAVX512=0"]),
        (3, ["DOTNET_EnableAVX2=0"]),
        (2, ["DOTNET_EnableHWIntrinsic=0"]),
    ];

    public static TheoryData<string, string> Mechanisms => new()
    {
        { "furfine", "{ mechanism: furfine, lossGivenDefault: 0.9 }" },
        { "eisenberg-noe", "{ mechanism: eisenberg-noe }" },
        { "rogers-veraart", "{ mechanism: rogers-veraart, alpha: 0.8, beta: 0.7 }" },
        { "joint", "{ mechanism: joint, alpha: 0.8, beta: 0.7 }" },
        { "debtrank", "{ mechanism: debtrank, weights: given }" },
        { "debtrank-linear", "{ mechanism: debtrank-linear, recovery: 0.1 }" },
        { "debtrank-nonlinear", "{ mechanism: debtrank-nonlinear, exponent: 1.5 }" },
        { "neva-merton", "{ mechanism: neva-merton, recovery: 0.6 }" },
        { "neva-black-cox", "{ mechanism: neva-black-cox, recovery: 0.4 }" },
        { "cross-holdings", "{ mechanism: cross-holdings, integration: 0.4, threshold: 0.95 }" },
    };

    [Theory]
    [MemberData(nameof(Mechanisms))]
    public void Threads_and_vector_width_do_not_change_a_byte(string name, string mechanism) => AssertSame(name, mechanism, [("random", Ways[2])]);

    // A replication alone takes no vector, but the code of one lane is compiled for the same processor.
    [Fact]
    public void Nor_do_they_where_each_is_hit_in_turn_or_there_is_one_replication() =>
        AssertSame("furfine", "{ mechanism: furfine }", [("each", Ways[1]), ("single", Ways[^1])]);

    [LongTheory]
    [MemberData(nameof(Mechanisms))]
    public void No_way_to_compute_changes_a_byte_of_any_run(string name, string mechanism) =>
        AssertSame(name, mechanism, [.. Ways.SelectMany(way => new[] { "each", "random", "single" }, (way, scenario) => (scenario, way))]);

    [Fact]
    public void Every_mechanism_there_is_takes_part_in_this_test() =>
        Assert.Equal(Contagion.Engine.Mechanisms.All.Select(mechanism => mechanism.Name).Order(), Mechanisms.Select(row => (string)row[0]).Order());

    [Fact]
    public void Running_the_written_scenario_again_gives_the_same_bytes()
    {
        using var folder = RandomNetwork.Write(new TestFolder(), count: 40, debtors: 4, leverage: 0.8)
            .Write("scenario.yaml", RandomNetwork.Scenario("{ kind: equity-loss, target: { random: 3, among: { top: 20, by: pagerank } }, fraction: 0.7 }", "{ mechanism: debtrank-nonlinear }"));
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "first", "--seed", "5", "--replications", "21", "--set", "channels.solvency.exponent=2.5").Expect(0);

        Command.Run(folder.Path, "run", "first/scenario.yaml", "--out", "second").Expect(0);

        AssertSame(folder, "first", "second", "running the written scenario");
        Assert.Equal(folder.Read("first", "scenario.yaml"), folder.Read("second", "scenario.yaml"));
    }

    [Fact]
    public void A_folder_of_results_can_be_moved_and_run_elsewhere()
    {
        using var folder = TestFolder.Small();
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "here").Expect(0);
        Directory.CreateDirectory(folder.At("far", "away"));
        Directory.Move(folder.At("here"), folder.At("far", "away", "there"));
        File.Delete(folder.At("institutions.csv"));
        File.Delete(folder.At("exposures.csv"));

        Command.Run(folder.Path, "run", "far/away/there/scenario.yaml", "--out", "again").Expect(0);

        AssertSame(folder, "far/away/there", "again", "running a moved folder");
    }

    [Fact]
    public void Another_seed_gives_another_draw()
    {
        using var folder = RandomNetwork.Write(new TestFolder(), count: 40, debtors: 4, leverage: 0.8)
            .Write("scenario.yaml", RandomNetwork.Scenario("{ kind: default, target: { random: 2 } }", "{ mechanism: furfine }", "{ replications: 20 }"));
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "one", "--seed", "1").Expect(0);
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "two", "--seed", "2").Expect(0);

        Assert.NotEqual(folder.Read("one", "replications.csv"), folder.Read("two", "replications.csv"));
    }

    private static void AssertSame(string name, string mechanism, (string Scenario, (int Threads, string[] Environment) Way)[] runs)
    {
        using var folder = RandomNetwork.Write(new TestFolder(), count: 60, debtors: 6, leverage: 1.1)
            .Write("each.yaml", RandomNetwork.Scenario("{ kind: default, target: { each: all } }", mechanism))
            .Write("random.yaml", RandomNetwork.Scenario("{ kind: asset-loss, target: { random: 9 }, fraction: 0.08 }", mechanism, "{ seed: 11, replications: 37 }"))
            .Write("single.yaml", RandomNetwork.Scenario("{ kind: asset-loss, target: { random: 9 }, fraction: 0.08 }", mechanism));
        foreach (var ways in runs.GroupBy(run => run.Scenario, run => run.Way))
        {
            var scenario = ways.Key;
            Command.Run(folder.Path, "run", $"{scenario}.yaml", "--out", scenario, "--threads", "1", "--quiet").Expect(0);
            foreach (var (threads, environment) in ways)
            {
                var other = $"{scenario}-{threads}-{string.Join('-', environment)}";
                Command.RunWith(folder.Path, environment, "run", $"{scenario}.yaml", "--out", other, "--threads", $"{threads}", "--quiet").Expect(0);
                AssertSame(folder, scenario, other, $"{name}, {threads} threads, {string.Join(' ', environment)}");
            }
        }
    }

    /// <summary>Compares result files byte by byte.</summary>
    internal static void AssertSame(TestFolder folder, string first, string second, string what)
    {
        // Runs over periods have more of them, and so have those with metrics.
        string[] files = [.. Directory.EnumerateFiles(folder.At(first)).Select(file => Path.GetFileName(file)!).Where(file => file is not ("run.json" or "journal" or "scenario.yaml"))];
        Assert.Superset(Results.ToHashSet(), files.ToHashSet());
        foreach (var file in files)
        {
            Assert.True(File.ReadAllBytes(folder.At(first, file)).AsSpan().SequenceEqual(File.ReadAllBytes(folder.At(second, file))), $"{what}: {file} differs between {first} and {second}");
        }
    }
}
