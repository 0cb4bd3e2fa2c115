namespace Contagion.Data;

/// <summary>compare.json: what is compared and where the comparison stands.</summary>
public sealed record ComparisonRecord : FolderRecord
{
    /// <summary>The names of the alternatives; the first is the base.</summary>
    public required IReadOnlyList<string> Alternatives { get; init; }

    /// <summary>The folders of their runs, in the same order.</summary>
    public required IReadOnlyList<string> Folders { get; init; }
}
