namespace Contagion.Data;

/// <summary>Where a run stands.</summary>
public enum RunState
{
    /// <summary>Under way, or killed.</summary>
    Running,

    /// <summary>Done; its results are whole.</summary>
    Completed,

    /// <summary>Ended by an error.</summary>
    Failed,

    /// <summary>Ended by its user.</summary>
    Cancelled,
}
