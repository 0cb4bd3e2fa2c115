namespace Contagion.Data;

/// <summary>compare.json: what is compared and where the comparison stands.</summary>
public sealed record ComparisonRecord : IFolderRecord
{
    /// <summary>Name and hash: the same alternatives, the same id.</summary>
    public required string Id { get; init; }

    /// <summary>The scenario's name, or that of the first.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 over names, scenarios and networks of all alternatives.</summary>
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

    /// <summary>The names of the alternatives; the first is the base.</summary>
    public required IReadOnlyList<string> Alternatives { get; init; }

    /// <summary>The folders of their runs, in the same order.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>Reads compare.json; null when there is none or it is not one of ours.</summary>
    public static ComparisonRecord? Read(string path) => JsonRecord.Read<ComparisonRecord>(path);

    /// <summary>The record as JSON, ending in a line break.</summary>
    public string Write() => JsonRecord.Write(this);
}
