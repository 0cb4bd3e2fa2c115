using Contagion.Engine;

namespace Contagion.Analysis;

/// <summary>A system-wide number of one replication.</summary>
/// <param name="Name">Its name in result files.</param>
/// <param name="Meaning">What it says, in a few words.</param>
/// <param name="Of">Its value; NaN where undefined.</param>
public sealed record Metric(string Name, string Meaning, Func<ReplicationResult, double> Of)
{
    private static readonly HashSet<string> NoAmounts =
    [
        "defaults", "fundamental_defaults", "contagious_defaults", "multiplier", "cascade_depth", "rounds", "systemic", "systemic_extent", "debtrank",
        "load", "dropped", "dark", "latency",
    ];

    /// <summary>Whether it is an amount in the scenario's currency unit, rather than a count, a share or a ratio.</summary>
    public bool IsAmount { get; private init; } = !NoAmounts.Contains(Name);

    /// <summary>The metrics of every run, in the order of result files.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        new("defaults", "institutions in default at the end", one => one.Defaults),
        new("fundamental_defaults", "defaults that the direct shock alone explains", one => one.FundamentalDefaults),
        new("contagious_defaults", "defaults that it does not", one => one.ContagiousDefaults),
        new("first_round_loss", "equity lost to the shocks directly", one => one.FirstRoundLoss),
        new("contagion_loss", "equity lost beyond that", one => one.ContagionLoss),
        new("total_loss", "equity lost in all", one => one.TotalLoss),
        new("external_creditor_loss", "what creditors outside the network lose", one => one.ExternalCreditorLoss),
        new("multiplier", "total over first-round loss", one => one.Multiplier),
        new("cascade_depth", "the last round in which anybody defaulted", one => one.CascadeDepth),
        new("rounds", "rounds until nothing changed any more", one => one.Rounds),
        new("systemic", "1 where a larger share of institutions than run.systemicShare defaults, else 0: its mean is how often", one => one.IsSystemic ? 1 : 0),
        new("systemic_extent", "share of institutions in default, where that is systemic", one => one.IsSystemic ? one.DefaultShare : double.NaN),
        new("debtrank", "weighted distress beyond the direct shock", one => one.DebtRank),
    ];

    /// <summary>All metrics there are but those that a scenario asks for: those of every run, then those of runs over periods.</summary>
    public static IReadOnlyList<Metric> Known { get; } =
    [
        .. All,
        .. PeriodMetric.All.Select((metric, index) => new Metric(metric.Name, metric.Meaning, one => index < one.Periods.Count ? one.Periods[index] : double.NaN)),
    ];

    /// <summary>The metrics that a run has, in the order of result files.</summary>
    public static IReadOnlyList<Metric> In(RunResult result) => [.. result.Dynamics.HasPeriods ? Known : All, .. Measured(result.Replications)];

    /// <summary>The metrics that the scenario of some replications asks for.</summary>
    public static IEnumerable<Metric> Measured(IReadOnlyList<ReplicationResult> replications) => replications.Count == 0
        ? []
        : replications[0].Measured.Names.Select(name => new Metric(name, ReplicationMeasures.MeaningOf(name), one => one.Measured[name]) { IsAmount = false });
}
