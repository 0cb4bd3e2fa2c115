using Contagion.Engine;

namespace Contagion.Analysis;

/// <summary>The system-wide answer of a run as one row of a table.</summary>
/// <param name="Replications">Number of replications.</param>
/// <param name="NotConverged">Replications that did not reach a fixed point within <c>run.maxRounds</c>.</param>
/// <param name="Numbers">The <see cref="DistributionRow"/> of each metric, in the order of <see cref="ColumnsOf"/>; NaN where undefined.</param>
public sealed record SummaryRow(int Replications, int NotConverged, IReadOnlyList<double> Numbers)
{
    /// <summary>The <see cref="Attribution.Numbers"/> of its loss by channel; none where that was not asked for.</summary>
    public IReadOnlyList<double> Attributed { get; init; } = [];

    /// <summary>How many metrics the row has: runs over periods have more.</summary>
    public int Metrics => Numbers.Count / DistributionRow.Names.Count;

    /// <summary>What <see cref="Numbers"/> are called: <c>defaults_mean</c>, <c>defaults_sd</c>, ...</summary>
    /// <param name="metrics">How many metrics there are, the first of <see cref="Metric.Known"/>.</param>
    public static IReadOnlyList<string> ColumnsOf(int metrics) =>
        [.. Metric.Known.Take(metrics).SelectMany(metric => DistributionRow.Names.Select(name => $"{metric.Name}_{name}"))];

    /// <summary>The row of a run.</summary>
    /// <param name="result">The run.</param>
    /// <param name="attribution">Its loss by channel; null where that was not asked for.</param>
    public static SummaryRow Of(RunResult result, Attribution? attribution = null) => new(
        result.Replications.Count,
        result.Replications.Count(one => !one.Converged),
        [.. Summary.Of(result).Metrics.SelectMany(entry => DistributionRow.Of(entry.Distribution))])
    {
        Attributed = attribution?.Numbers() ?? [],
    };

    /// <summary>The mean of a metric.</summary>
    /// <param name="metric">Its place in <see cref="Metric.Known"/>.</param>
    /// <returns>The mean; NaN where the run does not have the metric.</returns>
    public double MeanOf(int metric) => metric < Metrics ? Numbers[metric * DistributionRow.Names.Count] : double.NaN;
}
