using System.Text.Json;
using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Data.Tests.Metrics;

/// <summary>Runs with metrics: the same bytes however they are computed, nothing else changed by them, and all of it in sweeps and comparisons.</summary>
public sealed class MetricRunTests : IDisposable
{
    private readonly MetricStudy _study = new(14);

    public void Dispose() => _study.Dispose();

    [Theory]
    [InlineData(MetricStudy.AtRandom, "run.replications=40", 12)]
    [InlineData(MetricStudy.InTurn, "run.seed=1", 13)]
    public void Threads_and_partitions_change_no_byte(string shocks, string run, int files)
    {
        _study.Run("one", new RunOptions { Threads = 1 }, shocks, run, "metrics=all");
        _study.Run("more", new RunOptions { Threads = 5 }, shocks, run, "metrics=all");
        _study.Run("parts", new RunOptions { Threads = 2, Partitions = 3 }, shocks, run, "metrics=all");

        foreach (var file in Files("one"))
        {
            Assert.True(Bytes("one", file).SequenceEqual(Bytes("more", file)), $"{file} with 5 threads");
            Assert.True(Bytes("one", file).SequenceEqual(Bytes("parts", file)), $"{file} in 3 partitions");
        }

        Assert.Equal(files, Files("one").Except(["institutions.csv", "report.html", "rounds.csv", "scenario.yaml"]).Count());
    }

