using Contagion.Engine;
using Xunit;

namespace Contagion.Tests;

/// <summary>Partitions of one network in one process, one after the other: the plainest host there can be.</summary>
internal static class Partitions
{
    /// <summary>Holds partitions against one that carries the network alone: same records, however many there are and whoever carries how many institutions.</summary>
    public static void AssertSame(BlockComputer computer, string what, IEnumerable<(int Partitions, int Granularity)> ways)
    {
        var alone = computer.NewWorker();
        var expected = Enumerable.Range(0, computer.Blocks).Select(block => alone.Record(block, CancellationToken.None)).ToArray();
        foreach (var (partitions, granularity) in ways)
        {
            var (records, _) = Run(computer, partitions, granularity);
            for (var block = 0; block < expected.Length; block++)
            {
                Assert.True(expected[block].AsSpan().SequenceEqual(records[block]), $"{what}: block {block} of {partitions} partitions, {granularity} institutions an actor");
            }
        }
    }

    /// <summary>The records of all blocks, and how many steps they took together.</summary>
    public static (byte[][] Records, long Steps) Run(BlockComputer computer, int partitions, int granularity)
    {
        var parts = Enumerable.Range(0, partitions).Select(index => new Partition(computer, index, partitions, granularity)).ToArray();
        try
        {
            var (records, steps) = (new byte[computer.Blocks][], 0L);
            for (var block = 0; block < records.Length; block++)
            {
                var (record, taken) = Run(parts, block);
                (records[block], steps) = (record, steps + taken);
            }

            return (records, steps);
        }
        finally
        {
            Array.ForEach(parts, part => part.Dispose());
        }
    }

    private static (byte[] Record, long Steps) Run(Partition[] parts, int block)
    {
        Array.ForEach(parts, part => part.Begin(block));
        ReadOnlyMemory<byte>[] heard = [];
        for (var step = 0L; ; step++)
        {
            var told = Array.ConvertAll(parts, part => part.Step(step, heard));
            if (told[0].Record is { } record)
            {
                return Array.TrueForAll(told, one => one.Record.AsSpan().SequenceEqual(record))
                    ? (record, step)
                    : throw new InvalidOperationException($"Partitions do not agree on block {block}.");
            }

            heard = Array.ConvertAll(told, one => one.Told);
        }
    }
}
