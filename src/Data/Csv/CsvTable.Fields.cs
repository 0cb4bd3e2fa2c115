using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>What the fields of a row say.</summary>
internal sealed partial class CsvTable
{
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

    /// <summary>Whether a text has a character of the ranges that Unicode calls controls (Cc).</summary>
    public static bool HasControl(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\0', '\u001F') || text.ContainsAnyInRange('\u007F', '\u009F');

    /// <summary>The member that means not given has no word in a file.</summary>
    private static IEnumerable<string> Known<T>()
        where T : struct, Enum => Words.Of<T>().Where(word => word != "none");

    /// <summary>The bytes of a known column in this row, quotes and spaces taken off; empty when the file has no such column or the field is empty.</summary>
    private ReadOnlySpan<byte> Field(int column) => _fieldOf[column] < 0 ? [] : _reader.GetSpan(_fieldOf[column]);
}