    [Fact]
    public void Metrics_change_nothing_else()
    {
        var with = _study.Run("with", new RunOptions(), MetricStudy.AtRandom, "run.replications=40", "metrics=all");
        _study.Run("without", new RunOptions(), MetricStudy.AtRandom, "run.replications=40");

        Assert.Equal(["institutions.csv", "replications.csv", "report.html", "rounds.csv", "scenario.yaml", "spillover.csv", "summary.json"], Files("without"));
        foreach (var file in new[] { "institutions.csv", "rounds.csv", "spillover.csv" })
        {
            Assert.True(Bytes("with", file).SequenceEqual(Bytes("without", file)), file);
        }

        var (plain, more) = (Table.Read(_study.At("without", "replications.csv")), Table.Read(_study.At("with", "replications.csv")));
        Assert.All(plain.Columns, column => Assert.Equal(plain.Texts(column), more.Texts(column)));
        Assert.Equal(more.Columns.Except(plain.Columns), with.Result.Replications[0].Measured.Names);
        Assert.DoesNotContain("metrics:", File.ReadAllText(_study.At("without", "scenario.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void All_stands_for_what_the_scenario_can_give()
    {
        string[] Given(params string[] overrides) => Names(_study.Load([.. overrides, "metrics=all"]).Scenario.Metrics!);

        Assert.Equal(["centralityWeighted", "concentration", "moran", "impact"], Given("shocks=[{ kind: default, target: { id: B1 } }]"));
        Assert.Equal(["centralityWeighted", "tail", "concentration", "shapley", "moran", "impact"], Given(MetricStudy.AtRandom, "run.replications=9"));
        Assert.Equal(["centralityWeighted", "tail", "concentration", "shapley", "moran", "spillover", "impact"], Given(MetricStudy.InTurn));
        Assert.Equal(["tail"], Given("network={ generate: { model: erdos-renyi, redraw: true, institutions: 9, meanDegree: 3, balance: { rule: gai-kapadia } } }", "shocks=[{ kind: default, target: { random: 1 } }]", "run.replications=9"));
    }

    [Fact]
    public void Names_in_a_list_are_metrics_with_the_usual_settings()
    {
        var metrics = _study.Load(MetricStudy.AtRandom, "run.replications=9", "metrics=[moran, tail]").Scenario.Metrics;

        Assert.Equal(new MetricSettings { Moran = new MoranSettings(), Tail = new TailSettings() }, metrics);
    }

    [Fact]
    public void A_written_scenario_measures_the_same_again()
    {
        string[] set = [MetricStudy.InTurn, "metrics={ tail: { levels: [0.9], by: group }, spillover: { normalise: true }, centralityWeighted: { by: [weight], variants: [others] }, impact: {} }"];
        _study.Run("first", new RunOptions(), set);

        var (asked, written) = (_study.Load(set), ScenarioFile.Load(_study.At("first", "scenario.yaml")));

        Assert.Equal(asked.Scenario.Metrics, written.Scenario.Metrics);
        Assert.Equal(asked.Hash, written.Hash);
        Assert.NotEqual(asked.Hash, _study.Load([.. set, "metrics.tail.by=kind"]).Hash);
    }

    [Fact]
    public void A_network_of_each_replication_s_own_gives_the_tail_of_the_system()
    {
        var outcome = _study.Run(
            "redrawn", new RunOptions(), "network={ generate: { model: erdos-renyi, redraw: true, institutions: 20, meanDegree: 3, balance: { rule: gai-kapadia } } }",
            "shocks=[{ kind: default, target: { random: 1 } }]", "run.replications=50", "metrics=[tail]");

        Assert.Equal([0.95, 0.99], outcome.Metrics!.Tail!.Select(tail => tail.Level));
        Assert.Equal(TailRisk.ExpectedShortfall([.. outcome.Result.Replications.Select(one => one.TotalLoss)], 0.95), outcome.Metrics.Tail![0].ExpectedShortfall.Value);
        Assert.DoesNotContain(Files("redrawn"), file => file == "tail-institutions.csv");
    }

    [Fact]
    public void The_tail_of_the_system_alone_needs_nobody_s_losses()
    {
        var (system, all) = (_study.Run("system", new RunOptions(), MetricStudy.AtRandom, "run.replications=50", "metrics.tail.by=system"),
            _study.Run("beside", new RunOptions(), MetricStudy.AtRandom, "run.replications=50", "metrics={ tail: { by: system }, impact: {} }"));

        Assert.All(system.Result.Replications, one => Assert.Empty(one.Losses));
        Assert.Equal(system.Metrics!.Tail!.Select(tail => tail.ExpectedShortfall), all.Metrics!.Tail!.Select(tail => tail.ExpectedShortfall));
    }

    [Fact]
    public void One_replication_alone_has_the_numbers_that_it_has_among_others()
    {
        _study.Run("all", new RunOptions(), MetricStudy.InTurn, "metrics=[centralityWeighted, tail, shapley, moran, spillover, concentration]");
        var alone = _study.Run("alone", new RunOptions(), MetricStudy.InTurn, "metrics=[centralityWeighted, tail, shapley, moran, spillover, concentration]", "run.replication=4");

        Assert.Equal(File.ReadLines(_study.At("all", "replications.csv")).ElementAt(5), File.ReadLines(_study.At("alone", "replications.csv")).Last());
        Assert.Equal((null, null, null), (alone.Metrics!.Tail, alone.Metrics.Shapley, alone.Metrics.Spillover));
    }

    [Fact]
    public void Numbers_of_a_sweep_are_those_of_its_runs()
    {
        string[] set = [MetricStudy.AtRandom, "run.replications=17", "metrics={ centralityWeighted: { by: [pagerank], variants: [equity] }, moran: {} }"];
        using var folder = new SmallFolder();
        var sweep = SweepFile.Load(_study.ScenarioPath, set, ["run.seed=1,2"], null);
        using (var directory = SweepDirectory.Open(folder.At("sweep"), sweep, resumes: false))
        {
            SweepRun.Run(sweep, directory, new RunOptions { Threads = 2 }, CancellationToken.None);
            directory.Complete();
            var table = Table.Read(folder.At("sweep"), "sweep.csv");
            var rows = directory.Rows().ToArray();
            for (var point = 0; point < 2; point++)
            {
                var outcome = _study.Run($"point-{point}", new RunOptions(), [.. set, $"run.seed={point + 1}"]);
                foreach (var name in new[] { "cwc_plain", "cwc_pagerank", "moran" })
                {
                    Assert.Equal(outcome.Summary[name].Mean!.Value, table.Number(point, $"{name}_mean"));
                    Assert.Equal(DistributionRow.Of(outcome.Summary[name]), rows[point].MeasuredOf(name));
                }
            }

            using var text = new StringWriter();
            SweepJson.Write(text, sweep, rows);
            using var json = JsonDocument.Parse(text.ToString());
            Assert.All(json.RootElement.EnumerateArray(), point => Assert.True(point.GetProperty("metrics").TryGetProperty("moran", out _)));
        }
    }

    [Fact]
    public void Replications_read_back_have_their_numbers()
    {
        var outcome = _study.Run("run", new RunOptions(), MetricStudy.AtRandom, "run.replications=12", "metrics=all");

        var read = ReplicationsFile.Read(_study.At("run", "replications.csv"), 14, 0.05);

        Assert.Equal(outcome.Result.Replications[0].Measured.Names, read[0].Measured.Names);
        Assert.Equal(outcome.Result.Replications.Select(one => one.Measured.Numbers.Select(number => number + 0.0)), read.Select(one => one.Measured.Numbers));
        var compared = Alternative.Of("itself", true, read, read);
        Assert.True(compared.Find("moran")!.IsNone);
        Assert.False(compared.Metrics.Single(entry => entry.Metric.Name == "cwc_pagerank").Metric.IsAmount);
    }

    private static string[] Names(MetricSettings metrics) => [.. ScenarioShape.KeysOf(typeof(MetricSettings)).Where(key => key.Property.GetValue(metrics) is not null).Select(key => key.Name)];

    private string[] Files(string run) => [.. Directory.EnumerateFiles(_study.At(run, "")).Select(file => Path.GetFileName(file)!).Where(file => file is not ("run.json" or "journal")).Order()];

    private byte[] Bytes(string run, string file) => File.ReadAllBytes(_study.At(run, file));
}
