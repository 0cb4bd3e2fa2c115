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
    public const int ColumnsMax = 1000;

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

    /// <summary>The text of a known column in this row; empty when the file has no such column or the field is empty.</summary>
    public string Text(int column) => IsEmpty(column) ? "" : _reader.GetString(_fieldOf[column]);

    /// <summary>A text without control characters, which may be left out: null when it is.</summary>
    public string? OptionalText(int column)
    {
        if (IsEmpty(column))
        {
            return null;
        }

        var text = Text(column);
        if (HasControl(text))
        {
            Fault(column, $"{_columns[column]} has a control character; expected letters, digits and signs that can be seen");
        }

        return text;
    }

    /// <summary>Whether the file has a column.</summary>
    public bool Has(int column) => _fieldOf[column] >= 0;

    /// <summary>Whether the file has no such column or the field is empty.</summary>
    public bool IsEmpty(int column) => Field(column).IsEmpty;

    /// <summary>The index of the institution a field names; false when there is none. Allocates nothing.</summary>
    public bool TryFind(int column, NetworkBuilder builder, out int institution)
    {
        var id = Field(column);
        institution = -1;
        return id.Length is > 0 and <= IdMax && builder.TryFind(id, out institution);
    }

    /// <summary>A number that must be there; null, and told, otherwise.</summary>
    public double? Number(int column, double min, double max = double.MaxValue)
    {
        var number = double.NaN;
        if (Numbers.TryParse(Field(column), out number) && number >= min && number <= max)
        {
            return number;
        }

        var text = Text(column);
        // The limit on amounts is told to those who meet it; to others it would only be noise.
        var isTooLarge = number > max && max == InstitutionRules.AmountMax;
        var range = isTooLarge ? $" of at most {max:R}"
            : max < InstitutionRules.AmountMax ? $" from {min:R} to {max:R}" : min > -InstitutionRules.AmountMax || number < min ? $", at least {min:R}" : "";
        Fault(column, $"{_columns[column]} is {Say(text)}; expected a finite number{range}");
        return null;
    }

    /// <summary>A number that may be left out: null when it is, NaN, and told, when it is wrong.</summary>
    public double? OptionalNumber(int column, double min, double max = double.MaxValue) =>
        IsEmpty(column) ? null : Number(column, min, max) ?? double.NaN;

    /// <summary>A whole number that may be left out: null when it is, and when it is wrong, which is told.</summary>
    public double? OptionalWhole(int column, double min, double max)
    {
        var number = IsEmpty(column) ? null : Number(column, min, max);
        if (number is null || number == Math.Floor(number.Value))
        {
            return number;
        }

        Fault(column, $"{_columns[column]} is {Say(Text(column))}; expected a whole number from {min:R} to {max:R}");
        return null;
    }

    /// <summary>A word of an enumeration; null, and told, otherwise.</summary>
    public T? Word<T>(int column)
        where T : struct, Enum
    {
        if (Words.TryParse<T>(Text(column), out var member))
        {
            return member;
        }

        Fault(column, $"unknown {_columns[column]} {Say(Text(column))}; expected one of {string.Join(", ", Known<T>())}{Nearest.Hint(Text(column), Known<T>())}");
        return null;
    }

    /// <summary>A word that may be left out.</summary>
    public T OptionalWord<T>(int column)
        where T : struct, Enum => IsEmpty(column) ? default : Word<T>(column) ?? default;

    /// <summary>Tells a fault at a column of this row.</summary>
    public void Fault(int column, string message) => _faults.Add(_file, Line, ColumnOf(column), message);

    /// <summary>The character at which a known column begins in this row, from 1.</summary>
    public int ColumnOf(int column) => CsvPlace.Of(_reader.RawRecord, Math.Max(0, _fieldOf[column]));

    /// <summary>Where what is in a column of this row begins.</summary>
    public YamlPlace PlaceOf(int column) => new(_file, Line, CsvPlace.OfContent(_reader.RawRecord, Math.Max(0, _fieldOf[column])));

    /// <summary>The nearest known name, for the first faults of a file: a search through a million ids for each of a million faults would take hours.</summary>
    public string Hint(string word, IEnumerable<string> known) => _faults.Count < HintsMax ? Nearest.Hint(word, known) : "";

    /// <summary>Whether a text has a character of the ranges that Unicode calls controls (Cc).</summary>
    public static bool HasControl(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\0', '\u001F') || text.ContainsAnyInRange('\u007F', '\u009F');

    /// <summary>How a field is quoted in a message.</summary>
    public static string Say(string text) => text.Length == 0 ? "empty" : $"'{(text.Length > 80 ? text[..80] + "..." : text)}'";

    public void Dispose() => _reader.Dispose();

    /// <summary>The member that means not given has no word in a file.</summary>
    private static IEnumerable<string> Known<T>()
        where T : struct, Enum => Words.Of<T>().Where(word => word != "none");

    private static string Say(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => "one stands inside a field",
        CsvMalformedReason.TextAfterClosingQuote => "text follows a closing one",
        _ => "one is left open",
    };

    /// <summary>The bytes of a known column in this row, quotes and spaces taken off; empty when the file has no such column or the field is empty.</summary>
    private ReadOnlySpan<byte> Field(int column) => _fieldOf[column] < 0 ? [] : _reader.GetSpan(_fieldOf[column]);

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
