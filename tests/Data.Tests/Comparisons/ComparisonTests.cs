using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Data.Tests.Comparisons;

/// <summary>A comparison pairs what had the same luck, and gives the same bytes whatever happened on the way.</summary>
public sealed class ComparisonTests : IDisposable
{
    private static readonly string[] Files = ["comparison.csv", "comparison.json", "report.html"];

    private readonly SmallFolder _folder = PolicyScenario.Write(new SmallFolder());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_policies_of_the_scenario_are_the_base_and_each_set_replaces_them_as_a_whole()
    {
        var file = Load("policies.gate.share=0.5");

        Assert.Equal(["base", "lender of last resort", "trust", "fund"], file.Alternatives.Select(one => one.Name));
        Assert.Equal(["base", "lender-of-last-resort", "trust", "fund"], file.Alternatives.Select(one => one.Folder));
        Assert.Equal(new Gate { Share = 0.5 }, file.Alternatives[0].File.Scenario.Policies.Gate);
        Assert.Equal(new PolicySet { GuaranteeFund = new GuaranteeFund { Size = 5 } }, file.Alternatives[3].File.Scenario.Policies);
        Assert.All(file.Alternatives, one => Assert.Null(one.File.Scenario.PolicySets));
        Assert.Equal("Small: trust", file.Alternatives[2].File.Scenario.Name);
    }

    [Fact]
    public void A_scenario_without_policies_is_called_so() => Assert.Equal(ComparisonFile.NoPolicies, Load().Alternatives[0].Name);

    [Fact]
    public void Names_that_become_the_same_folder_or_one_of_ours_get_a_number()
    {
        var file = Load("policySets=[{ name: 准备金 }, { name: 担保 }, { name: A+B }, { name: A B }, { name: inputs }, { name: Journal }]");

        Assert.Equal(["no-policies", "run", "run-2", "a-b", "a-b-2", "inputs-2", "journal-2"], file.Alternatives.Select(one => one.Folder));
    }

    // No client money, so nothing to keep apart: a policy that cannot matter.
    [Fact]
    public void A_policy_that_cannot_matter_differs_by_nothing_in_every_replication()
    {
        var comparison = Run("run", 2).Comparison;

        Assert.All(comparison.Alternatives.Single(one => one.Name == "trust").Metrics, entry => Assert.True(entry.Difference.IsNone, entry.Metric.Name));
    }

    [Fact]
    public void Its_report_says_what_changes_and_leads_to_the_reports_of_the_runs()
    {
        var comparison = Run("run", 2).Comparison;

        var html = Read("run", "report.html");
        Assert.All(comparison.Alternatives, one => Assert.Contains($"<li>{ComparisonMeaning.Of(one)}</li>", html, StringComparison.Ordinal));
        Assert.All(Load().Alternatives, one => Assert.True(html.Contains($"<a href=\"{one.Folder}/report.html\">{one.Name}</a>", StringComparison.Ordinal) && File.Exists(_folder.At($"run/{one.Folder}/report.html"))));
    }

    // What happens before anybody acts is the same under every policy, replication by replication.
    [Fact]
    public void Shocks_are_the_same_under_every_alternative()
    {
        Run("run", 2);

        var shocked = Load().Alternatives.Select(one => string.Join('\n', File.ReadLines(_folder.At($"run/{one.Folder}/replications.csv")).Skip(1).Select(line => string.Join(',', line.Split(',')[..2]))));
        Assert.Single(shocked.Distinct());
        Assert.All(Run("again", 1).Comparison.Alternatives, one => Assert.True(one.Find("credit_loss")!.IsNone));
    }

    // The plain version against the fast one: the differences of two runs of their own.
    [Fact]
    public void Differences_are_those_of_runs_of_their_own()
    {
        var comparison = Run("run", 2).Comparison;

        var (@base, other) = (Losses(), Losses("policies={ guaranteeFund: { size: 5 } }"));
        var expected = Analysis.Distribution.Of(other.Zip(@base, (one, two) => one - two));
        var found = comparison.Alternatives.Single(one => one.Name == "fund").Find("total_loss")!;
        Assert.Equal((expected.Mean, expected.StandardDeviation, expected.Confidence95), (found.Difference.Mean, found.Difference.StandardDeviation, found.Difference.Confidence95));
        Assert.True(found is { IsTold: true, Difference.Mean: < 0 });
    }

