using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>What a scenario asks to be measured, over all replications of a run. A part is null where it was not asked for.</summary>
/// <param name="Settings">What was asked for.</param>
public sealed record MetricReport(MetricSettings Settings)
{
    /// <summary>Contagion weighted by centrality.</summary>
    public IReadOnlyList<WeightedContagion>? Weighted { get; private init; }

    /// <summary>Contagion by distance from the most central institution.</summary>
    public IReadOnlyList<RingLoss>? Rings { get; private init; }

    /// <summary>The worst replications, level by level; null for a run of one.</summary>
    public IReadOnlyList<TailReport>? Tail { get; private init; }

    /// <summary>Concentration of losses and of measures.</summary>
    public IReadOnlyList<ConcentrationRow>? Concentration { get; private init; }

    /// <summary>Who carries the tail; null for a run of one.</summary>
    public ShapleyReport? Shapley { get; private init; }

    /// <summary>Whether losses are neighbours.</summary>
    public MoranReport? Moran { get; private init; }

    /// <summary>Who gives and who takes; null where one turn was run alone.</summary>
    public SpilloverReport? Spillover { get; private init; }

    /// <summary>Vulnerability and impact of each institution.</summary>
    public IReadOnlyList<Impact>? Impact { get; private init; }

    /// <summary>Measures a run; null where nothing was asked for.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="measured">The run with its numbers, <see cref="ReplicationMeasures.Add"/>.</param>
    public static MetricReport? Of(Scenario scenario, RunResult measured) => scenario.Metrics is not { } metrics ? null : new(metrics)
    {
        Weighted = metrics.CentralityWeighted is { } weighted ? WeightedContagion.Of(weighted, measured) : null,
        Rings = metrics.CentralityWeighted is { } rings ? RingLoss.Of(rings, measured) : null,
        Tail = metrics.Tail is { } tail && measured.Replications.Count > 1 ? TailReport.Of(tail, measured, scenario.Run.Seed) : null,
        Concentration = metrics.Concentration is { } concentration ? ConcentrationRow.For(concentration, measured) : null,
        Shapley = metrics.Shapley is { } shapley && measured.Replications.Count > 1 ? ShapleyReport.Of(shapley, measured, scenario.Run.Seed) : null,
        Moran = metrics.Moran is { } moran ? MoranReport.Of(moran, measured, scenario.Run.Seed) : null,
        Spillover = metrics.Spillover is { } spillover && scenario.Run.Replication is null ? SpilloverReport.Of(spillover, measured) : null,
        Impact = metrics.Impact is null ? null : Analysis.Impact.Of(measured),
    };
}
