using Contagion.Model;
using Contagion.Networks;
using CsvHelper;

namespace Contagion.Data;

/// <summary>Reads a CSV file row by row and tells faults with their place.</summary>
internal sealed partial class CsvTable : IDisposable
{
    /// <summary>A row longer than this, in bytes, is no row of ids and numbers.</summary>
    public const int RowMax = 1 << 20;

    /// <summary>More columns than this are no table of ours.</summary>
    public const int ColumnsMax = 4000;

    /// <summary>The longest id, in bytes.</summary>
    public const int IdMax = 256;

    private const int HintsMax = 50;

    private readonly CsvReader _reader;
    private readonly Faults _faults;
    private readonly string _file;
    private IReadOnlyList<string> _columns;
    private int[] _fieldOf = [];
    private int _width;

    private CsvTable(string path, string file, IReadOnlyList<string> columns, Faults faults)
    {
        (_file, _columns, _faults) = (file, columns, faults);
        _reader = CsvReader.FromFile(path, new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            // One quotation mark left open must not swallow the rest of the file.
            AllowLineBreaksInQuotes = false,
            MaxRecordSize = RowMax,
            OnMalformedRecord = record => _faults.Add(_file, (int)record.LineNumber, 1, $"quotation marks do not match ({Say(record.Reason)}); expected \"...\" around a whole field, and \"\" inside it for one"),
        });
    }

    /// <summary>How many faults were told so far, of this table or of others.</summary>
    public long FaultCount => _faults.Count;

    /// <summary>Line of the row that was read last, from 1.</summary>
    public int Line => (int)_reader.LineNumber;

    /// <summary>The known columns; those of the header where any may be there.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Opens a file whose header says what its columns are, each once; null, and told, otherwise.</summary>
    /// <param name="path">The file.</param>
    /// <param name="file">What to call it in faults.</param>
    /// <param name="faults">Told what is wrong.</param>
    public static CsvTable? Open(string path, string file, Faults faults) => Open(path, file, [], 0, faults);

    /// <summary>Opens a file whose header has the required columns and only known ones; null, and told, otherwise.</summary>
    /// <param name="path">The file.</param>
    /// <param name="file">What to call it in faults.</param>
    /// <param name="columns">Known columns, the first <paramref name="required"/> of which must be there; none for any.</param>
    /// <param name="required">How many are required.</param>
    /// <param name="faults">Told what is wrong.</param>
    /// <param name="takesOthers">Whether columns of other names are known as well: they come after those given, in the order of the header.</param>
    public static CsvTable? Open(string path, string file, IReadOnlyList<string> columns, int required, Faults faults, bool takesOthers = false)
    {
        if (!TextFile.Check(path, file, faults))
        {
            return null;
        }

        var table = new CsvTable(path, file, columns, faults);
        if (table.ReadHeader(required, takesOthers))
        {
            return table;
        }

        table.Dispose();
        return null;
    }

    /// <summary>Reads the next row; rows of the wrong width are told and left out.</summary>
    public bool Read()
    {
        while (Next())
        {
            if (_reader.FieldCount == _width)
            {
                return true;
            }

            _faults.Add(_file, Line, 1, $"{_reader.FieldCount} fields; expected {_width} as in the header");
        }

        return false;
    }

    /// <summary>The known columns.</summary>
    public IReadOnlyList<string> Names => _columns;

    /// <summary>What a known column is called.</summary>
    public string Name(int column) => _columns[column];

    /// <summary>Tells a fault at a column of this row.</summary>
    public void Fault(int column, string message) => _faults.Add(_file, Line, ColumnOf(column), message);

    /// <summary>The character at which a known column begins in this row, from 1.</summary>
    public int ColumnOf(int column) => CsvPlace.Of(_reader.RawRecord, Math.Max(0, _fieldOf[column]));

    /// <summary>Where what is in a column of this row begins.</summary>
    public YamlPlace PlaceOf(int column) => new(_file, Line, CsvPlace.OfContent(_reader.RawRecord, Math.Max(0, _fieldOf[column])));

    /// <summary>The nearest known name, for the first faults of a file: a search through a million ids for each of a million faults would take hours.</summary>
    public string Hint(string word, IEnumerable<string> known) => _faults.Count < HintsMax ? Nearest.Hint(word, known) : "";

    /// <summary>How a field is quoted in a message.</summary>
    public static string Say(string text) => text.Length == 0 ? "empty" : $"'{(text.Length > 80 ? text[..80] + "..." : text)}'";

    public void Dispose() => _reader.Dispose();

    private static string Say(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => "one stands inside a field",
        CsvMalformedReason.TextAfterClosingQuote => "text follows a closing one",
        _ => "one is left open",
    };

    private bool Next()
    {
        try
        {
            return _reader.Read();
        }
        catch (CsvFormatException fault)
        {
            _faults.Add(_file, (int)Math.Max(1, fault.LineNumber), 1, $"a row is longer than {RowMax} bytes; expected ids and numbers");
            return false;
        }
    }

    private bool ReadHeader(int required, bool takesOthers)
    {
        if (Next() && _reader.FieldCount > ColumnsMax)
        {
            _faults.Add(_file, 1, 1, $"{_reader.FieldCount} columns; expected at most {ColumnsMax}");
            return false;
        }

        if (_reader.FieldCount == 0)
        {
            _faults.Add(_file, 1, 1, $"the file is empty; expected a header{(required > 0 ? " with " : "")}{string.Join(", ", _columns.Take(required))}");
            return false;
        }

        var before = _faults.Count;
        _width = _reader.FieldCount;
        if (_columns.Count == 0)
        {
            _columns = [.. Enumerable.Range(0, _width).Select(_reader.GetString)];
        }
        else if (takesOthers)
        {
            _columns = [.. _columns, .. Enumerable.Range(0, _width).Select(_reader.GetString).Where(name => name.Length > 0).Distinct().Except(_columns)];
        }

        _fieldOf = [.. Enumerable.Repeat(-1, _columns.Count)];
        for (var field = 0; field < _width; field++)
        {
            var (name, place) = (_reader.GetString(field), CsvPlace.Of(_reader.RawRecord, field));
            var column = _columns.ToList().IndexOf(name);
            if (column < 0 && takesOthers)
            {
                _faults.Add(_file, 1, place, "a column has no name; expected one for every column");
            }
            else if (column < 0)
            {
                _faults.Add(_file, 1, place, $"unknown column {Say(name)}; expected some of {string.Join(", ", _columns)}{Nearest.Hint(name, _columns)}");
            }
            else if (_fieldOf[column] >= 0)
            {
                _faults.Add(_file, 1, place, $"column '{name}' is there twice");
            }
            else
            {
                _fieldOf[column] = field;
            }
        }

        for (var column = 0; column < required; column++)
        {
            if (_fieldOf[column] < 0)
            {
                _faults.Add(_file, 1, 1, $"column '{_columns[column]}' is missing; expected a header with {string.Join(", ", _columns.Take(required))}");
            }
        }

        return _faults.Count == before;
    }
}
