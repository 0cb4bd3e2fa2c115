using System.Globalization;
using System.Text.Json;
using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Tests;

namespace Contagion.Data.Tests.Sweeps;

/// <summary>A sweep of a scenario whose loss is attributed to channels.</summary>
public sealed class AttributedSweepTests : IDisposable
{
    private readonly SmallFolder _folder = PolicyScenario.Write(new SmallFolder());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_row_has_the_attribution_of_the_run_with_the_values_of_its_point()
    {
        var sweep = Load(["run.attribution=shapley"], "shocks.0.probability=0.1,0.4");
        var rows = Table.Fields(Run("sweep", sweep, 2));

        for (var point = 0; point < 2; point++)
        {
            var file = _folder.Load("run.attribution=shapley", $"shocks.0.probability={sweep.ValuesOf(point)[0]}");
            using (var directory = RunDirectory.Open(_folder.At($"run-{point}"), file, 40, resumes: false))
            {
                ScenarioRun.Run(file, directory, new RunOptions { Threads = 1 }, CancellationToken.None);
            }

            var attribution = Table.Fields(File.ReadAllLines(_folder.At($"run-{point}/attribution.csv")));
            Assert.Equal(7, attribution.Length);
            Assert.All(attribution, row => Assert.All(row.Keys.Skip(1), key => Assert.Equal(row[key], rows[point][$"{row["channel"].Replace('-', '_')}_{key}"])));
        }

        Assert.NotEqual(rows[0]["credit_shapley_mean"], rows[1]["credit_shapley_mean"]);
    }

    // Points of several blocks keep those of the run and of each set of channels under numbers of their own.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_sweep_that_was_stopped_ends_as_if_it_had_not(int points)
    {
        var sweep = Load([], "run.attribution=none,cumulative,shapley");
        var undisturbed = Run("undisturbed", sweep, 1);
        using (var stop = new CancellationTokenSource())
        using (var directory = SweepDirectory.Open(_folder.At("stopped"), sweep, resumes: false))
        {
            var done = 0;
            Assert.Throws<OperationCanceledException>(() => SweepRun.Run(
                sweep, directory, new RunOptions { Threads = 1, Progress = _ => { if (++done == points) { stop.Cancel(); } } }, stop.Token));
            directory.End(Data.RunState.Cancelled, null);
        }

        Assert.Equal(undisturbed, Run("stopped", sweep, 2, resumes: true));
    }

    [Fact]
    public void Blocks_of_other_runs_are_kept_under_numbers_of_their_own()
    {
        using var journal = new Journal(_folder.At("journal"), "a run");
        var later = journal.After(5);
        journal.Append(1, [1]);
        later.Append(1, [2]);

        Assert.Equal([[1], [2]], new[] { journal.Find(1), later.Find(1) });
        Assert.Equal(journal.Find(6), later.Find(1));
        Assert.Null(later.Find(0));
    }

    [Fact]
    public void Points_that_are_not_attributed_have_empty_fields_and_nothing_in_JSON()
    {
        var sweep = Load([], "run.attribution=none,cumulative,shapley");
        var rows = Table.Fields(Run("sweep", sweep, 1));
        var columns = Attribution.ColumnsOf(hasShapley: true);

        Assert.Equal(columns, rows[0].Keys.TakeLast(columns.Count));
        Assert.All(columns, column => Assert.Equal("", rows[0][column]));
        Assert.All(columns, column => Assert.Equal(column.Contains("_shapley_", StringComparison.Ordinal), rows[1][column].Length == 0));
        Assert.All(columns, column => Assert.NotEqual("", rows[2][column]));
        // The same replications with the same channels.
        Assert.All(columns.Where(column => rows[1][column].Length > 0), column => Assert.Equal(rows[1][column], rows[2][column]));
        using var directory = SweepDirectory.Open(_folder.At("sweep"), sweep, resumes: true);
        using var text = new StringWriter();
        SweepJson.Write(text, sweep, directory.Rows());
        var points = JsonDocument.Parse(text.ToString()).RootElement.EnumerateArray().ToArray();
        Assert.False(points[0].TryGetProperty("attribution", out _));
        Assert.Equal([21, 42], points.Skip(1).Select(point => point.GetProperty("attribution").EnumerateObject().Count()));
        Assert.Equal(rows[2]["total_shapley_mean"], points[2].GetProperty("attribution").GetProperty("total_shapley_mean").GetDouble().ToString("R", CultureInfo.InvariantCulture));
        Assert.All(points, point => Assert.Equal(Metric.Known.Count, point.GetProperty("metrics").EnumerateObject().Count()));
    }

    private SweepFile Load(string[] settings, string over) => SweepFile.Load(_folder.At("scenario.yaml"), settings, [over], null);

    private string[] Run(string name, SweepFile sweep, int threads, bool resumes = false)
    {
        using var directory = SweepDirectory.Open(_folder.At(name), sweep, resumes);
        SweepRun.Run(sweep, directory, new RunOptions { Threads = threads }, CancellationToken.None);
        directory.Complete();
        return File.ReadAllLines(directory.Table);
    }
}
