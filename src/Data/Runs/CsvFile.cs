using System.Globalization;
using CsvHelper;

namespace Contagion.Data;

/// <summary>A CSV file being written: UTF-8, commas, line feeds, quotes only where needed.</summary>
internal sealed class CsvFile
{
    private readonly CsvWriter _writer;

    private CsvFile(CsvWriter writer) => _writer = writer;

    /// <summary>Writes a file whole or not at all.</summary>
    public static void Write(string path, Action<CsvFile> write) => AtomicFile.Write(path, stream =>
    {
        using var writer = CsvWriter.Create(stream, new CsvWriterOptions { Separator = ',', NewLine = "\n" }, leaveOpen: true);
        write(new CsvFile(writer));
        writer.Flush();
    });

    /// <summary>Adds a field of text.</summary>
    public CsvFile Text(string text)
    {
        _writer.WriteField(text);
        return this;
    }

    /// <summary>Adds a number in the shortest form that reads back to the same double; nothing for NaN.</summary>
    public CsvFile Number(double number)
    {
        Span<char> text = stackalloc char[32];
        var length = 0;
        if (!double.IsNaN(number))
        {
            // Adding zero takes the sign off a negative zero.
            (number + 0.0).TryFormat(text, out length, "R", CultureInfo.InvariantCulture);
        }

        _writer.WriteField(text[..length]);
        return this;
    }

    /// <summary>Ends the row.</summary>
    public void End() => _writer.EndRecord();

    /// <summary>Writes a row of texts.</summary>
    public void Row(ReadOnlySpan<string> fields) => _writer.WriteRecord(fields);
}
