using System.Text.Json;
using System.Text.RegularExpressions;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>The outside contract for <c>contagion sweep</c>.</summary>
public sealed partial class SweepCommandTests
{
    private const string Mechanisms = "channels.solvency={mechanism: furfine, lossGivenDefault: 0.5},{mechanism: eisenberg-noe}";

    [Fact]
    public void A_sweep_writes_its_table_and_what_repeats_it()
    {
        using var folder = TestFolder.Small();

        Command.Run(folder.Path, "sweep", "scenario.yaml", "--over", Mechanisms, "--out", "sweep").Expect(0);

        Assert.Equal(
            ["inputs", "scenario.yaml", "sweep.csv", "sweep.json"],
            Directory.EnumerateFileSystemEntries(folder.At("sweep")).Select(Path.GetFileName).Where(file => file != "journal").Order(StringComparer.Ordinal));
        Assert.Equal(TestFolder.Exposures, folder.Read("sweep", "inputs", "exposures.csv"));
        var lines = folder.Read("sweep", "sweep.csv").Split('\n');
        Assert.StartsWith("point,channels.solvency,replications,not_converged,defaults_mean,defaults_sd,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("0,\"{mechanism: furfine, lossGivenDefault: 0.5}\",1,0,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("1,{mechanism: eisenberg-noe},1,0,", lines[2], StringComparison.Ordinal);
        Assert.Equal(("", 4), (lines[3], lines.Length));
        var record = JsonDocument.Parse(folder.Read("sweep", "sweep.json")).RootElement;
        Assert.Equal(("completed", 2, 2), (record.GetProperty("state").GetString(), record.GetProperty("points").GetInt32(), record.GetProperty("points_done").GetInt32()));
        Assert.Equal(64, record.GetProperty("scenario_hash").GetString()!.Length);
    }

    [Fact]
    public void The_folder_of_a_sweep_repeats_it_elsewhere()
    {
        using var folder = TestFolder.Small().Write("samples.csv", "run.seed,channels.solvency.lossGivenDefault\n1,0.5\n2,0.75\n");
        Command.Run(folder.Path, "sweep", "scenario.yaml", "--samples", "samples.csv", "--over", "run.maxRounds=50,60", "--out", "first", "--quiet").Expect(0);
        File.Delete(folder.At("exposures.csv"));

        Command.Run(folder.Path, "sweep", "first/scenario.yaml", "--samples", "first/inputs/samples.csv", "--over", "run.maxRounds=50,60", "--out", "second", "--quiet").Expect(0);

        Assert.Equal(folder.Read("first", "sweep.csv"), folder.Read("second", "sweep.csv"));
        Assert.Equal(Hash(folder, "first"), Hash(folder, "second"));
    }

    [Fact]
    public void Without_out_a_sweep_goes_to_a_folder_named_after_scenario_time_and_hash()
    {
        using var folder = TestFolder.Small();
        Command.Run(folder.Path, "sweep", "scenario.yaml", "--over", "run.seed=1,2").Expect(0);

        Assert.Matches(@"^small-sweep-\d{8}-\d{6}-[0-9a-f]{8}$", Path.GetFileName(Assert.Single(Directory.EnumerateDirectories(folder.At("runs")))));
    }

    // The plain version against the fast one: each point by a command of its own.
    [Fact]
    public void A_point_is_the_run_with_its_values_and_points_share_their_draws()
    {
        using var folder = RandomNetwork.Write(new TestFolder(), count: 40, debtors: 4, leverage: 0.9)
            .Write("scenario.yaml", RandomNetwork.Scenario("{ kind: equity-loss, target: { random: 3 }, fraction: 0.5 }", "{ mechanism: debtrank-linear }"));
        var result = Command.Run(
            folder.Path, "sweep", "scenario.yaml", "--over", "shocks.0.fraction=0.25,1", "--over", "channels.solvency={mechanism: debtrank-linear},{mechanism: furfine}",
            "--replications", "21", "--seed", "5", "--set", "run.maxRounds=500", "--out", "sweep", "--json").Expect(0);
        var points = JsonDocument.Parse(result.Out).RootElement.EnumerateArray().ToArray();

        Assert.Equal(4, points.Length);
        var table = folder.Read("sweep", "sweep.csv").Split('\n').Select(line => line.Split(',')).ToArray();
        var shocked = new HashSet<string>();
        foreach (var (point, place) in points.Select((point, place) => (point, place)))
        {
            var values = point.GetProperty("values").EnumerateObject().Select(value => $"{value.Name}={value.Value.GetRawText()}");
            Command.Run(
                folder.Path,
                ["run", "scenario.yaml", "--replications", "21", "--seed", "5", "--set", "run.maxRounds=500", .. values.SelectMany(value => (string[])["--set", value]), "--out", $"{place}", "--quiet"]).Expect(0);
            var summary = JsonDocument.Parse(folder.Read($"{place}", "summary.json")).RootElement;
            Assert.Equal(summary.GetProperty("metrics").GetRawText().Where(letter => letter != ' '), point.GetProperty("metrics").GetRawText().Where(letter => letter != ' '));
            Assert.Equal(21, point.GetProperty("replications").GetInt32());
            foreach (var (metric, number, path) in new[] { ("total_loss", "mean", "mean"), ("defaults", "sd", "sd"), ("contagion_loss", "max", "max") })
            {
                Assert.Equal(summary.GetProperty("metrics").GetProperty(metric).GetProperty(path).GetRawText(), table[place + 1][Array.IndexOf(table[0], $"{metric}_{number}")]);
            }

            shocked.Add(string.Join('\n', folder.Read($"{place}", "replications.csv").Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')[1])));
        }

        // Common random numbers: replication by replication the same institutions are hit at every point.
        Assert.Single(shocked);
    }

    [Fact]
    public void Threads_partitions_and_vector_width_do_not_change_a_byte()
    {
        using var folder = RandomNetwork.Write(new TestFolder(), count: 60, debtors: 6, leverage: 1.1)
            .Write("scenario.yaml", RandomNetwork.Scenario("{ kind: asset-loss, target: { random: 9 }, fraction: 0.08 }", "{ mechanism: debtrank-linear }"));
        string[] sweep = ["sweep", "scenario.yaml", "--over", "run.replications=1,40,8", "--over", "channels.solvency={mechanism: eisenberg-noe},{mechanism: neva-merton, recovery: 0.5}", "--quiet"];
        Command.Run(folder.Path, [.. sweep, "--out", "one", "--threads", "1"]).Expect(0);

        Command.Run(folder.Path, [.. sweep, "--out", "two", "--threads", "2"]).Expect(0);
        Command.RunWith(folder.Path, ["DOTNET_EnableAVX2=0"], [.. sweep, "--out", "three", "--threads", "3"]).Expect(0);
        Command.Run(folder.Path, [.. sweep, "--out", "parts", "--threads", "2", "--partitions", "5"]).Expect(0);

        Assert.All(new[] { "two", "three", "parts" }, other => Assert.Equal(folder.Read("one", "sweep.csv"), folder.Read(other, "sweep.csv")));
    }

    [Fact]
    public void Json_prints_an_array_of_points_and_nothing_else_again_when_resumed()
    {
        using var folder = TestFolder.Small();
        string[] sweep = ["sweep", "scenario.yaml", "--over", "run.seed=1,18446744073709551615", "--over", "shocks.0.target={id: [B1, 'B2']},all", "--out", "sweep", "--json"];

        var result = Command.Run(folder.Path, sweep).Expect(0);

        Assert.Equal("", result.Error);
        var values = JsonDocument.Parse(result.Out).RootElement.EnumerateArray().Select(point => Blank().Replace(point.GetProperty("values").GetRawText(), ""));
        Assert.Equal(
            [
                """{"run.seed":1,"shocks.0.target":{"id":["B1","B2"]}}""", """{"run.seed":1,"shocks.0.target":"all"}""",
                """{"run.seed":18446744073709551615,"shocks.0.target":{"id":["B1","B2"]}}""", """{"run.seed":18446744073709551615,"shocks.0.target":"all"}""",
            ],
            values);
        var before = folder.Contents();
        Assert.Equal(result.Out, Command.Run(folder.Path, [.. sweep, "--resume"]).Expect(0).Out);
        Assert.Equal(before, folder.Contents());
    }

    [Fact]
    public void Quiet_prints_nothing()
    {
        using var folder = TestFolder.Small();

        var result = Command.Run(folder.Path, "sweep", "scenario.yaml", "--over", "run.seed=1,2", "--out", "sweep", "--quiet").Expect(0);

        Assert.Equal(("", ""), (result.Out, result.Error));
    }

    [Fact]
    public void The_report_shows_what_differs_and_the_command_proposed_next_runs()
    {
        using var folder = TestFolder.Small();

        var report = Command.Run(folder.Path, "sweep", "scenario.yaml", "--over", "shocks.0.target={id: P1},all", "--set", "run.maxRounds=99", "--out", "sweep").Expect(0).Out;

        Assert.Contains("2 points", report, StringComparison.Ordinal);
        Assert.Contains("sweep/sweep.csv", report, StringComparison.Ordinal);
        var next = Next().Match(report).Groups[1].Value;
        // All at once is worse than the platform alone.
        Assert.Equal("run scenario.yaml --set run.maxRounds=99 --set shocks.0.target=all", next);
        Command.Shell(folder.Path, $"$CONTAGION {next}").Expect(0);
    }

    [Fact]
    public void Points_that_do_not_converge_are_counted_and_told()
    {
        using var folder = TestFolder.Small();

        var result = Command.Run(
            folder.Path, "sweep", "scenario.yaml", "--over", "run.maxRounds=1,1000", "--set", "channels.solvency={mechanism: debtrank-linear}", "--set", "shocks.0={kind: equity-loss, target: all, fraction: 0.1}",
            "--out", "sweep", "--quiet").Expect(0);

        Assert.Equal(["1", "0"], folder.Read("sweep", "sweep.csv").TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(',')[3]));
        Assert.StartsWith("contagion: 1 point ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_option_of_the_contract()
    {
        using var folder = new TestFolder();
        var help = Command.Run(folder.Path, "sweep", "--help").Expect(0).Out;

        Assert.All(
            new[] { "--over", "--samples", "--out", "--set", "--seed", "--replications", "--threads", "--partitions", "--resume", "--json", "--quiet" },
            option => Assert.Contains(option, help, StringComparison.Ordinal));
    }

    private static string Hash(TestFolder folder, string sweep) => JsonDocument.Parse(folder.Read(sweep, "sweep.json")).RootElement.GetProperty("scenario_hash").GetString()!;

    [GeneratedRegex(@"\s")]
    private static partial Regex Blank();

    // The remark in parentheses after the command is no part of it.
    [GeneratedRegex(@"Next:\s+contagion (.*?)\s+\(")]
    private static partial Regex Next();
}
