using Contagion.Engine;

namespace Contagion.Analysis;

/// <summary>The system-wide answer of a run as one row of a table.</summary>
/// <param name="Replications">Number of replications.</param>
/// <param name="NotConverged">Replications that did not reach a fixed point within <c>run.maxRounds</c>.</param>
/// <param name="Numbers">The <see cref="DistributionRow"/> of each metric, in the order of <see cref="Columns"/>; NaN where undefined.</param>
public sealed record SummaryRow(int Replications, int NotConverged, IReadOnlyList<double> Numbers)
{
    /// <summary>What <see cref="Numbers"/> are called: <c>defaults_mean</c>, <c>defaults_sd</c>, ...</summary>
    public static IReadOnlyList<string> Columns { get; } = [.. Metric.All.SelectMany(metric => DistributionRow.Names.Select(name => $"{metric.Name}_{name}"))];

    /// <summary>The row of a run.</summary>
    public static SummaryRow Of(RunResult result) => new(
        result.Replications.Count,
        result.Replications.Count(one => !one.Converged),
        [.. Summary.Of(result).Metrics.SelectMany(entry => DistributionRow.Of(entry.Distribution))]);

    /// <summary>The mean of a metric.</summary>
    /// <param name="metric">Its place in <see cref="Metric.All"/>.</param>
    public double MeanOf(int metric) => Numbers[metric * DistributionRow.Names.Count];
}
