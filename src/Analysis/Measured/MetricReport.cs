using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>What a scenario asks to be measured, over all replications of a run. A part is null where it was not asked for.</summary>
/// <param name="Settings">What was asked for.</param>
public sealed record MetricReport(MetricSettings Settings)
{
    /// <summary>Contagion weighted by centrality.</summary>
    public IReadOnlyList<WeightedContagion>? Weighted { get; private init; }

    /// <summary>Vulnerability and impact of each institution.</summary>
    public IReadOnlyList<Impact>? Impact { get; private init; }

    /// <summary>Measures a run; null where nothing was asked for.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="measured">The run with its numbers, <see cref="ReplicationMeasures.Add"/>.</param>
    /// <param name="threads">Worker threads; null for one a processor. The result does not depend on them.</param>
    public static MetricReport? Of(Scenario scenario, RunResult measured, int? threads = null) => scenario.Metrics is not { } metrics ? null : new(metrics)
    {
        Weighted = metrics.CentralityWeighted is { } weighted ? WeightedContagion.Of(weighted, measured) : null,
        Impact = metrics.Impact is null ? null : Analysis.Impact.Of(measured),
    };
}
