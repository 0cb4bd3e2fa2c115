using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Data.Tests.Runs;

/// <summary>A run with attribution gives the same bytes, however it is computed and whatever happened on the way.</summary>
public sealed class AttributionRunTests : IDisposable
{
    private static readonly string[] Files = ["attribution.csv", "institutions.csv", "periods.csv", "replications.csv", "report.html", "rounds.csv", "spillover.csv", "summary.json"];

    private readonly SmallFolder _folder = PolicyScenario.Write(new SmallFolder(), "attribution: shapley");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_row_stands_for_each_channel_and_the_rows_add_up()
    {
        var outcome = Run("run", 1);

        var lines = File.ReadAllLines(_folder.At("run/attribution.csv"));
        Assert.Equal("channel,cumulative_mean,cumulative_ci95_low,cumulative_ci95_high,shapley_mean,shapley_ci95_low,shapley_ci95_high", lines[0]);
        Assert.Equal(["shocks", "credit", "counterparty", "funding", "fire-sale", "operations", "total"], lines.Skip(1).Select(line => line.Split(',')[0]));
        var rows = outcome.Attribution!.Rows;
        // Means of forty sums of amounts of up to 100, rounded at each step.
        Assert.Equal(rows[^1].Shapley!.Mean!.Value, rows.SkipLast(1).Sum(row => row.Shapley!.Mean!.Value), 1e-11);
        Assert.Equal(outcome.Summary["total_loss"].Mean!.Value + outcome.Summary["external_creditor_loss"].Mean!.Value, rows[^1].Cumulative.Mean!.Value, 1e-11);
    }

    [Fact]
    public void Cumulative_attribution_agrees_with_Shapley_on_what_they_share()
    {
        var (both, cumulative) = (Run("both", 1), Run("cumulative", 1, "run.attribution=cumulative"));

        Assert.Equal(
            both.Attribution!.Rows.Select(row => (row.Channel, row.Cumulative.Mean, row.Cumulative.Confidence95)),
            cumulative.Attribution!.Rows.Select(row => (row.Channel, row.Cumulative.Mean, row.Cumulative.Confidence95)));
        Assert.Equal("channel,cumulative_mean,cumulative_ci95_low,cumulative_ci95_high", File.ReadLines(_folder.At("cumulative/attribution.csv")).First());
    }

    [Fact]
    public void Attribution_changes_nothing_else()
    {
        Run("with", 1);
        Run("without", 1, "run.attribution=none");

        Assert.False(File.Exists(_folder.At("without/attribution.csv")));
        Assert.All(Files.Where(file => file is not ("attribution.csv" or "report.html" or "summary.json")), file => Assert.Equal(Read("with", file), Read("without", file)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Threads_do_not_change_a_byte(int threads)
    {
        Run("one", 1);
        Run("more", threads);

        Assert.All(Files, file => Assert.Equal(Read("one", file), Read("more", file)));
    }

    // 40 replications a set of channels: stopped in the run itself, between two sets, and in the midst of one.
    [Theory]
    [InlineData(8)]
    [InlineData(80)]
    [InlineData(500)]
    [InlineData(1272)]
    public void A_run_that_was_stopped_ends_as_if_it_had_not(int replications)
    {
        Run("undisturbed", 1);
        var file = _folder.Load();
        using (var stop = new CancellationTokenSource())
        using (var directory = RunDirectory.Open(_folder.At("stopped"), file, 40, resumes: false))
        {
            var done = 0;
            Assert.Throws<OperationCanceledException>(() => ScenarioRun.Run(file, directory, new RunOptions { Threads = 1, Progress = more => StopAfter(stop, done += more, replications) }, stop.Token));
            directory.End(RunState.Cancelled, null);
        }

        var again = 0;
        Run("stopped", 2, onProgress: more => Interlocked.Add(ref again, more), resumes: true);

        Assert.Equal(32 * 40, again);
        Assert.All(Files, name => Assert.Equal(Read("undisturbed", name), Read("stopped", name)));
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.At("stopped")), name => Path.GetFileName(name).StartsWith("journal-", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_damaged_is_dropped_said_so_and_computed_again()
    {
        Run("undisturbed", 1);
        var file = _folder.Load();
        using (var stop = new CancellationTokenSource())
        using (var directory = RunDirectory.Open(_folder.At("torn"), file, 40, resumes: false))
        {
            var done = 0;
            Assert.Throws<OperationCanceledException>(() => ScenarioRun.Run(file, directory, new RunOptions { Threads = 1, Progress = more => StopAfter(stop, done += more, 120) }, stop.Token));
        }

        // The set without counterparty and without fire sales, and the last one kept.
        _folder.Write("torn/journal-21", "no record of ours, but long enough for the head of one");
        var journal = File.ReadAllBytes(_folder.At("torn/journal"));
        journal[^1] ^= 1;
        File.WriteAllBytes(_folder.At("torn/journal"), journal);

        using (var directory = RunDirectory.Open(_folder.At("torn"), file, 40, resumes: true))
        {
            Assert.Equal(2, directory.RecordsDropped);
        }

        Run("torn", 2, resumes: true);
        Assert.All(Files, name => Assert.Equal(Read("undisturbed", name), Read("torn", name)));
    }

    private static void StopAfter(CancellationTokenSource stop, int done, int enough)
    {
        if (done >= enough)
        {
            stop.Cancel();
        }
    }

    private string Read(string run, string file) => File.ReadAllText(_folder.At($"{run}/{file}"));

    private RunOutcome Run(string name, int threads, string? setting = null, Action<int>? onProgress = null, bool resumes = false)
    {
        var file = _folder.Load(setting is null ? [] : [setting]);
        using var directory = RunDirectory.Open(_folder.At(name), file, 40, resumes);
        return ScenarioRun.Run(file, directory, new RunOptions { Threads = threads, Progress = onProgress }, CancellationToken.None);
    }
}
