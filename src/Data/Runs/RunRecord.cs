namespace Contagion.Data;

/// <summary>run.json: what a run is and where it stands.</summary>
public sealed record RunRecord : IFolderRecord
{
    /// <summary>Name and scenario hash: the same inputs give the same id.</summary>
    public required string Id { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 over scenario and network.</summary>
    public required string ScenarioHash { get; init; }

    /// <summary>Key of all random draws.</summary>
    public required ulong Seed { get; init; }

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

    /// <summary>Replications asked for.</summary>
    public required int Replications { get; init; }

    /// <summary>Replications whose results are written.</summary>
    public required int ReplicationsDone { get; init; }

    /// <summary>Replications that could not be computed and count nowhere; null when there were none.</summary>
    public IReadOnlyList<FailedRecord>? Failed { get; init; }

    /// <summary>Rounds of the replication that took most.</summary>
    public int? Rounds { get; init; }

    /// <summary>Replications that did not reach a fixed point within run.maxRounds.</summary>
    public int? NotConverged { get; init; }

    /// <summary>Time the engine took, without reading and writing files.</summary>
    public double? EngineMs { get; init; }

    /// <summary>Reads run.json; null when there is none or it is not one of ours.</summary>
    public static RunRecord? Read(string path) => JsonRecord.Read<RunRecord>(path);

    /// <summary>The record as JSON, ending in a line break.</summary>
    public string Write() => JsonRecord.Write(this);
}
