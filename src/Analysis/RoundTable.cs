using Contagion.Engine;

namespace Contagion.Analysis;

/// <summary>The cascade round by round; over several periods, period by period.</summary>
public static class RoundTable
{
    /// <summary>How the replications stand after each round, or at the end of each period. A replication at rest counts with what it ended with.</summary>
    /// <remarks>The first <see cref="InProcessHost.PathReplicationsMax"/> replications.</remarks>
    public static IEnumerable<RoundRow> Of(RunResult result)
    {
        var paths = result.Replications.Select(one => one.Path).Where(path => path.Count > 0).ToArray();
        var rows = paths.Length == 0 ? 0 : paths.Max(path => path.Count);
        for (var row = 0; row < rows; row++)
        {
            var states = paths.Select(path => path[Math.Min(row, path.Count - 1)]).ToArray();
            yield return new RoundRow(
                states[0].Period,
                states.Max(state => state.Round),
                paths.Count(path => IsActive(path, row)),
                Spread.Of(states.Select(state => (double)state.Defaults)),
                Spread.Of(states.Select(state => state.Loss)));
        }
    }

    private static bool IsActive(IReadOnlyList<RoundState> path, int row) => row == 0 || (row < path.Count && path[row].Round > path[row - 1].Round);
}

/// <summary>How the replications stand after a round, or at the end of a period.</summary>
/// <param name="Period">The period, from 0.</param>
/// <param name="Round">The round, counted through all periods; 0 is right after the shocks. At the end of a period, the last one that any replication took.</param>
/// <param name="Active">Replications that took part in the round, or in any of the period.</param>
/// <param name="Defaults">Institutions in default so far.</param>
/// <param name="Loss">Equity lost so far.</param>
public sealed record RoundRow(int Period, int Round, int Active, Spread Defaults, Spread Loss);
