namespace Contagion.Engine;

/// <summary>How a run on a cluster stands.</summary>
public enum RunPhase
{
    /// <summary>Nobody has asked for it.</summary>
    Unknown,

    /// <summary>It is being computed.</summary>
    Running,

    /// <summary>All blocks are computed.</summary>
    Completed,

    /// <summary>A replication failed.</summary>
    Failed,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,
}
