using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>The outside contract for <c>contagion compare</c>.</summary>
public sealed partial class CompareCommandTests
{
    [Fact]
    public void A_comparison_writes_its_tables_a_run_for_each_alternative_and_what_repeats_it()
    {
        using var folder = PolicyFolder.New();

        Command.Run(folder.Path, "compare", "scenario.yaml", "--out", "out").Expect(0);

        Assert.Equal(
            ["compare.json", "comparison.csv", "comparison.json", "fund", "inputs", "journal", "lender-of-last-resort", "no-policies", "report.html", "scenario.yaml", "trust"],
            Directory.EnumerateFileSystemEntries(folder.At("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["inputs", "institutions.csv", "journal", "periods.csv", "replications.csv", "report.html", "rounds.csv", "run.json", "scenario.yaml", "spillover.csv", "summary.json"],
            Directory.EnumerateFileSystemEntries(folder.At("out", "trust")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var lines = folder.Read("out", "comparison.csv").TrimEnd('\n').Split('\n');
        Assert.Equal("alternative,metric,mean,base_mean,difference,sd_of_difference,ci95_low,ci95_high,replications,better", lines[0]);
        Assert.Equal(["lender of last resort", "trust", "fund"], lines.Skip(1).Select(line => line.Split(',')[0]).Distinct());
        var record = JsonDocument.Parse(folder.Read("out", "compare.json")).RootElement;
        Assert.Equal("completed", record.GetProperty("state").GetString());
        Assert.Equal(["no policies", "lender of last resort", "trust", "fund"], record.GetProperty("alternatives").EnumerateArray().Select(name => name.GetString()));
    }

    // Common random numbers: the fund changes nothing before it pays, and segregation finds no client money to keep apart.
    [Fact]
    public void What_a_policy_cannot_change_does_not_change()
    {
        using var folder = PolicyFolder.New();
        Command.Run(folder.Path, "compare", "scenario.yaml", "--out", "out", "--quiet").Expect(0);

        var rows = Rows(folder, "out");

        Assert.All(rows.Where(row => row["alternative"] == "trust"), row => Assert.Equal(("0", "0", "0"), (row["difference"], row["ci95_low"], row["ci95_high"])));
        Assert.All(rows.Where(row => row["metric"] is "first_round_loss" or "credit_loss"), row => Assert.Equal("0", row["sd_of_difference"]));
        Assert.Contains(rows, row => row["alternative"] == "fund" && row["metric"] == "lender_loss" && row["ci95_high"].StartsWith('-'));
    }

    // Source: Student's t with 19 degrees of freedom has its 97.5 % quantile at 2.093024.
    [Fact]
    public void Intervals_are_those_of_the_differences_of_replications()
    {
        using var folder = PolicyFolder.New();
        Command.Run(folder.Path, "compare", "scenario.yaml", "--out", "out", "--quiet").Expect(0);
        double[] Losses(string alternative)
        {
            var table = folder.Read("out", alternative, "replications.csv").TrimEnd('\n').Split('\n').Select(line => line.Split(',')).ToArray();
            var column = Array.IndexOf(table[0], "total_loss");
            return [.. table.Skip(1).Select(row => double.Parse(row[column], CultureInfo.InvariantCulture))];
        }

        double[] differences = [.. Losses("lender-of-last-resort").Zip(Losses("no-policies"), (one, other) => one - other)];
        var mean = differences.Average();
        var half = 2.093024 * Math.Sqrt(differences.Sum(one => (one - mean) * (one - mean)) / 19 / 20);
        var row = Rows(folder, "out").Single(row => row["alternative"] == "lender of last resort" && row["metric"] == "total_loss");
        Assert.Equal([mean, mean - half, mean + half], new[] { "difference", "ci95_low", "ci95_high" }.Select(name => double.Parse(row[name], CultureInfo.InvariantCulture)), (one, other) => Math.Abs(one - other) < 1e-6);
        Assert.Equal("20", row["replications"]);
        Assert.Equal(differences.Count(one => one < 0) / 20.0, double.Parse(row["better"], CultureInfo.InvariantCulture), 1e-12);
    }

    [Fact]
    public void Several_files_are_alternatives_under_their_own_names()
    {
        using var folder = PolicyFolder.NewPair();

        var result = Command.Run(folder.Path, "compare", "a.yaml", "b.yaml", "--out", "out", "--json").Expect(0);

        var json = JsonDocument.Parse(result.Out).RootElement;
        Assert.Equal(("A", 20), (json.GetProperty("base").GetProperty("name").GetString(), json.GetProperty("replications").GetInt32()));
        var alternative = Assert.Single(json.GetProperty("alternatives").EnumerateArray());
        Assert.StartsWith("B: ", alternative.GetProperty("meaning").GetString(), StringComparison.Ordinal);
        Assert.Equal(5, alternative.GetProperty("metrics").GetProperty("fund_filled").GetProperty("difference").GetDouble());
        Assert.Equal(folder.Read("out", "comparison.json"), result.Out);
    }

    [Fact]
    public void Any_mechanism_can_be_compared_with_another()
    {
        using var folder = TestFolder.Small()
            .Write("other.yaml", TestFolder.Scenario.Replace("Small", "Other", StringComparison.Ordinal).Replace("furfine", "eisenberg-noe", StringComparison.Ordinal));

        var report = Command.Run(folder.Path, "compare", "scenario.yaml", "other.yaml", "--set", "shocks.0.target={each: all}", "--out", "out").Expect(0).Out;

        Assert.Contains("Other: ", report, StringComparison.Ordinal);
        Assert.Contains("one institution in turn", report, StringComparison.Ordinal);
        Assert.DoesNotContain("95 %", report, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_of_a_comparison_repeats_it_elsewhere()
    {
        using var folder = PolicyFolder.New();
        Command.Run(folder.Path, "compare", "scenario.yaml", "--out", "first", "--seed", "9", "--quiet").Expect(0);
        File.Delete(folder.At("exposures.csv"));

        Command.Run(folder.Path, "compare", "first/scenario.yaml", "--out", "second", "--quiet").Expect(0);

        Assert.Equal(folder.Read("first", "comparison.json"), folder.Read("second", "comparison.json"));
    }

    [Fact]
    public void Without_out_a_comparison_goes_to_a_folder_named_after_scenario_time_and_hash()
    {
        using var folder = PolicyFolder.New();
        Command.Run(folder.Path, "compare", "scenario.yaml", "--quiet").Expect(0);

        Assert.Matches(@"^platform-compare-\d{8}-\d{6}-[0-9a-f]{8}$", Path.GetFileName(Assert.Single(Directory.EnumerateDirectories(folder.At("runs")))));
    }

    [Fact]
    public void Threads_partitions_and_vector_width_do_not_change_a_byte()
    {
        using var folder = PolicyFolder.New();
        string[] compare = ["compare", "scenario.yaml", "--quiet"];
        Command.Run(folder.Path, [.. compare, "--out", "one", "--threads", "1"]).Expect(0);

        Command.Run(folder.Path, [.. compare, "--out", "two", "--threads", "2"]).Expect(0);
        Command.RunWith(folder.Path, ["DOTNET_EnableAVX2=0"], [.. compare, "--out", "narrow", "--threads", "3"]).Expect(0);
        Command.Run(folder.Path, [.. compare, "--out", "parts", "--threads", "2", "--partitions", "3"]).Expect(0);

        foreach (var other in new[] { "two", "narrow", "parts" })
        {
            Assert.Equal(folder.Read("one", "comparison.csv"), folder.Read(other, "comparison.csv"));
            Assert.Equal(folder.Read("one", "comparison.json"), folder.Read(other, "comparison.json"));
        }
    }

    [Fact]
    public void A_single_replication_has_differences_without_intervals()
    {
        using var folder = PolicyFolder.New();

        var report = Command.Run(folder.Path, "compare", "scenario.yaml", "--replications", "1", "--out", "out").Expect(0).Out;

        Assert.DoesNotContain("95 %", report, StringComparison.Ordinal);
        Assert.All(Rows(folder, "out"), row => Assert.Equal(("", "", "", "1"), (row["sd_of_difference"], row["ci95_low"], row["ci95_high"], row["replications"])));
    }

    [Fact]
    public void The_report_says_what_each_alternative_changes_and_costs_and_what_to_do_next()
    {
        using var folder = PolicyFolder.New();

        var report = Command.Run(folder.Path, "compare", "scenario.yaml", "--out", "out", "--set", "run.maxRounds=99").Expect(0).Out;

        Assert.Contains("4 alternatives; 20 replications, drawn alike for all of them.", report, StringComparison.Ordinal);
        Assert.Contains("trust: total loss is the same, as many institutions default.", report, StringComparison.Ordinal);
        Assert.Contains("put into the guarantee fund", report, StringComparison.Ordinal);
        Assert.Contains("out/comparison.csv", report, StringComparison.Ordinal);
        var next = Next().Match(report).Groups[1].Value;
        Assert.Equal("compare scenario.yaml --set run.maxRounds=99 --set run.replications=80", next);
        Command.Shell(folder.Path, $"$CONTAGION {next}").Expect(0);
    }

    [Fact]
    public void Attribution_is_made_for_every_alternative()
    {
        using var folder = PolicyFolder.New();

        Command.Run(folder.Path, "compare", "scenario.yaml", "--out", "out", "--set", "run.attribution=cumulative", "--quiet").Expect(0);

        Assert.All(new[] { "no-policies", "fund" }, name => Assert.StartsWith("channel,cumulative_mean,", folder.Read("out", name, "attribution.csv"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_tells_who_lost_what_policies_paid_and_which_channels_it_came_by()
    {
        using var folder = PolicyFolder.New();

        var report = Command.Run(folder.Path, "run", "scenario.yaml", "--set", "policies={ guaranteeFund: { size: 5 } }", "--set", "run.attribution=shapley", "--out", "out").Expect(0).Out;

        Assert.All(
            new[] { "Who lost (mean over replications)", "lenders", "put into the guarantee fund", "adds, over all orders", "fire-sale", "attribution.csv" },
            said => Assert.Contains(said, report, StringComparison.Ordinal));
    }

    [Fact]
    public void Quiet_prints_nothing()
    {
        using var folder = PolicyFolder.New();

        var result = Command.Run(folder.Path, "compare", "scenario.yaml", "--out", "out", "--quiet").Expect(0);

        Assert.Equal(("", ""), (result.Out, result.Error));
    }

    [Fact]
    public void Replications_that_do_not_converge_are_told_with_their_alternative()
    {
        using var folder = PolicyFolder.New();

        var result = Command.Run(folder.Path, "compare", "scenario.yaml", "--set", "run.maxRounds=1", "--out", "out", "--quiet").Expect(0);

        Assert.Contains("did not converge within run.maxRounds; see the column converged of out/no-policies/replications.csv", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_option_of_the_contract()
    {
        using var folder = new TestFolder();
        var help = Command.Run(folder.Path, "compare", "--help").Expect(0).Out;

        Assert.All(
            new[] { "--out", "--set", "--seed", "--replications", "--threads", "--partitions", "--resume", "--json", "--quiet" },
            option => Assert.Contains(option, help, StringComparison.Ordinal));
    }

    private static Dictionary<string, string>[] Rows(TestFolder folder, string comparison) => Table.Fields(File.ReadLines(folder.At(comparison, "comparison.csv")));

    // The remark in parentheses after the command is no part of it.
    [GeneratedRegex(@"Next:\s+contagion (.*?)\s+\(")]
    private static partial Regex Next();
}
