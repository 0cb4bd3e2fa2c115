using System.Text.Json.Serialization;

namespace Contagion.Data;

/// <summary>run.json: what a run is and where it stands.</summary>
public sealed record RunRecord : FolderRecord
{
    /// <summary>Key of all random draws.</summary>
    [JsonPropertyOrder(AfterHash)]
    public required ulong Seed { get; init; }

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
}
