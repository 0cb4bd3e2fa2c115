using System.Runtime.InteropServices;
using System.Text;
using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>What came of a point as bytes and back: the same doubles, bit by bit.</summary>
internal static class PointRecord
{
    private const int HeadBytes = 6 * sizeof(int);

    /// <summary>Writes a point.</summary>
    public static byte[] Write(SummaryRow row)
    {
        // The last one keeps the numbers where doubles may lie.
        int[] head = [row.Replications, row.NotConverged, row.Numbers.Count, row.Measured.Count, row.Attributed.Count, 0];
        double[] numbers = [.. row.Numbers, .. row.Measured, .. row.Attributed];
        return [.. MemoryMarshal.AsBytes<int>(head), .. MemoryMarshal.AsBytes<double>(numbers), .. Encoding.UTF8.GetBytes(string.Join('\n', row.MeasuredNames))];
    }

    /// <summary>Reads a point.</summary>
    public static SummaryRow Read(ReadOnlySpan<byte> record)
    {
        var head = MemoryMarshal.Cast<byte, int>(record[..HeadBytes]);
        var (known, measured, all) = (head[2], head[2] + head[3], head[2] + head[3] + head[4]);
        var numbers = MemoryMarshal.Cast<byte, double>(record.Slice(HeadBytes, all * sizeof(double))).ToArray();
        return new SummaryRow(head[0], head[1], numbers[..known])
        {
            MeasuredNames = Encoding.UTF8.GetString(record[(HeadBytes + (all * sizeof(double)))..]).Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Measured = numbers[known..measured],
            Attributed = numbers[measured..],
        };
    }
}