    // The fund holds 5 in every replication, and pays of it what it can.
    [Fact]
    public void What_a_policy_ties_up_and_pays_is_a_cost()
    {
        var comparison = Run("run", 1).Comparison;

        var fund = comparison.Alternatives.Single(one => one.Name == "fund");
        Assert.Equal((5, 0, 5, 0), (fund.Find("fund_filled")!.Mean, fund.Find("fund_filled")!.BaseMean, fund.Find("fund_filled")!.Difference.Mean, fund.Find("fund_filled")!.Better));
        Assert.InRange(fund.Find("fund_paid")!.Mean, 0.1, 5);
        Assert.Contains("; it costs 5 put into the guarantee fund", ComparisonMeaning.Of(fund), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    public void Threads_do_not_change_a_byte(int threads)
    {
        Run("one", 1);
        Run("more", threads);

        Assert.All(Files, file => Assert.Equal(Read("one", file), Read("more", file)));
    }

    // 40 replications an alternative: stopped in the first, between two, and in the last.
    [Theory]
    [InlineData(8)]
    [InlineData(80)]
    [InlineData(152)]
    public void A_comparison_that_was_stopped_ends_as_if_it_had_not_and_computes_nothing_twice(int replications)
    {
        Run("undisturbed", 1);
        Stop("stopped", replications);

        var (_, computed) = Run("stopped", 2, resumes: true);

        Assert.Equal(160 - (replications / 40 * 40), computed);
        Assert.All(Files, file => Assert.Equal(Read("undisturbed", file), Read("stopped", file)));
    }

    [Fact]
    public void A_finished_alternative_is_left_as_it_is()
    {
        Stop("stopped", 80);
        var before = File.ReadAllBytes(_folder.At("stopped/no-policies/run.json"));

        Run("stopped", 1, resumes: true);

        Assert.Equal(before, File.ReadAllBytes(_folder.At("stopped/no-policies/run.json")));
    }

    // Every number but who was hit, the path and what a turn caused, to the last bit.
    [Fact]
    public void Replications_are_read_as_they_were_written()
    {
        var file = _folder.Load("run.attribution=none");
        IReadOnlyList<ReplicationResult> written;
        using (var directory = RunDirectory.Open(_folder.At("run"), file, 40, resumes: false))
        {
            written = ScenarioRun.Run(file, directory, new RunOptions(), CancellationToken.None).Result.Replications;
        }

        var read = ReplicationsFile.Read(_folder.At("run/replications.csv"), file.Network.Count, file.Scenario.Run.SystemicShare);

        Assert.Equal(written.Select(one => (one.Replication, one.Converged)), read.Select(one => (one.Replication, one.Converged)));
        Assert.All(Metric.Known, metric => Assert.Equal(written.Select(one => metric.Of(one) + 0.0), read.Select(metric.Of)));
    }

    [Fact]
    public void A_table_that_somebody_changed_is_told()
    {
        Stop("changed", 80);
        File.AppendAllText(_folder.At("changed/no-policies/replications.csv"), "41,R1,x\n");

        var fault = Assert.Throws<InputException>(() => Run("changed", 1, resumes: true));

        Assert.Contains("replications.csv:42:", fault.Message, StringComparison.Ordinal);
    }

    private ComparisonFile Load(params string[] overrides) => ComparisonFile.Load([_folder.At("scenario.yaml")], overrides);

    private double[] Losses(params string[] overrides)
    {
        var file = _folder.Load(overrides);
        return [.. InProcessHost.Run(file.Scenario, file.Network, new RunOptions { Threads = 1 }).Replications.Select(one => one.TotalLoss)];
    }

    private string Read(string name, string file) => File.ReadAllText(_folder.At($"{name}/{file}"));

    /// <summary>Runs what is left; says how many replications that was.</summary>
    private (Comparison Comparison, int Computed) Run(string name, int threads, bool resumes = false)
    {
        var (file, computed) = (Load(), 0);
        using var directory = ComparisonDirectory.Open(_folder.At(name), file, resumes);
        foreach (var alternative in file.Alternatives)
        {
            using var run = directory.Run(alternative);
            if (!run.IsCompleted)
            {
                ScenarioRun.Run(alternative.File, run, new RunOptions { Threads = threads, Progress = more => Interlocked.Add(ref computed, more) }, CancellationToken.None);
            }
        }

        return (directory.Complete(), computed);
    }

    private void Stop(string name, int replications)
    {
        var (file, done) = (Load(), 0);
        using var stop = new CancellationTokenSource();
        using var directory = ComparisonDirectory.Open(_folder.At(name), file, resumes: false);
        foreach (var alternative in file.Alternatives)
        {
            using var run = directory.Run(alternative);
            try
            {
                ScenarioRun.Run(alternative.File, run, new RunOptions { Threads = 1, Progress = more => StopAfter(stop, done += more, replications) }, stop.Token);
            }
            catch (OperationCanceledException)
            {
                run.End(RunState.Cancelled, null);
                directory.End(RunState.Cancelled, null);
                return;
            }
        }
    }

    private static void StopAfter(CancellationTokenSource stop, int done, int enough)
    {
        if (done >= enough)
        {
            stop.Cancel();
        }
    }
}
