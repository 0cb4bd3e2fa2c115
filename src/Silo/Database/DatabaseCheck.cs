namespace Contagion.Silo;

/// <summary>How a database stands to the migrations of this program.</summary>
/// <param name="Known">How many migrations the program has.</param>
/// <param name="Missing">Names of those that were not applied, in order.</param>
/// <param name="Changed">Names of those that were applied with another text.</param>
internal sealed record DatabaseCheck(int Known, IReadOnlyList<string> Missing, IReadOnlyList<string> Changed)
{
    /// <summary>Why a silo cannot start on it, in a sentence; null where it can.</summary>
    public string? Fault => (Changed, Missing) switch
    {
        ({ Count: > 0 }, _) => $"The database was made by another version of this program: {string.Join(", ", Changed)} was changed after it was applied.",
        (_, { Count: > 0 }) => $"The database lacks {Missing.Count} of {Known} migrations ({string.Join(", ", Missing)}): run 'silo database apply' before silos are started.",
        _ => null,
    };
}
