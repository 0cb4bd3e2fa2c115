namespace Contagion.Engine;

/// <summary>What came of a run.</summary>
public sealed record RunResult
{
    /// <summary>The mechanism on its network.</summary>
    public required Dynamics Dynamics { get; init; }

    /// <summary>The network.</summary>
    public Network Network => Dynamics.Network;

    /// <summary>The replications, in order.</summary>
    public required IReadOnlyList<ReplicationResult> Replications { get; init; }

    /// <summary>Replications that could not be computed, in order; they count nowhere else.</summary>
    public required IReadOnlyList<FailedReplication> Failed { get; init; }

    /// <summary>Whether each replication had a network of its own.</summary>
    public required bool HasOwnNetworks { get; init; }

    /// <summary>The institution whose turn each replication was; null where no target said each.</summary>
    public required IReadOnlyList<int>? Seeds { get; init; }

    /// <summary>Sums over replications for each institution.</summary>
    public required InstitutionTotals Totals { get; init; }

    /// <summary>The round in which each institution defaulted, −1 where it did not; null for more than one replication.</summary>
    public required IReadOnlyList<int>? DefaultRound { get; init; }

    /// <summary>Under each: what each seed cost the others.</summary>
    public required Spillover? Spillover { get; init; }

    /// <summary>Equity of each institution before the shocks; its mean where each replication has a network of its own.</summary>
    public double[] InitialEquity => HasOwnNetworks ? [.. Totals.InitialEquity.Select(sum => sum / Replications.Count)] : Dynamics.InitialEquity;

    /// <summary>Time spent in the engine.</summary>
    public required TimeSpan Elapsed { get; init; }
}
