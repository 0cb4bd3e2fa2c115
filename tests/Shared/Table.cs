using System.Globalization;

namespace Contagion.Tests;

/// <summary>A small CSV file without quotes, as reference data has it.</summary>
internal sealed class Table
{
    private readonly string[][] _rows;
    private readonly Dictionary<string, int> _columns;

    private Table(string[][] rows)
    {
        _rows = rows[1..];
        _columns = rows[0].Select((name, column) => (name, column)).ToDictionary(pair => pair.name, pair => pair.column);
    }

    public int Count => _rows.Length;

    public IEnumerable<int> Rows => Enumerable.Range(0, _rows.Length);

    public IReadOnlyCollection<string> Columns => _columns.Keys;

    public static Table Read(params string[] path) => new([.. File.ReadLines(Path.Combine(path)).Where(line => line.Length > 0).Select(line => line.Split(','))]);

    /// <summary>The rows, each with its fields by column.</summary>
    public static Dictionary<string, string>[] Fields(IEnumerable<string> lines)
    {
        string[][] table = [.. lines.Where(line => line.Length > 0).Select(line => line.Split(','))];
        return [.. table.Skip(1).Select(row => table[0].Zip(row).ToDictionary(field => field.First, field => field.Second))];
    }

    public bool Has(string column) => _columns.ContainsKey(column);

    public string Text(int row, string column) => _rows[row][_columns[column]];

    /// <summary>The number in a field; NaN when it is empty.</summary>
    public double Number(int row, string column) => Text(row, column) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : double.NaN;

    public double[] Numbers(string column) => [.. Rows.Select(row => Number(row, column))];

    public string[] Texts(string column) => [.. Rows.Select(row => Text(row, column))];
}
