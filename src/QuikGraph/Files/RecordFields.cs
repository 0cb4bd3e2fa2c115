using Contagion.Model;

namespace Contagion.QuikGraphs;

/// <summary>Reads attributes of records and tells what is wrong with them, with its place.</summary>
/// <param name="file">What to call the file in faults.</param>
/// <param name="faults">Told what is wrong.</param>
internal sealed class RecordFields(string file, Faults faults)
{
    private const int HintsMax = 50;
    private const int QuotedMax = 80;

    /// <summary>How many faults were told so far.</summary>
    public long FaultCount => faults.Count;

    /// <summary>Tells a fault.</summary>
    public void Fault(Place place, string message) => faults.Add(file, place.Line, place.Column, message);

    /// <summary>A text; null where it is not given.</summary>
    public static string? Text(GraphRecord record, string name) => record.TryGet(name, out var attribute) ? attribute.Text : null;

    /// <summary>A number of a range; null where it is not given, and where it is wrong, which is told.</summary>
    public double? Number(GraphRecord record, string name, double min, double max)
    {
        if (!record.TryGet(name, out var attribute))
        {
            return null;
        }

        if (QuikGraphs.Number.TryParse(attribute.Text.Trim(), out var number) && number >= min && number <= max)
        {
            return number;
        }

        Fault(attribute.Place, $"{name} is {Say(attribute.Text)}; expected a finite number from {QuikGraphs.Number.Write(min)} to {QuikGraphs.Number.Write(max)}");
        return null;
    }

    /// <summary>A whole number of a range; null where it is not given, and where it is wrong, which is told.</summary>
    public double? Whole(GraphRecord record, string name, double min, double max)
    {
        var number = Number(record, name, min, max);
        if (number is null || number == Math.Floor(number.Value))
        {
            return number;
        }

        Fault(PlaceOf(record, name), $"{name} is {Say(Text(record, name)!)}; expected a whole number from {QuikGraphs.Number.Write(min)} to {QuikGraphs.Number.Write(max)}");
        return null;
    }

    /// <summary>A word of an enumeration; null where it is not given, and where it is unknown, which is told.</summary>
    public T? Word<T>(GraphRecord record, string name, params IEnumerable<string> others)
        where T : struct, Enum
    {
        if (!record.TryGet(name, out var attribute) || others.Contains(attribute.Text))
        {
            return null;
        }

        if (attribute.Text != "none" && Words.TryParse<T>(attribute.Text, out var member))
        {
            return member;
        }

        string[] known = [.. Words.Of<T>().Where(word => word != "none"), .. others];
        Fault(attribute.Place, $"unknown {name} {Say(attribute.Text)}; expected one of {string.Join(", ", known)}{Nearest.Hint(attribute.Text, known)}");
        return null;
    }

    /// <summary>The nearest known name, for the first faults of a file: a search through a million ids for each of a million faults would take hours.</summary>
    public string Hint(string word, IEnumerable<string> known) => faults.Count < HintsMax ? Nearest.Hint(word, known) : "";

    /// <summary>Where an attribute stands; where the record begins, when it is not given.</summary>
    public static Place PlaceOf(GraphRecord record, string name) => record.TryGet(name, out var attribute) ? attribute.Place : record.Place;

    /// <summary>How a text is quoted in a message.</summary>
    public static string Say(string text) => text.Length == 0 ? "empty" : $"'{(text.Length > QuotedMax ? text[..QuotedMax] + "..." : text)}'";
}
