using Contagion.Engine;

namespace Contagion.Analysis;

/// <summary>A run over periods, period by period.</summary>
public static class PeriodTable
{
    /// <summary>How the replications stand at the end of each period; none where that was not kept.</summary>
    /// <remarks>The first replications, as many as <see cref="InProcessHost.PathReplicationsMax"/> and <see cref="InProcessHost.PeriodEndsMax"/> allow.</remarks>
    public static IEnumerable<PeriodRow> Of(RunResult result)
    {
        var ends = result.Replications.Select(one => one.Ends).Where(one => one.Count > 0).ToArray();
        var periods = ends.Length == 0 ? 0 : ends[0].Count;
        for (var period = 0; period < periods; period++)
        {
            PeriodState[] states = [.. ends.Select(one => one[period])];
            yield return new PeriodRow(
                period,
                Spread.Of(states.Select(state => (double)state.Rounds)),
                Spread.Of(states.Select(state => (double)state.Defaults)),
                Spread.Of(states.Select(state => state.Loss)),
                [.. Enumerable.Range(0, PeriodMetric.All.Count).Select(metric => Spread.Of(states.Select(state => state.Metrics[metric])))]);
        }
    }
}

/// <summary>How the replications stand at the end of a period.</summary>
/// <param name="Period">The period, from 0.</param>
/// <param name="Rounds">Rounds of this period.</param>
/// <param name="Defaults">Institutions in default so far.</param>
/// <param name="Loss">Equity lost so far.</param>
/// <param name="Metrics">For each of <see cref="PeriodMetric.All"/>, over all periods so far.</param>
public sealed record PeriodRow(int Period, Spread Rounds, Spread Defaults, Spread Loss, IReadOnlyList<Spread> Metrics);
