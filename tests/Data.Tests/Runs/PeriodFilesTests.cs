using System.Globalization;
using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Data.Tests.Runs;

/// <summary>periods.csv, and rounds.csv of a run over several periods.</summary>
public sealed class PeriodFilesTests : IDisposable
{
    private readonly SmallFolder _folder = PolicyScenario.Write(new SmallFolder());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_row_of_rounds_says_which_period_it_ends()
    {
        Run("one", "run.replication=3");

        var rows = Rows("one", "rounds.csv");
        var rounds = Numbers(Rows("one", "periods.csv"), "rounds");
        Assert.Equal(["round", "period", "new_defaults", "defaults", "new_loss", "loss"], rows[0].Keys);
        // Right after the shocks of the first period; at its end; at the end of the second.
        Assert.Equal([0, 0, 1], Numbers(rows, "period"));
        Assert.Equal([0, rounds[0], rounds[0] + rounds[1]], Numbers(rows, "round"));
        Assert.Equal(rounds.Sum(), Numbers(Rows("one", "replications.csv"), "rounds")[0]);
    }

    [Fact]
    public void Several_replications_took_part_in_the_periods_in_which_they_took_a_round()
    {
        var result = Run("all");

        var rows = Rows("all", "rounds.csv");
        Assert.Equal(["round", "period", "active", "defaults_mean"], rows[0].Keys.Take(4));
        Assert.Equal([0, 0, 1], Numbers(rows, "period"));
        Assert.Equal([40, 40, result.Replications.Count(one => one.Ends[1].Rounds > 0)], Numbers(rows, "active"));
        Assert.Equal(result.Replications.Max(one => one.Rounds), Numbers(rows, "round")[^1]);
    }

    // What comes later does not change what was.
    [Fact]
    public void How_things_stand_at_the_end_of_a_period_is_how_a_run_ends_that_ends_there()
    {
        var @long = PeriodTable.Of(Run("long", "run.periods=4", "shocks.1.at=2")).ToArray();

        foreach (var periods in new[] { 3, 4 })
        {
            var summary = Summary.Of(Run($"{periods}", $"run.periods={periods}", "shocks.1.at=2"));
            var row = @long[periods - 1];
            Assert.All(PeriodMetric.All.Zip(row.Metrics), one => Assert.Equal(summary[one.First.Name].Mean, one.Second.Mean));
            Assert.Equal(summary["defaults"].Mean, row.Defaults.Mean);
            Assert.Equal(summary["total_loss"].Mean!.Value, row.Loss.Mean, 1e-12);
        }

        Assert.True(@long[1].Loss.Mean < @long[2].Loss.Mean, "the withdrawals of the third period cost nothing");
    }

    // In one period rounds.csv tells clearing round by round; what the guarantee fund makes good after it shows at the end of the period only.
    [Fact]
    public void The_last_row_says_what_became_of_the_replication()
    {
        Run("one", "run={ seed: 7, replication: 3, replications: 40 }", "shocks.1.at=0", "policies={ guaranteeFund: { size: 5 } }");

        var row = Assert.Single(Rows("one", "periods.csv"));
        var end = Rows("one", "replications.csv")[0];
        Assert.Equal(["period", "rounds", "new_defaults", "defaults", "new_loss", "loss", .. PeriodMetric.All.Select(metric => metric.Name)], row.Keys);
        Assert.All(PeriodMetric.All.Select(metric => metric.Name).Append("rounds").Append("defaults"), name => Assert.Equal(end[name], row[name]));
        Assert.Equal(end["total_loss"], row["loss"]);
        Assert.NotEqual("0", row["fund_paid"]);
        Assert.All(Rows("one", "rounds.csv"), round => Assert.Equal("0", round["period"]));
    }

    [Fact]
    public void Without_a_path_there_is_none()
    {
        Run("none", "run.path=false");

        Assert.All(new[] { "rounds.csv", "periods.csv" }, file => Assert.Single(File.ReadAllLines(_folder.At($"none/{file}"))));
    }

    [Fact]
    public void Other_mechanisms_have_no_periods()
    {
        using var folder = new SmallFolder();
        var file = folder.Load();
        using (var directory = RunDirectory.Open(folder.At("run"), file, 1, resumes: false))
        {
            ScenarioRun.Run(file, directory, new RunOptions { Threads = 1 }, CancellationToken.None);
        }

        Assert.False(File.Exists(folder.At("run/periods.csv")));
        Assert.Equal("round,new_defaults,defaults,new_loss,loss", File.ReadLines(folder.At("run/rounds.csv")).First());
    }

    private RunResult Run(string name, params string[] settings)
    {
        var file = _folder.Load(settings);
        using var directory = RunDirectory.Open(_folder.At(name), file, new ReplicationPlan(file.Scenario, file.Network).Count, resumes: false);
        return ScenarioRun.Run(file, directory, new RunOptions { Threads = 1 }, CancellationToken.None).Result;
    }

    private Dictionary<string, string>[] Rows(string run, string file) => Table.Fields(File.ReadLines(_folder.At($"{run}/{file}")));

    private static double[] Numbers(Dictionary<string, string>[] rows, string column) => [.. rows.Select(row => double.Parse(row[column], CultureInfo.InvariantCulture))];
}
