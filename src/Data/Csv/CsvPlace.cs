using System.Text;

namespace Contagion.Data;

/// <summary>Finds where a field begins in the raw text of its row.</summary>
internal static class CsvPlace
{
    /// <summary>The character at which a field begins, from 1.</summary>
    public static int Of(ReadOnlySpan<byte> row, int field) => Encoding.UTF8.GetCharCount(row[..Start(row, field)]) + 1;

    /// <summary>The character at which what is in a field begins, after blanks and a quotation mark, from 1.</summary>
    public static int OfContent(ReadOnlySpan<byte> row, int field)
    {
        var at = Start(row, field);
        while (at < row.Length && (row[at] is (byte)' ' or (byte)'\t'))
        {
            at++;
        }

        return Encoding.UTF8.GetCharCount(row[..at]) + (at < row.Length && row[at] == '"' ? 2 : 1);
    }

    private static int Start(ReadOnlySpan<byte> row, int field)
    {
        var (at, isQuoted) = (0, false);
        for (; at < row.Length && field > 0; at++)
        {
            isQuoted ^= row[at] == '"';
            field -= row[at] == ',' && !isQuoted ? 1 : 0;
        }

        return at;
    }
}
