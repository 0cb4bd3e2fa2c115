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

    /// <summary>Forgets the last block.</summary>
    public void Clear()
    {
        Institutions.Clear();
        Sums.Clear();
        Spillover.Clear();
    }
}
