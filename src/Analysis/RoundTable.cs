using Contagion.Engine;

namespace Contagion.Analysis;

/// <summary>The cascade round by round.</summary>
public static class RoundTable
{
    /// <summary>The quantiles reported for several replications.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0.05, 0.5, 0.95];

    /// <summary>For a run of several replications: how they stand after each round. A replication at rest counts with what it ended with.</summary>
    /// <remarks>The first <see cref="InProcessHost.PathReplicationsMax"/> replications.</remarks>
    public static IEnumerable<RoundRow> Of(RunResult result)
    {
        var paths = result.Replications.Select(one => one.Path).Where(path => path.Count > 0).ToArray();
        var rounds = paths.Length == 0 ? 0 : paths.Max(path => path.Count);
        for (var round = 0; round < rounds; round++)
        {
            var states = paths.Select(path => path[Math.Min(round, path.Count - 1)]).ToArray();
            var active = paths.Count(path => path.Count > round);
            yield return new RoundRow(round, active, Row(states.Select(state => (double)state.Defaults)), Row(states.Select(state => state.Loss)));
        }
    }

    private static RoundRow.Cells Row(IEnumerable<double> values)
    {
        double[] sorted = [.. values];
        var mean = Distribution.Sum(sorted) / sorted.Length;
        Array.Sort(sorted);
        return new RoundRow.Cells(mean, [.. Levels.Select(level => Distribution.Quantile(sorted, level))]);
    }
}

/// <summary>How the replications stand after a round.</summary>
/// <param name="Round">The round; 0 is right after the shocks.</param>
/// <param name="Active">Replications that took part in the round.</param>
/// <param name="Defaults">Institutions in default so far.</param>
/// <param name="Loss">Equity lost so far.</param>
public sealed record RoundRow(int Round, int Active, RoundRow.Cells Defaults, RoundRow.Cells Loss)
{
    /// <summary>Mean and quantiles of <see cref="RoundTable.Levels"/>.</summary>
    public sealed record Cells(double Mean, IReadOnlyList<double> Quantiles);
}
