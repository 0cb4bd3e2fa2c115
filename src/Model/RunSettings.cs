using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>How a scenario is run.</summary>
public sealed record RunSettings
{
    /// <summary>The most replications one run may have; their results are kept in memory.</summary>
    public const int ReplicationsMax = 10_000_000;

    /// <summary>The most periods a run may have.</summary>
    public const int PeriodsMax = 1_000_000;

    /// <summary>Periods of scenario time.</summary>
    [Description("Periods of scenario time; more than one needs the mechanism joint.")]
    [Range(1, PeriodsMax)]
    public int Periods { get; init; } = 1;

    /// <summary>Random realisations; null lets the targets decide.</summary>
    [Description("Random realisations of the scenario; 1 unless given. Left out where a target says each: that makes one replication an institution.")]
    [Range(1, ReplicationsMax)]
    public int? Replications { get; init; }

    /// <summary>The one replication to compute; null for all.</summary>
    [Description("Computes one replication alone, counted from 0 as in replications.csv: its results are those it has among the others.")]
    [Range(0, ReplicationsMax - 1)]
    public int? Replication { get; init; }

    /// <summary>Key of all random draws.</summary>
    [Description("Key of all random draws: the same seed gives the same bits.")]
    public ulong Seed { get; init; }

    /// <summary>Whether the way to the fixed point is wanted, or only the fixed point.</summary>
    [Description("Whether the way to the fixed point is recorded round by round. false asks for the fixed point alone: mechanisms that know a shorter way take it.")]
    public bool Path { get; init; } = true;

    /// <summary>Whether and how the loss is attributed to channels.</summary>
    [Description("Whether the loss is attributed to channels, under the mechanism joint: cumulative repeats the run 5 times with channels switched off, shapley 31 times.")]
    public AttributionMethod Attribution { get; init; }

    /// <summary>Share of institutions in default above which a replication counts as systemic.</summary>
    [Description("A replication in which more than this share of all institutions default counts as systemic.")]
    [Range(0, 1)]
    public double SystemicShare { get; init; } = 0.05;

    /// <summary>Rounds after which a fixed point counts as not reached.</summary>
    [Description("Rounds after which the search for a fixed point is given up and the replication reported as not converged.")]
    [Range(1, 100_000_000)]
    public int MaxRounds { get; init; } = 10_000;

    /// <summary>Change below which a fixed point counts as reached.</summary>
    [Description("Change in a round, as a share of what can be lost, below which a fixed point counts as reached. 0 goes on until not a bit changes, which may take all of maxRounds.")]
    [Range(0, 0.1)]
    public double Tolerance { get; init; } = 1e-12;
}
