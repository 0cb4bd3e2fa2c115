namespace Contagion.Data;

/// <summary>sweep.json: what a sweep is and where it stands.</summary>
public sealed record SweepRecord : IFolderRecord
{
    /// <summary>Name and hash: the same points, the same id.</summary>
    public required string Id { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 over paths, values, and scenario and network of every point.</summary>
    public required string ScenarioHash { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Where it ran.</summary>
    public required string Host { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunState State { get; init; }

    /// <summary>Why it failed, in one sentence; null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>The parts of the scenario that points differ in.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Number of points.</summary>
    public required int Points { get; init; }

    /// <summary>Points that are done, as far as is known when the sweep ends.</summary>
    public required int PointsDone { get; init; }

    /// <summary>Reads sweep.json; null when there is none or it is not one of ours.</summary>
    public static SweepRecord? Read(string path) => JsonRecord.Read<SweepRecord>(path);

    /// <summary>The record as JSON, ending in a line break.</summary>
    public string Write() => JsonRecord.Write(this);
}
