using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>Runs a scenario into its directory: the run itself, what attribution asks for besides, and the files of both.</summary>
public static class ScenarioRun
{
    /// <summary>How many replications are computed in all, those of attribution included.</summary>
    public static int ReplicationsOf(ScenarioFile file) =>
        new ReplicationPlan(file.Scenario, file.Network).Count * (1 + Attribution.SetsOf(file.Scenario.Run.Attribution).Count);

    /// <summary>Runs what is left of a run and completes its directory.</summary>
    /// <param name="file">The scenario.</param>
    /// <param name="directory">Where it is kept; not completed.</param>
    /// <param name="options">Threads, partitions, progress, and what becomes of replications that fail.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ReplicationException">A replication failed.</exception>
    public static RunOutcome Run(ScenarioFile file, RunDirectory directory, RunOptions options, CancellationToken cancellationToken)
    {
        var result = ReplicationMeasures.Add(
            file.Scenario.Metrics, InProcessHost.Run(file.Scenario, file.Network, options with { Journal = directory.Journal }, cancellationToken), options.Threads);
        var attribution = ChannelRuns.Attribute(file, result, channels => Values(file, channels, directory, options, cancellationToken));
        var outcome = new RunOutcome(file.Scenario, result, Summary.Of(result), attribution, MetricReport.Of(file.Scenario, result));
        directory.Complete(outcome);
        return outcome;
    }

    /// <summary>What is lost with some channels only.</summary>
    private static double[] Values(ScenarioFile file, ChannelSet channels, RunDirectory directory, RunOptions options, CancellationToken cancellationToken)
    {
        if (directory.FindValues(channels) is { } kept)
        {
            options.Progress?.Invoke(kept.Length);
            return kept;
        }

        double[] values;
        using (var blocks = directory.Blocks(channels))
        {
            values = ChannelRuns.ValuesOf(file, channels, options with { Journal = blocks, Watch = null }, cancellationToken);
        }

        directory.KeepValues(channels, values);
        return values;
    }
}

/// <summary>What came of a run.</summary>
/// <param name="Scenario">The scenario that was run.</param>
/// <param name="Result">The replications.</param>
/// <param name="Summary">Their summary.</param>
/// <param name="Attribution">Their loss by channel; null where that was not asked for.</param>
/// <param name="Metrics">What the scenario asks to be measured; null where it asks for nothing.</param>
public sealed record RunOutcome(Scenario Scenario, RunResult Result, Summary Summary, Attribution? Attribution, MetricReport? Metrics)
{
    /// <summary>Who lost how much, in a run over periods; those who lost nothing are not among them.</summary>
    public IReadOnlyList<(string Name, double Mean, double Max)> Bearers => Result.Dynamics.HasPeriods ? Of(Bearer.All.Select(bearer => (bearer.Name, bearer.Metric))) : [];

    /// <summary>What policies paid and tied up, in a run over periods; what is 0 is not among it.</summary>
    public IReadOnlyList<(string Name, double Mean, double Max)> Costs => Result.Dynamics.HasPeriods ? Of(PolicyCost.All.Select(cost => (cost.Name, cost.Metric))) : [];

    /// <summary>Those of some amounts that are there at all.</summary>
    private (string Name, double Mean, double Max)[] Of(IEnumerable<(string Name, string Metric)> amounts) =>
        [.. amounts.Select(one => (one.Name, Amount: Summary[one.Metric])).Where(one => one.Amount.Mean > 0).Select(one => (one.Name, one.Amount.Mean!.Value, one.Amount.Max!.Value))];
}
