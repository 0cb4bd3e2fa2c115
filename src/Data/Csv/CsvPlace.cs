using System.Text;

namespace Contagion.Data;

/// <summary>Finds where a field begins in the raw text of its row.</summary>
internal static class CsvPlace
{
    /// <summary>The character at which a field begins, from 1.</summary>
    public static int Of(ReadOnlySpan<byte> row, int field)
    {
        var (at, isQuoted) = (0, false);
        for (; at < row.Length && field > 0; at++)
        {
            isQuoted ^= row[at] == '"';
            field -= row[at] == ',' && !isQuoted ? 1 : 0;
        }

        return Encoding.UTF8.GetCharCount(row[..at]) + 1;
    }
}
