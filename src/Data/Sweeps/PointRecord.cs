using System.Runtime.InteropServices;
using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>What came of a point as bytes and back: the same doubles, bit by bit.</summary>
internal static class PointRecord
{
    private const int HeadBytes = 4 * sizeof(int);

    /// <summary>Writes a point.</summary>
    public static byte[] Write(SummaryRow row)
    {
        // The last one keeps the numbers where doubles may lie.
        int[] head = [row.Replications, row.NotConverged, row.Numbers.Count, 0];
        double[] numbers = [.. row.Numbers, .. row.Attributed];
        return [.. MemoryMarshal.AsBytes<int>(head), .. MemoryMarshal.AsBytes<double>(numbers)];
    }

    /// <summary>Reads a point.</summary>
    public static SummaryRow Read(ReadOnlySpan<byte> record)
    {
        var head = MemoryMarshal.Cast<byte, int>(record[..HeadBytes]);
        var numbers = MemoryMarshal.Cast<byte, double>(record[HeadBytes..]).ToArray();
        return new SummaryRow(head[0], head[1], numbers[..head[2]]) { Attributed = numbers[head[2]..] };
    }
}
