using Contagion.Engine;

namespace Contagion.Analysis;

/// <summary>The system-wide answer of a run as one row of a table.</summary>
/// <param name="Replications">Number of replications.</param>
/// <param name="NotConverged">Replications that did not reach a fixed point within <c>run.maxRounds</c>.</param>
/// <param name="Numbers">The <see cref="DistributionRow"/> of each metric, in the order of <see cref="ColumnsOf(int)"/>; NaN where undefined.</param>
public sealed record SummaryRow(int Replications, int NotConverged, IReadOnlyList<double> Numbers)
{
    /// <summary>Further metrics that the scenario asks for.</summary>
    public IReadOnlyList<string> MeasuredNames { get; init; } = [];

    /// <summary>Their <see cref="DistributionRow"/>, one after the other.</summary>
    public IReadOnlyList<double> Measured { get; init; } = [];

    /// <summary>The <see cref="Attribution.Numbers"/> of its loss by channel; none where that was not asked for.</summary>
    public IReadOnlyList<double> Attributed { get; init; } = [];

    /// <summary>How many metrics the row has: runs over periods have more.</summary>
    public int Metrics => Numbers.Count / DistributionRow.Names.Count;

    /// <summary>What <see cref="Numbers"/> are called: <c>defaults_mean</c>, <c>defaults_sd</c>, ...</summary>
    /// <param name="metrics">How many metrics there are, the first of <see cref="Metric.Known"/>.</param>
    public static IReadOnlyList<string> ColumnsOf(int metrics) =>
        ColumnsOf(Metric.Known.Take(metrics).Select(metric => metric.Name));

    /// <summary>What the numbers of some metrics are called.</summary>
    public static IReadOnlyList<string> ColumnsOf(IEnumerable<string> metrics) => [.. metrics.SelectMany(metric => DistributionRow.Names.Select(name => $"{metric}_{name}"))];

    /// <summary>The row of a run.</summary>
    /// <param name="result">The run.</param>
    /// <param name="attribution">Its loss by channel; null where that was not asked for.</param>
    public static SummaryRow Of(RunResult result, Attribution? attribution = null)
    {
        var metrics = Summary.Of(result).Metrics;
        string[] measured = [.. Metric.Measured(result.Replications).Select(metric => metric.Name)];
        var known = metrics.Count - measured.Length;
        return new(
            result.Replications.Count,
            result.Replications.Count(one => !one.Converged),
            [.. metrics.Take(known).SelectMany(entry => DistributionRow.Of(entry.Distribution))])
        {
            MeasuredNames = measured,
            Measured = [.. metrics.Skip(known).SelectMany(entry => DistributionRow.Of(entry.Distribution))],
            Attributed = attribution?.Numbers() ?? [],
        };
    }

    /// <summary>The <see cref="DistributionRow"/> of a metric that the scenario asks for; empty where it does not.</summary>
    public IReadOnlyList<double> MeasuredOf(string name)
    {
        var at = MeasuredNames.ToList().IndexOf(name);
        return at < 0 ? [] : [.. Measured.Skip(at * DistributionRow.Names.Count).Take(DistributionRow.Names.Count)];
    }

    /// <summary>The mean of a metric.</summary>
    /// <param name="metric">Its place in <see cref="Metric.Known"/>.</param>
    /// <returns>The mean; NaN where the run does not have the metric.</returns>
    public double MeanOf(int metric) => metric < Metrics ? Numbers[metric * DistributionRow.Names.Count] : double.NaN;
}
