namespace Contagion.Engine;

/// <summary>What came of a block: its replications, and sums over them for each institution.</summary>
/// <param name="Replications">One result each.</param>
/// <param name="Totals">Sums over them.</param>
/// <param name="DefaultRound">For a run of one replication, when each institution defaulted; else null.</param>
/// <param name="Spillover">Under each: what each seed cost whom.</param>
internal sealed record BlockResult(ReplicationResult[] Replications, BlockTotals Totals, int[]? DefaultRound, SpilloverEntry[] Spillover)
{
    /// <summary>The replication, where one was computed alone and failed.</summary>
    public FailedReplication? Failed { get; init; }

    /// <summary>Nothing but a replication that failed.</summary>
    public static BlockResult Of(FailedReplication failed) => new([], new BlockTotals([], [], [], []), null, []) { Failed = failed };
}
