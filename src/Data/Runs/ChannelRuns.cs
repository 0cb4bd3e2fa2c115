using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>The further runs that attribution asks for: the same replications with channels switched off.</summary>
internal static class ChannelRuns
{
    /// <summary>The loss of a run by channel; null where that was not asked for.</summary>
    /// <param name="file">The scenario.</param>
    /// <param name="result">The run with all channels.</param>
    /// <param name="valuesOf">What is lost in each replication with some channels only.</param>
    public static Attribution? Attribute(ScenarioFile file, RunResult result, Func<ChannelSet, double[]> valuesOf)
    {
        var method = file.Scenario.Run.Attribution;
        if (method == AttributionMethod.None)
        {
            return null;
        }

        var values = Attribution.SetsOf(method).ToDictionary(channels => channels, valuesOf);
        values[ChannelSet.All] = ValuesOf(file, result);
        return Attribution.Of(method, channels => values[channels]);
    }

    /// <summary>What is lost in each replication with some channels only; NaN where it failed.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static double[] ValuesOf(ScenarioFile file, ChannelSet channels, RunOptions options, CancellationToken cancellationToken)
    {
        var scenario = ChannelSwitch.Keep(file.Scenario with { Run = file.Scenario.Run with { Path = false } }, channels);
        return ValuesOf(file, InProcessHost.Run(scenario, file.Network, options, cancellationToken));
    }

    private static double[] ValuesOf(ScenarioFile file, RunResult result)
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
