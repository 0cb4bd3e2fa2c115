using System.Text.Json;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>A sweep that is stopped, killed or disturbed can be gone on with and ends as if nothing had happened.</summary>
public sealed class SweepStopAndResumeTests(SweepStopAndResumeTests.LongSweep sweep) : IClassFixture<SweepStopAndResumeTests.LongSweep>
{
    /// <summary>A sweep that takes a second or two, of points with many blocks and points with one.</summary>
    public sealed class LongSweep : IDisposable
    {
        public LongSweep()
        {
            Folder = RandomNetwork.Write(new TestFolder(), count: 1000, debtors: 20, leverage: 0.97).Write("scenario.yaml", RandomNetwork.Scenario(
                "{ kind: equity-loss, target: { random: 50 }, fraction: 0.01 }", "{ mechanism: debtrank-linear }", "{ replications: 80, tolerance: 0, maxRounds: 1000 }"));
            Command.Run(Folder.Path, [.. Arguments("undisturbed"), "--quiet"]).Expect(0);
        }

        internal TestFolder Folder { get; }

        internal static string[] Arguments(string output) => ["sweep", "scenario.yaml", "--over", "run.replications=80,8", "--over", "shocks.0.fraction=0.01:0.03:0.01", "--out", output];

        public void Dispose() => Folder.Dispose();
    }

    [Fact]
    public void Ctrl_C_ends_with_130_and_tells_a_command_that_completes_the_sweep()
    {
        using var command = RunningCommand.StartUntil("sweep.json", sweep.Folder, "stopped", LongSweep.Arguments("stopped"));

        command.Interrupt();

        var result = command.End().Expect(130);
        Assert.Equal("", result.Out);
        Assert.Equal("cancelled", State("stopped"));
        Assert.False(File.Exists(sweep.Folder.At("stopped", "sweep.csv")));
        var next = result.Error[result.Error.IndexOf("contagion sweep", StringComparison.Ordinal)..].Trim();
        Command.Shell(sweep.Folder.Path, next.Replace("contagion sweep", "$CONTAGION sweep", StringComparison.Ordinal)).Expect(0);
        AssertWhole("stopped");
    }

    // journal-0 holds the finished blocks of the first point: the sweep is in the midst of it.
    [Theory]
    [InlineData("sweep.json")]
    [InlineData("journal-0")]
    [InlineData("journal-2")]
    public void A_killed_sweep_leaves_a_folder_that_resume_completes(string file)
    {
        var output = $"killed-{file}";
        using var command = RunningCommand.StartUntil(file, sweep.Folder, output, LongSweep.Arguments(output));

        command.Kill();

        command.End().Expect(137);
        Assert.Equal("running", State(output));
        Assert.False(File.Exists(sweep.Folder.At(output, "sweep.csv")));
        Command.Run(sweep.Folder.Path, [.. LongSweep.Arguments(output), "--resume", "--quiet", "--threads", "3"]).Expect(0);
        AssertWhole(output);
    }

    [Fact]
    public void A_second_process_on_the_same_folder_is_refused_and_does_not_disturb_the_first()
    {
        using var command = RunningCommand.StartUntil("sweep.json", sweep.Folder, "shared", [.. LongSweep.Arguments("shared"), "--quiet"]);

        // Held, so that it is still under way however long the second one takes to start.
        command.Pause();
        var second = Command.Run(sweep.Folder.Path, [.. LongSweep.Arguments("shared"), "--resume"]).Expect(1);

        Assert.Contains("another process", Assert.Single(second.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Equal("", second.Out);
        command.GoOn();
        command.End().Expect(0);
        AssertWhole("shared");
    }

    [Fact]
    public void A_completed_sweep_has_nothing_to_do()
    {
        using var folder = TestFolder.Small();
        string[] small = ["sweep", "scenario.yaml", "--over", "run.seed=1,2", "--out", "done"];
        Command.Run(folder.Path, small).Expect(0);
        var before = folder.Contents();

        var again = Command.Run(folder.Path, [.. small, "--resume"]).Expect(0);

        Assert.Equal("Nothing to do: the sweep in done is complete.\n", again.Out);
        Assert.Equal(before, folder.Contents());
    }

    [Fact]
    public void Damaged_records_are_said_to_be_dropped()
    {
        using var command = RunningCommand.StartUntil("journal-2", sweep.Folder, "damaged", [.. LongSweep.Arguments("damaged"), "--threads", "2"]);
        command.Kill();
        command.End().Expect(137);
        var journal = File.ReadAllBytes(sweep.Folder.At("damaged", "journal"));
        Assert.True(journal.Length > 0, "on two threads or one, a point is done before the third begins");
        journal[^1] ^= 1;
        File.WriteAllBytes(sweep.Folder.At("damaged", "journal"), journal);

        var resumed = Command.Run(sweep.Folder.Path, [.. LongSweep.Arguments("damaged"), "--resume", "--quiet"]).Expect(0);

        Assert.Contains("damaged record", resumed.Error, StringComparison.Ordinal);
        AssertWhole("damaged");
    }

    private void AssertWhole(string output)
    {
        Assert.Equal("completed", State(output));
        Assert.Equal(sweep.Folder.Read("undisturbed", "sweep.csv"), sweep.Folder.Read(output, "sweep.csv"));
        Assert.Equal(
            ["inputs", "journal", "scenario.yaml", "sweep.csv", "sweep.json"],
            Directory.EnumerateFileSystemEntries(sweep.Folder.At(output)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private string State(string output) => JsonDocument.Parse(sweep.Folder.Read(output, "sweep.json")).RootElement.GetProperty("state").GetString()!;
}
