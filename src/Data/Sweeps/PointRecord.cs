using System.Runtime.InteropServices;
using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>What came of a point as bytes and back: the same doubles, bit by bit.</summary>
internal static class PointRecord
{
    private const int HeadBytes = 2 * sizeof(int);

    /// <summary>Writes a point.</summary>
    public static byte[] Write(SummaryRow row)
    {
        int[] head = [row.Replications, row.NotConverged];
        double[] numbers = [.. row.Numbers];
        return [.. MemoryMarshal.AsBytes<int>(head), .. MemoryMarshal.AsBytes<double>(numbers)];
    }

    /// <summary>Reads a point.</summary>
    public static SummaryRow Read(ReadOnlySpan<byte> record)
    {
        var head = MemoryMarshal.Cast<byte, int>(record[..HeadBytes]);
        return new SummaryRow(head[0], head[1], MemoryMarshal.Cast<byte, double>(record[HeadBytes..]).ToArray());
    }
}
