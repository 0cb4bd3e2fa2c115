namespace Contagion.Engine;

/// <summary>Room for what is read off a block, used again for the next one: only what is kept takes new memory.</summary>
internal sealed class ReadingRoom
{
    /// <summary>Those that something happened to.</summary>
    public List<int> Institutions { get; } = [];

    /// <summary>For each of them the sums of <see cref="BlockTotals"/>.</summary>
    public List<double> Sums { get; } = [];

    /// <summary>Under each: what each seed cost whom.</summary>
    public List<SpilloverEntry> Spillover { get; } = [];

    /// <summary>Where metrics go by it: what institutions lost, lane by lane.</summary>
    public IReadOnlyList<List<InstitutionLoss>> Losses { get; } = [.. Enumerable.Range(0, EightLanes.Count).Select(_ => new List<InstitutionLoss>())];

    /// <summary>Forgets the last block.</summary>
    public void Clear()
    {
        foreach (var losses in Losses)
        {
            losses.Clear();
        }

        Institutions.Clear();
        Sums.Clear();
        Spillover.Clear();
    }
}
