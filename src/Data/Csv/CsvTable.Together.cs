using Contagion.Model;
using CsvHelper;

namespace Contagion.Data;

/// <summary>Reads the rows of a large file on all processors.</summary>
internal sealed partial class CsvTable
{
    /// <summary>The same columns of another reader, with faults of its own.</summary>
    private CsvTable(CsvTable table, CsvReader reader)
    {
        (_reader, _faults) = (reader, new Faults());
        (_file, _columns, _fieldOf, _width) = (table._file, table._columns, table._fieldOf, table._width);
    }

    /// <summary>Reads all rows that are left, several at a time, and hands on what they say in the order of the file.</summary>
    /// <param name="meaning">What a row says. Called on several threads at once.</param>
    /// <param name="take">Given what each row says, in the order of the file, on the caller's thread.</param>
    /// <returns>False when any row has a fault: some rows were handed on, nothing in particular was told, and the file must be read
    /// again row by row, which alone tells faults in their order.</returns>
    public bool TryReadTogether<T>(Func<CsvTable, T> meaning, Action<T> take)
    {
        var isFaulty = false;
        using var tables = new ThreadLocal<CsvTable?>();
        try
        {
            foreach (var said in _reader.ParallelEnumerate(Meaning))
            {
                if (Volatile.Read(ref isFaulty))
                {
                    return false;
                }

                take(said);
            }
        }
        catch (CsvFormatException)
        {
            return false;
        }

        return !isFaulty && FaultCount == 0;

        T Meaning(CsvReader reader)
        {
            // A million rows after the first fault, nobody waits for the names that are nearest to theirs.
            if (Volatile.Read(ref isFaulty))
            {
                return default!;
            }

            if (tables.Value is not { } table || table._reader != reader)
            {
                tables.Value = table = new CsvTable(this, reader);
            }

            // A batch can hold a row that is too long for the row-by-row reader.
            var isRow = reader.FieldCount == _width && reader.RawRecord.Length <= RowMax;
            var said = isRow ? meaning(table) : default!;
            if (!isRow || table.FaultCount > 0)
            {
                Volatile.Write(ref isFaulty, true);
            }

            return said;
        }
    }
}
