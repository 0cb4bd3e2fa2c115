using Contagion.Engine;

namespace Contagion.Analysis;

/// <summary>The system-wide answer of a run: every metric's distribution over replications.</summary>
/// <param name="Replications">Number of replications.</param>
/// <param name="Metrics">The distribution of each metric, in the order of <see cref="Metric.In"/>.</param>
public sealed record Summary(int Replications, IReadOnlyList<(Metric Metric, Distribution Distribution)> Metrics)
{
    /// <summary>Summarises a run.</summary>
    public static Summary Of(RunResult result) =>
        new(result.Replications.Count, [.. Metric.In(result).Select(metric => (metric, Distribution.Of(result.Replications.Select(metric.Of))))]);

    /// <summary>The distribution of a metric.</summary>
    /// <param name="name">A name of <see cref="Metric.In"/>.</param>
    public Distribution this[string name] => Metrics.First(entry => entry.Metric.Name == name).Distribution;
}
