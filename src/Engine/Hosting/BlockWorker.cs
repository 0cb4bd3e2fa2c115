namespace Contagion.Engine;

/// <summary>Computes blocks of a run one after the other, on one thread at a time.</summary>
public abstract class BlockWorker
{
    private protected BlockWorker()
    {
    }

    /// <summary>Rounds computed so far, for whoever measures: each counts once for all replications of a block.</summary>
    public abstract long Rounds { get; }

    /// <summary>Exposures walked so far; each counts once for all replications of a block.</summary>
    public abstract long Exposures { get; }

    /// <summary>A block's result as bytes: the same for the same block, wherever and however often it is computed.</summary>
    /// <param name="block">Its index.</param>
    /// <param name="cancellationToken">Asked after every round.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ReplicationException">A replication failed, and the run does not go on without it.</exception>
    public byte[] Record(int block, CancellationToken cancellationToken) => BlockRecord.Write(Compute(block, cancellationToken));

    /// <summary>What comes of a block: one result, or one for each replication where any failed.</summary>
    internal abstract IReadOnlyList<BlockResult> Compute(int block, CancellationToken stop);
}
