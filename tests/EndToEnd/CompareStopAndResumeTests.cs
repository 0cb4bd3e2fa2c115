using System.Text.Json;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>A comparison that is stopped, killed or disturbed can be gone on with and ends as if nothing had happened.</summary>
public sealed class CompareStopAndResumeTests(CompareStopAndResumeTests.LongComparison comparison) : IClassFixture<CompareStopAndResumeTests.LongComparison>
{
    private static readonly string[] Runs = ["fund", "lender-of-last-resort", "no-policies", "trust"];

    /// <summary>A comparison of many blocks.</summary>
    public sealed class LongComparison : IDisposable
    {
        public LongComparison()
        {
            Folder = PolicyFolder.New(replications: 4000);
            Command.Run(Folder.Path, [.. Arguments("undisturbed"), "--quiet"]).Expect(0);
        }

        internal TestFolder Folder { get; }

        internal static string[] Arguments(string output) => ["compare", "scenario.yaml", "--set", "run.attribution=cumulative", "--out", output];

        public void Dispose() => Folder.Dispose();
    }

    [Fact]
    public void Ctrl_C_ends_with_130_and_tells_a_command_that_completes_the_comparison()
    {
        using var command = RunningCommand.StartUntil("compare.json", comparison.Folder, "stopped", LongComparison.Arguments("stopped"));

        command.Interrupt();

        var result = command.End().Expect(130);
        Assert.Equal("", result.Out);
        Assert.Equal("cancelled", State("stopped"));
        Assert.False(File.Exists(comparison.Folder.At("stopped", "comparison.csv")));
        var next = result.Error[result.Error.IndexOf("contagion compare", StringComparison.Ordinal)..].Trim();
        Command.Shell(comparison.Folder.Path, next.Replace("contagion compare", "$CONTAGION compare", StringComparison.Ordinal)).Expect(0);
        AssertWhole("stopped");
    }

    // A folder of a run appears when its alternative begins.
    [LongTheory]
    [InlineData("compare.json")]
    [InlineData("no-policies")]
    [InlineData("lender-of-last-resort")]
    [InlineData("fund")]
    public void A_killed_comparison_leaves_a_folder_that_resume_completes(string file)
    {
        var output = $"killed-{file}";
        using var command = RunningCommand.StartUntil(file, comparison.Folder, output, LongComparison.Arguments(output));

        command.Kill();

        command.End().Expect(137);
        Assert.Equal("running", State(output));
        Assert.False(File.Exists(comparison.Folder.At(output, "comparison.csv")));
        Command.Run(comparison.Folder.Path, [.. LongComparison.Arguments(output), "--resume", "--quiet", "--threads", "3"]).Expect(0);
        AssertWhole(output);
    }

    [Fact]
    public void A_second_process_on_the_same_folder_is_refused_and_does_not_disturb_the_first()
    {
        using var command = RunningCommand.StartUntil("no-policies", comparison.Folder, "shared", [.. LongComparison.Arguments("shared"), "--quiet"]);

        // Held, so that it is still under way however long the second one takes to start.
        command.Pause();
        var second = Command.Run(comparison.Folder.Path, [.. LongComparison.Arguments("shared"), "--resume"]).Expect(1);

        Assert.Contains("another process", Assert.Single(second.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        command.GoOn();
        command.End().Expect(0);
        AssertWhole("shared");
    }

    [Fact]
    public void A_completed_comparison_has_nothing_to_do_but_to_print_itself()
    {
        using var folder = PolicyFolder.New();
        string[] compare = ["compare", "scenario.yaml", "--out", "done"];
        Command.Run(folder.Path, compare).Expect(0);
        var before = folder.Contents();

        Assert.Equal("Nothing to do: the comparison in done is complete.\n", Command.Run(folder.Path, [.. compare, "--resume"]).Expect(0).Out);
        Assert.Equal(folder.Read("done", "comparison.json"), Command.Run(folder.Path, [.. compare, "--resume", "--json"]).Expect(0).Out);
        Assert.Equal(before, folder.Contents());
    }

    private void AssertWhole(string output)
    {
        Assert.Equal("completed", State(output));
        Assert.Equal(comparison.Folder.Read("undisturbed", "comparison.csv"), comparison.Folder.Read(output, "comparison.csv"));
        Assert.Equal(comparison.Folder.Read("undisturbed", "comparison.json"), comparison.Folder.Read(output, "comparison.json"));
        foreach (var run in Runs)
        {
            Assert.Equal(comparison.Folder.Read("undisturbed", run, "attribution.csv"), comparison.Folder.Read(output, run, "attribution.csv"));
            Assert.Equal(Entries("undisturbed", run), Entries(output, run));
        }
    }

    private string?[] Entries(params string[] parts) => [.. Directory.EnumerateFileSystemEntries(comparison.Folder.At(parts)).Select(Path.GetFileName).Order(StringComparer.Ordinal)];

    private string State(string output) => JsonDocument.Parse(comparison.Folder.Read(output, "compare.json")).RootElement.GetProperty("state").GetString()!;
}
