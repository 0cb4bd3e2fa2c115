namespace Contagion.Engine;

/// <summary>Says which replication failed, so that it can be repeated alone.</summary>
public sealed class ReplicationException : Exception
{
    /// <param name="failed">The replication.</param>
    /// <param name="cause">What went wrong; null where it is no longer known.</param>
    public ReplicationException(FailedReplication failed, Exception? cause = null)
        : base($"replication {failed.Replication} failed: {failed.Error}", cause) => Failed = failed;

    /// <summary>The replication.</summary>
    public FailedReplication Failed { get; }
}
