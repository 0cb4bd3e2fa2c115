using System.Text.Json;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>A run that is stopped, killed or disturbed can be gone on with and ends as if nothing had happened.</summary>
public sealed class StopAndResumeTests(StopAndResumeTests.LongRun run) : IClassFixture<StopAndResumeTests.LongRun>
{
    /// <summary>A run of fifty blocks that takes half a second, and half a minute where it computes slowly: distress circulates among banks whose
    /// claims are 0.97 times their equity, and with a tolerance of zero it does so until the rounds are used up.</summary>
    public sealed class LongRun : IDisposable
    {
        public LongRun()
        {
            Folder = RandomNetwork.Write(new TestFolder(), count: 300, debtors: 10, leverage: 0.97).Write("scenario.yaml", RandomNetwork.Scenario(
                "{ kind: equity-loss, target: { random: 15 }, fraction: 0.01 }", "{ mechanism: debtrank-linear }", "{ replications: 400, tolerance: 0, maxRounds: 1500 }")
                // What each institution loses in each replication is in the journal as well.
                + "metrics: { centralityWeighted: { by: [network-assets] }, tail: { bootstrap: 100, by: kind }, moran: { permutations: 99 }, impact: {} }\n");
            Command.Run(Folder.Path, "run", "scenario.yaml", "--out", "undisturbed", "--quiet").Expect(0);
        }

        internal TestFolder Folder { get; }

        public void Dispose() => Folder.Dispose();
    }

    [Fact]
    public void Ctrl_C_ends_with_130_and_a_cancelled_run_that_its_advice_completes()
    {
        using var command = RunningCommand.Start(run.Folder, "stopped");

        command.Interrupt();

        var result = command.End().Expect(130);
        Assert.Equal("cancelled", State("stopped"));
        Assert.Equal("", result.Out);
        Assert.Contains("--resume", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(run.Folder.At("stopped", "summary.json")));
        AssertClean("stopped");
        Assert.Contains("contagion run", result.Error, StringComparison.Ordinal);
        var next = result.Error[result.Error.IndexOf("contagion run", StringComparison.Ordinal)..].Trim();
        Command.Shell(run.Folder.Path, next.Replace("contagion run", "$CONTAGION run", StringComparison.Ordinal)).Expect(0);

        AssertCompleted("stopped");
    }

    [Fact]
    public void A_killed_run_leaves_a_folder_that_resume_completes()
    {
        using var command = RunningCommand.Start(run.Folder, "killed");

        command.Kill();

        command.End().Expect(137);
        Assert.Equal("running", State("killed"));
        Assert.False(File.Exists(run.Folder.At("killed", "summary.json")));
        Resume("killed");
    }

    [Fact]
    public void A_second_process_on_the_same_folder_is_refused_and_does_not_disturb_the_first()
    {
        using var command = RunningCommand.Start(run.Folder, "shared", "--quiet");
        command.Pause();

        var second = Command.Run(run.Folder.Path, "run", "scenario.yaml", "--out", "shared", "--resume");
        var third = Command.Run(run.Folder.Path, "run", "scenario.yaml", "--out", "shared");

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("another process", second.Error, StringComparison.Ordinal);
        Assert.Contains("shared", second.Error, StringComparison.Ordinal);
        Assert.Single(second.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal("", second.Out);
        third.Expect(2);
        command.GoOn();
        command.Interrupt();
        command.End().Expect(130);
        Resume("shared");
    }

    [Fact]
    public void Resuming_a_completed_run_changes_no_file_and_tells_the_same()
    {
        using var folder = TestFolder.Small();
        var first = Command.Run(folder.Path, "run", "scenario.yaml", "--out", "done", "--json").Expect(0);
        var before = folder.Contents();

        var again = Command.Run(folder.Path, "run", "scenario.yaml", "--out", "done", "--resume", "--json").Expect(0);

        Assert.Equal(first.Out, again.Out);
        Assert.Equal(before, folder.Contents());
    }

    [Fact]
    public void Rests_of_a_file_that_was_being_written_are_gone_after_resume()
    {
        using var folder = TestFolder.Small();
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "torn").Expect(0);
        // As a power cut during the writing of results leaves it.
        File.WriteAllText(folder.At("torn", "run.json"), folder.Read("torn", "run.json").Replace("\"completed\"", "\"running\"", StringComparison.Ordinal));
        File.Move(folder.At("torn", "institutions.csv"), folder.At("torn", "institutions.csv.tmp"));
        File.WriteAllText(folder.At("torn", "summary.json.tmp"), "{ \"run\"");
        File.Delete(folder.At("torn", "summary.json"));

        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "torn", "--resume").Expect(0);
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "whole").Expect(0);

        SameBytesTests.AssertSame(folder, "whole", "torn", "a torn run");
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.tmp", SearchOption.AllDirectories));
    }

    private void Resume(string output)
    {
        Command.Run(run.Folder.Path, "run", "scenario.yaml", "--out", output, "--resume", "--quiet").Expect(0);
        AssertCompleted(output);
    }

    private void AssertCompleted(string output)
    {
        Assert.Equal("completed", State(output));
        SameBytesTests.AssertSame(run.Folder, "undisturbed", output, "a run gone on with");
        AssertClean(output);
    }

    private string State(string output) => JsonDocument.Parse(run.Folder.Read(output, "run.json")).RootElement.GetProperty("state").GetString()!;

    private void AssertClean(string output) => Assert.DoesNotContain(
        Directory.EnumerateFiles(run.Folder.At(output), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }),
        file => file.EndsWith(".tmp", StringComparison.Ordinal) || file.EndsWith(".lock", StringComparison.Ordinal));
}
