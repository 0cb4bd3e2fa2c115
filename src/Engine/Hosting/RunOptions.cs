namespace Contagion.Engine;

/// <summary>What a host is told besides the scenario. Nothing here changes a result.</summary>
public sealed record RunOptions
{
    /// <summary>Worker threads; null for one a processor.</summary>
    public int? Threads { get; init; }

    /// <summary>Into how many partitions a network is dealt, so that threads carry it together; null lets the engine choose.</summary>
    public int? Partitions { get; init; }

    /// <summary>Whether a run goes on without the replications that fail; otherwise the first one ends it.</summary>
    public bool GoesOnAfterFailure { get; init; }

    /// <summary>Whether the books of runs over periods are checked after every phase; a replication whose books do not balance has failed.</summary>
    public bool IsAudited { get; init; }

    /// <summary>Where finished blocks are kept and found again; null for nowhere.</summary>
    public IBlockJournal? Journal { get; init; }

    /// <summary>Computes blocks elsewhere; null for here.</summary>
    public IBlockSource? Elsewhere { get; init; }

    /// <summary>Told how many replications are done, from any thread.</summary>
    public Action<int>? Progress { get; init; }

    /// <summary>Told what came of replications as they are done, in any order, from any thread; those that were kept from before as well.</summary>
    public Action<IReadOnlyList<ReplicationResult>>? Watch { get; init; }

    /// <summary>Called before each replication; what it throws, the replication fails with. For tests.</summary>
    internal Action<int>? Before { get; init; }
}
