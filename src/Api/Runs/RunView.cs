using Contagion.Data;

namespace Contagion.Api;

/// <summary>A run: what was asked for, and where it stands.</summary>
public sealed record RunView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Name { get; init; }

    /// <summary>The question the scenario asks.</summary>
    public string? Description { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobState State { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was begun, the first time where it was gone on with.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Key of all random draws.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The mechanism by which losses travel.</summary>
    public required string Mechanism { get; init; }

    /// <summary>Periods of scenario time.</summary>
    public required int Periods { get; init; }

    /// <summary>Replications of the scenario.</summary>
    public required int Replications { get; init; }

    /// <summary>Replications that are done.</summary>
    public required int ReplicationsDone { get; init; }

    /// <summary>Institutions of the network.</summary>
    public required int Institutions { get; init; }

    /// <summary>Exposures of the network.</summary>
    public required int Exposures { get; init; }

    /// <summary>Where the scenario came from.</summary>
    public required ScenarioOrigin Scenario { get; init; }

    /// <summary>Settings that replaced parts of it.</summary>
    public required IReadOnlyList<string> Set { get; init; }

    /// <summary>SHA-256 over the scenario and its network: the same hash, the same results.</summary>
    public required string ScenarioHash { get; init; }

    /// <summary>Rounds of the replication that took most.</summary>
    public int? Rounds { get; init; }

    /// <summary>Replications that did not reach a fixed point.</summary>
    public int? NotConverged { get; init; }

    /// <summary>Time the engine took, in milliseconds.</summary>
    public double? EngineMs { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>What happened, in a sentence or two.</summary>
    public string? Sentence { get; init; }

    /// <summary>The command line that repeats it; of a scenario of one's own, in the folder that <c>inputs.zip</c> is unpacked into.</summary>
    public required string Command { get; init; }

    /// <summary>The run whose scenario is measured further.</summary>
    public string? MeasuredFrom { get; init; }

    /// <summary>Its results.</summary>
    public required IReadOnlyList<ResultFile> Files { get; init; }

    /// <summary>How a run stands.</summary>
    internal static RunView Of(Job job)
    {
        var (record, kept) = (job.Record, job.Kept as RunRecord);
        return new RunView
        {
            Id = record.Id,
            Name = record.Name,
            Description = record.Description,
            State = job.State,
            Created = record.Created,
            Started = kept?.Started,
            Ended = job.IsEnded ? kept?.Ended : null,
            Seed = record.Seed,
            Mechanism = record.Mechanism,
            Periods = record.Periods,
            Replications = record.Replications,
            ReplicationsDone = job.Done,
            Institutions = record.Institutions,
            Exposures = record.Exposures,
            Scenario = new ScenarioOrigin(record.Shipped, record.Network),
            Set = record.Set,
            ScenarioHash = record.ScenarioHash,
            Rounds = kept?.Rounds,
            NotConverged = kept?.NotConverged,
            EngineMs = kept?.EngineMs,
            Error = job.State == JobState.Failed ? kept?.Error ?? "it could not be begun; the server's log says why" : null,
            Sentence = record.Sentence,
            Command = record.Command,
            MeasuredFrom = record.MeasuredFrom,
            Files = job.State == JobState.Completed ? ResultFile.In(job.Results) : [],
        };
    }
}

/// <summary>Where a scenario came from.</summary>
/// <param name="Shipped">Id of the shipped scenario; none for one of the caller's own.</param>
/// <param name="Network">Id of the network that took the place of the scenario's own.</param>
public sealed record ScenarioOrigin(string? Shipped = null, string? Network = null);
