using Contagion.Data;

namespace Contagion.Api;

/// <summary>A comparison: what was asked for, and where it stands.</summary>
public sealed record ComparisonView
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

    /// <summary>Names of the alternatives; the first is the base.</summary>
    public required IReadOnlyList<string> Alternatives { get; init; }

    /// <summary>Replications that are computed in all, over all alternatives.</summary>
    public required int Replications { get; init; }

    /// <summary>Replications that are done.</summary>
    public required int ReplicationsDone { get; init; }

    /// <summary>Where the scenario came from.</summary>
    public required ScenarioOrigin Scenario { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>What each alternative changes, in sentences.</summary>
    public string? Sentence { get; init; }

    /// <summary>The command line that repeats it.</summary>
    public required string Command { get; init; }

    /// <summary>Its results.</summary>
    public required IReadOnlyList<ResultFile> Files { get; init; }

    /// <summary>How a comparison stands.</summary>
    internal static ComparisonView Of(Job job) => new()
    {
        Id = job.Record.Id,
        Name = job.Record.Name,
        Description = job.Record.Description,
        State = job.State,
        Created = job.Record.Created,
        Started = job.Kept?.Started,
        Ended = job.IsEnded ? job.Kept?.Ended : null,
        Alternatives = job.Record.Alternatives,
        Replications = job.Record.Replications,
        ReplicationsDone = job.Done,
        Scenario = new ScenarioOrigin(job.Record.Shipped, job.Record.Network),
        Error = job.State == JobState.Failed ? job.Kept?.Error ?? "it could not be begun; the server's log says why" : null,
        Sentence = job.Record.Sentence,
        Command = job.Record.Command,
        Files = job.State == JobState.Completed ? ResultFile.In(job.Results) : [],
    };
}
