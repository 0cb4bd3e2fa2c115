using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>The outside contract of design.md sections 5 and 6 for <c>contagion run</c>.</summary>
public sealed partial class RunCommandTests
{
    private const string InTurn = "shocks.0.target={each: all}";

    [Fact]
    public void A_run_writes_the_files_of_the_contract_and_nothing_else()
    {
        using var folder = TestFolder.Small();

        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "result").Expect(0);

        var files = Directory.EnumerateFileSystemEntries(folder.At("result"), "*", new EnumerationOptions { AttributesToSkip = FileAttributes.None }).Select(Path.GetFileName);
        // The journal of section 5 may be gone once a run is completed.
        Assert.Equal(
            ["inputs", "institutions.csv", "replications.csv", "report.html", "rounds.csv", "run.json", "scenario.yaml", "spillover.csv", "summary.json"],
            files.Where(file => file != "journal").Order(StringComparer.Ordinal));
        Assert.Equal(TestFolder.Institutions, folder.Read("result", "inputs", "institutions.csv"));
        Assert.Equal(TestFolder.Exposures, folder.Read("result", "inputs", "exposures.csv"));
    }

    [Fact]
    public void Every_file_of_the_network_is_copied_and_the_copies_give_the_same_run()
    {
        (string Name, string Text)[] others = [("holdings.csv", "institution,asset,amount\nB1,B2,0.5\n"), ("features.csv", "id,age\nB1,3\n"), ("payments.csv", "id,payer,payee,amount\n1,B1,B2,3\n")];
        using var folder = TestFolder.Small();
        Array.ForEach(others, file => folder.Write(file.Name, file.Text));
        string[] named = [.. others.SelectMany(file => new[] { "--set", $"network.files.{Path.GetFileNameWithoutExtension(file.Name)}={file.Name}" })];

        Command.Run(folder.Path, ["run", "scenario.yaml", "--out", "one", .. named]).Expect(0);
        Command.Run(folder.Path, "run", "one/scenario.yaml", "--out", "two").Expect(0);

        Assert.All(others, file => Assert.Equal(file.Text, folder.Read("two", "inputs", file.Name)));
        Assert.Equal(folder.Read("one", "scenario.yaml"), folder.Read("two", "scenario.yaml"));
        Assert.Equal(Hash("one"), Hash("two"));

        string Hash(string run) => JsonDocument.Parse(folder.Read(run, "run.json")).RootElement.GetProperty("scenario_hash").GetString()!;
    }

    [Theory]
    [InlineData("furfine", "target=all", "institutions.csv", "id,kind,default_probability,initial_equity,mean_final_equity,mean_loss,mean_relative_loss")]
    [InlineData("furfine", "target=all", "replications.csv", "replication,shocked,defaults,fundamental_defaults,contagious_defaults,rounds,converged,first_round_loss,contagion_loss,total_loss")]
    [InlineData("furfine", "target=all", "rounds.csv", "round,")]
    [InlineData("furfine", "target=all", "spillover.csv", "from,to,loss")]
    [InlineData("eisenberg-noe", "target={each: all}", "institutions.csv", "id,kind,default_probability,initial_equity,mean_final_equity,mean_loss,mean_relative_loss")]
    [InlineData("eisenberg-noe", "target={each: all}", "replications.csv", "replication,shocked,defaults,fundamental_defaults,contagious_defaults,rounds,converged,first_round_loss,contagion_loss,total_loss")]
    [InlineData("eisenberg-noe", "target={each: all}", "rounds.csv", "round,")]
    [InlineData("eisenberg-noe", "target={each: all}", "spillover.csv", "from,to,loss")]
    public void Result_files_begin_with_the_columns_of_the_contract(string mechanism, string target, string file, string columns)
    {
        using var folder = TestFolder.Small();

        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "result", "--set", $"channels.solvency={{mechanism: {mechanism}}}", "--set", $"shocks.0.{target}").Expect(0);

        Assert.StartsWith(columns, folder.Read("result", file), StringComparison.Ordinal);
        Assert.DoesNotContain("\r", folder.Read("result", file), StringComparison.Ordinal);
        Assert.EndsWith("\n", folder.Read("result", file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_clearing_tells_the_round_of_each_default_and_each_payment()
    {
        using var folder = TestFolder.Small();

        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "result", "--set", "channels.solvency={mechanism: eisenberg-noe}").Expect(0);

        var header = folder.Read("result", "institutions.csv").Split('\n')[0].Split(',');
        Assert.Contains("default_round", header);
        Assert.Contains("payment", header);
    }

    [Fact]
    public void The_record_of_a_run_says_what_was_run_and_how_it_ended()
    {
        using var folder = TestFolder.Small();
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "result").Expect(0);

        var record = JsonDocument.Parse(folder.Read("result", "run.json")).RootElement;

        Assert.Equal("completed", record.GetProperty("state").GetString());
        Assert.Equal(7, record.GetProperty("seed").GetInt32());
        Assert.Equal(64, record.GetProperty("scenario_hash").GetString()!.Length);
        Assert.Equal(1, record.GetProperty("replications").GetInt32());
        Assert.Equal(1, record.GetProperty("replications_done").GetInt32());
        Assert.True(record.GetProperty("rounds").GetInt32() > 0);
        Assert.True(record.GetProperty("started").GetDateTimeOffset() <= record.GetProperty("ended").GetDateTimeOffset());
        Assert.All(new[] { "id", "version", "host" }, key => Assert.False(string.IsNullOrEmpty(record.GetProperty(key).GetString())));
    }

    [Fact]
    public void Without_out_a_run_goes_to_a_folder_named_after_scenario_time_and_hash()
    {
        using var folder = TestFolder.Small();
        Command.Run(folder.Path, "run", "scenario.yaml").Expect(0);

        var name = Path.GetFileName(Assert.Single(Directory.EnumerateDirectories(folder.At("runs"))));

        Assert.Matches(@"^small-\d{8}-\d{6}-[0-9a-f]{8}$", name);
    }

    [Fact]
    public void Json_prints_the_summary_and_nothing_else()
    {
        using var folder = TestFolder.Small();

        var result = Command.Run(folder.Path, "run", "scenario.yaml", "--out", "result", "--json").Expect(0);

        Assert.Equal(folder.Read("result", "summary.json"), result.Out);
        Assert.Equal("", result.Error);
        var metrics = JsonDocument.Parse(result.Out).RootElement.GetProperty("metrics");
        Assert.All(new[] { "defaults", "contagious_defaults", "first_round_loss", "contagion_loss", "total_loss" }, name =>
            Assert.All(new[] { "mean", "sd", "quantiles", "ci95" }, key => Assert.True(metrics.GetProperty(name).TryGetProperty(key, out _), $"{name} has no {key}")));
    }

    [Fact]
    public void Quiet_prints_nothing()
    {
        using var folder = TestFolder.Small();

        var result = Command.Run(folder.Path, "run", "scenario.yaml", "--out", "result", "--quiet").Expect(0);

        Assert.Equal(("", ""), (result.Out, result.Error));
    }

    [Fact]
    public void A_pipe_gets_no_colours_and_no_progress()
    {
        using var folder = TestFolder.Small().Write("scenario.yaml", TestFolder.Scenario.Replace("name: Small", "name: Large [bold]banks[/] [[x]]", StringComparison.Ordinal));

        var result = Command.Run(folder.Path, "run", "scenario.yaml", "--out", "result", "--set", InTurn).Expect(0);

        Assert.DoesNotContain("\u001b", result.Out, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
        Assert.Contains("Large [bold]banks[/] [[x]]", result.Out, StringComparison.Ordinal);
    }

    // script(1) gives the command a terminal.
    [Fact]
    public void A_terminal_gets_no_colours_when_NO_COLOR_is_set()
    {
        using var folder = TestFolder.Small();

        var result = Command.Shell(folder.Path, "NO_COLOR=1 TERM=xterm-256color script -qec \"$CONTAGION run scenario.yaml --out result\" /dev/null").Expect(0);

        Assert.Contains("Small", result.Out, StringComparison.Ordinal);
        // Colours and styles are ESC [ ... m; a terminal may be told other things, such as that its keypad is in use.
        Assert.DoesNotMatch(Colour(), result.Out);
    }

    [Fact]
    public void Names_in_the_input_cannot_steer_the_terminal()
    {
        // ESC [ 2 J clears the screen; a scenario comes from anybody.
        using var folder = TestFolder.Small().Write("scenario.yaml", TestFolder.Scenario.Replace("name: Small", "name: \"Small \\e[2J banks\"", StringComparison.Ordinal));

        var result = Command.Run(folder.Path, "run", "scenario.yaml", "--out", "result");

        Assert.DoesNotContain("\u001b", result.Out + result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("furfine")]
    [InlineData("debtrank-linear")]
    [InlineData("eisenberg-noe")]
    public void Numbers_are_written_in_the_shortest_form_that_reads_back_to_the_same_double(string mechanism)
    {
        using var folder = RandomNetwork.Write(new TestFolder(), count: 30, debtors: 5, leverage: 1.3)
            .Write("scenario.yaml", RandomNetwork.Scenario("{ kind: default, target: { each: all } }", $"{{ mechanism: {mechanism} }}"));
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "result").Expect(0);

        var words = new[] { "institutions.csv", "replications.csv", "rounds.csv", "spillover.csv", "summary.json" }
            .SelectMany(file => folder.Read("result", file).Split([',', '\n', ' ', '[', ']'], StringSplitOptions.RemoveEmptyEntries));
        var numbers = words.Where(word => word.Length > 0 && (char.IsAsciiDigit(word[0]) || word[0] == '-') && double.TryParse(word, CultureInfo.InvariantCulture, out _)).ToArray();

        Assert.True(numbers.Length > 500, $"{numbers.Length} numbers");
        Assert.All(numbers, number => Assert.Equal(number, double.Parse(number, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)));
        Assert.DoesNotContain("-0", numbers);
    }

    [Fact]
    public void An_output_folder_that_cannot_be_made_is_told_in_one_sentence()
    {
        using var folder = TestFolder.Small();

        // Nobody, root included, can make a folder there.
        var result = Command.Run(folder.Path, "run", "scenario.yaml", "--out", "/proc/contagion").Expect(1);

        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.Contains("/proc/contagion", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Out);
    }

    [Fact]
    public void A_full_disk_under_standard_output_is_told_in_one_sentence()
    {
        using var folder = TestFolder.Small();

        var result = Command.Shell(folder.Path, "$CONTAGION run scenario.yaml --out result --json > /dev/full").Expect(1);

        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.Contains("space", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_has_seen_enough_is_no_fault()
    {
        using var folder = TestFolder.Small();

        var result = Command.Shell(folder.Path, "{ $CONTAGION schema; echo \"code $?\" >&2; } | head -c 5 > /dev/null").Expect(0);

        Assert.Equal("code 0\n", result.Error);
    }

    [Theory]
    [InlineData("{ mechanism: furfine }", "{ id: B1 }", "scenario.yaml")]
    [InlineData("{ mechanism: eisenberg-noe }", "all", "scenario.yaml")]
    [InlineData("{ mechanism: rogers-veraart, alpha: 0.9 }", "all", "scenario.yaml")]
    [InlineData("{ mechanism: cross-holdings, integration: 0.3 }", "all", "scenario.yaml")]
    [InlineData("{ mechanism: debtrank-linear }", "{ each: { kind: bank } }", "scenario.yaml")]
    [InlineData("{ mechanism: furfine }", "all", "my scenario.yaml")]
    [InlineData("{ mechanism: furfine }", "all", "bank's.yaml")]
    public void The_command_proposed_next_runs(string mechanism, string target, string file)
    {
        using var folder = TestFolder.Small().Write(file, TestFolder.Scenario);
        var report = Command.Run(folder.Path, "run", file, "--out", "result", "--set", $"channels.solvency={mechanism}", "--set", $"shocks.0.target={target}").Expect(0).Out;

        var next = Next().Match(report).Groups[1].Value;

        Assert.NotEqual("", next);
        Command.Shell(folder.Path, $"$CONTAGION {next}").Expect(0);
    }

    // What other mechanisms propose, another mechanism, would contradict the channels and policies here.
    [Theory]
    [InlineData("compare", "run.periods=1")]
    [InlineData("compare", "run.attribution=cumulative")]
    [InlineData("compare", "shocks.0={ kind: default, target: { each: { kind: bank } } }", "run={ seed: 7 }")]
    [InlineData("run.attribution=shapley", "policySets=[]")]
    [InlineData("run.attribution=shapley", "policySets=[]", "run.periods=3")]
    [InlineData("channels.solvency.alpha=0.9", "policySets=[]", "run.attribution=shapley")]
    [InlineData("channels.solvency.alpha=1", "policySets=[]", "run.attribution=cumulative", "channels.solvency.alpha=0.5")]
    [InlineData("shocks.1.target={id: B}", "policySets=[]", "run={ seed: 7 }", "shocks.1.target={ each: { kind: bank } }")]
    public void The_command_proposed_after_a_run_over_periods_runs(string proposal, params string[] settings)
    {
        using var folder = PolicyFolder.New();
        var report = Command.Run(folder.Path, ["run", "scenario.yaml", "--out", "result", .. settings.SelectMany(setting => new[] { "--set", setting })]).Expect(0).Out;

        var next = Next().Match(report).Groups[1].Value;

        Assert.Contains(proposal, next, StringComparison.Ordinal);
        Command.Shell(folder.Path, $"$CONTAGION {next}").Expect(0);
    }

    [Fact]
    public void Validate_says_that_a_right_scenario_is_right_and_writes_nothing()
    {
        using var folder = TestFolder.Small();
        var before = folder.Contents();

        var result = Command.Run(folder.Path, "validate", "scenario.yaml").Expect(0);

        Assert.Contains("4 institutions", result.Out, StringComparison.Ordinal);
        Assert.Contains("4 exposures", result.Out, StringComparison.Ordinal);
        Assert.Equal(before, folder.Contents());
    }

    [Fact]
    public void Help_names_every_command_and_option_of_the_contract()
    {
        using var folder = new TestFolder();
        var (root, run) = (Command.Run(folder.Path, "--help").Expect(0).Out, Command.Run(folder.Path, "run", "--help").Expect(0).Out);

        Assert.All(new[] { "run", "sweep", "validate", "schema" }, command => Assert.Contains($"  {command} ", root, StringComparison.Ordinal));
        Assert.All(new[] { "--out", "--set", "--seed", "--replications", "--threads", "--resume", "--json", "--quiet" }, option => Assert.Contains(option, run, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\u001b\[[0-9;]*m")]
    private static partial Regex Colour();

    // The remark in parentheses after the command is no part of it.
    [GeneratedRegex(@"Next:\s+contagion ((?:[^\n(]|\n(?!\n))*?)\s+\(")]
    private static partial Regex Next();
}
