namespace Contagion.Data;

/// <summary>sweep.json: what a sweep is and where it stands.</summary>
public sealed record SweepRecord : FolderRecord
{
    /// <summary>The parts of the scenario that points differ in.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Number of points.</summary>
    public required int Points { get; init; }

    /// <summary>Points that are done, as far as is known when the sweep ends.</summary>
    public required int PointsDone { get; init; }
}
