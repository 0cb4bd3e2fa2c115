namespace Contagion.Api;

/// <summary>Where a run or a comparison stands.</summary>
public enum JobState
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    /// <summary>Is computed.</summary>
    Running,

    /// <summary>Done; its results are whole.</summary>
    Completed,

    /// <summary>Ended by an error.</summary>
    Failed,

    /// <summary>Ended by its user.</summary>
    Cancelled,
}
