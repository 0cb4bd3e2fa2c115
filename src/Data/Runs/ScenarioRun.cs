using Contagion.Analysis;
using Contagion.Engine;

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
        var result = InProcessHost.Run(file.Scenario, file.Network, options with { Journal = directory.Journal }, cancellationToken);
        var method = file.Scenario.Run.Attribution;
        var values = Attribution.SetsOf(method).ToDictionary(channels => channels, channels => Values(file, channels, directory, options, cancellationToken));
        values[ChannelSet.All] = Values(file, result);
        var outcome = new RunOutcome(result, Summary.Of(result), values.Count == 1 ? null : Attribution.Of(method, channels => values[channels]));
        directory.Complete(outcome.Result, outcome.Summary, outcome.Attribution);
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

        var scenario = ChannelSwitch.Keep(file.Scenario with { Run = file.Scenario.Run with { Path = false } }, channels);
        double[] values;
        using (var blocks = directory.Blocks(channels))
        {
            values = Values(file, InProcessHost.Run(scenario, file.Network, options with { Journal = blocks }, cancellationToken));
        }

        directory.KeepValues(channels, values);
        return values;
    }

    /// <summary>What is lost in each replication; NaN where it failed.</summary>
    private static double[] Values(ScenarioFile file, RunResult result)
    {
        var plan = new ReplicationPlan(file.Scenario, file.Network);
        var values = new double[plan.Count];
        Array.Fill(values, double.NaN);
        foreach (var one in result.Replications)
        {
            values[one.Replication - plan.ReplicationAt(0)] = Attribution.ValueOf(one);
        }

        return values;
    }
}

/// <summary>What came of a run.</summary>
/// <param name="Result">The replications.</param>
/// <param name="Summary">Their summary.</param>
/// <param name="Attribution">Their loss by channel; null where that was not asked for.</param>
public sealed record RunOutcome(RunResult Result, Summary Summary, Attribution? Attribution);
