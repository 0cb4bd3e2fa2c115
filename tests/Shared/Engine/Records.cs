using Contagion.Engine;

namespace Contagion.Tests;

/// <summary>Keeps the records of a run, to be compared.</summary>
internal sealed class Records : IBlockJournal
{
    private readonly Lock _gate = new();

    public SortedDictionary<int, byte[]> Kept { get; } = [];

    public byte[]? Find(int block) => null;

    public void Append(int block, ReadOnlySpan<byte> record)
    {
        lock (_gate)
        {
            Kept.Add(block, record.ToArray());
        }
    }
}
