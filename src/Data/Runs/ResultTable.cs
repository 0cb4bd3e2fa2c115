using Contagion.Model;

namespace Contagion.Data;

/// <summary>Reads a CSV file of results row by row, whatever its columns are.</summary>
public sealed class ResultTable : IDisposable
{
    private readonly CsvTable _table;
    private readonly Faults _faults;

    private ResultTable(CsvTable table, Faults faults) => (_table, _faults) = (table, faults);

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns => _table.Columns;

    /// <summary>Opens a file.</summary>
    /// <exception cref="InputException">It is not there, or somebody else has changed it.</exception>
    public static ResultTable Open(string path)
    {
        var faults = new Faults();
        var table = CsvTable.Open(path, Path.GetFileName(path), faults);
        faults.ThrowIfAny();
        return new ResultTable(table!, faults);
    }

    /// <summary>Goes on to the next row; false after the last.</summary>
    /// <exception cref="InputException">Somebody else has changed the file.</exception>
    public bool Read()
    {
        var isRow = _table.Read();
        _faults.ThrowIfAny();
        return isRow;
    }

    /// <summary>A field of this row.</summary>
    /// <param name="column">Place of its column.</param>
    public string Text(int column) => _table.Text(column);

    /// <summary>Place of a column; -1 where there is none of this name.</summary>
    public int Find(string name)
    {
        for (var column = 0; column < Columns.Count; column++)
        {
            if (Columns[column] == name)
            {
                return column;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();
}
