using Contagion.Model;

namespace Contagion.Data;

/// <summary>The keys of a mapping of a small file, read one by one; what is wrong is told with its place.</summary>
internal sealed class YamlFields
{
    private readonly YamlMap _map;
    private readonly string _what;
    private readonly Faults _faults;

    private YamlFields(YamlMap map, string what, Faults faults) => (_map, _what, _faults) = (map, what, faults);

    /// <summary>Where the mapping stands.</summary>
    public YamlPlace Place => _map.Place;

    /// <summary>A mapping; null, and told, where there is another thing. Keys that are not known, or there twice, are told.</summary>
    /// <param name="node">The mapping.</param>
    /// <param name="what">What it is, for faults.</param>
    /// <param name="known">The keys that it may have.</param>
    /// <param name="faults">Told what is wrong.</param>
    public static YamlFields? Of(YamlNode node, string what, string[] known, Faults faults)
    {
        if (node is not YamlMap map)
        {
            Tell(faults, node.Place, $"{what} is no mapping; expected one with {string.Join(", ", known)}");
            return null;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, _) in map.Entries)
        {
            if (!known.Contains(key.Text))
            {
                Tell(faults, key.Place, $"unknown key '{key.Text}' in {what}; expected {string.Join(", ", known)}{Nearest.Hint(key.Text, known)}");
            }
            else if (!seen.Add(key.Text))
            {
                Tell(faults, key.Place, $"'{key.Text}' is given twice in {what}");
            }
        }

        return new YamlFields(map, what, faults);
    }

    /// <summary>Whether a key is there.</summary>
    public bool Has(string key) => _map.Find(key) is not null;

    /// <summary>Tells a fault at a key, or at the mapping where it is not there.</summary>
    public void Fault(string key, string message) => Tell(_faults, _map.Find(key)?.Place ?? _map.Place, message);

    /// <summary>What stands under a key; null, and told, where nothing does.</summary>
    public YamlNode? Node(string key, string expected)
    {
        var node = _map.Find(key);
        if (node is null or YamlScalar { IsNull: true })
        {
            Tell(_faults, node?.Place ?? _map.Place, node is null ? $"{_what} has no '{key}'; expected {expected}" : $"'{key}' is empty; expected {expected}");
            return null;
        }

        return node;
    }

    /// <summary>A text; null, and told, where there is none.</summary>
    public string? Text(string key)
    {
        var node = Node(key, "a text");
        if (node is null or YamlScalar { Text.Length: > 0 })
        {
            return (node as YamlScalar)?.Text;
        }

        Tell(_faults, node.Place, $"'{key}' is no text; expected one");
        return null;
    }

    /// <summary>A number; null, and told, where there is none in the range.</summary>
    public double? Number(string key, double min, double max) => Node(key, "a number") is { } node ? Number(node, key, min, max, _faults) : null;

    /// <summary>A whole number; null, and told, where there is none in the range.</summary>
    public int? Whole(string key, int min, int max)
    {
        if (Number(key, min, max) is not { } number)
        {
            return null;
        }

        if (number != Math.Floor(number))
        {
            Fault(key, $"'{key}' is {Numbers.Write(number)}; expected a whole number");
            return null;
        }

        return (int)number;
    }

    /// <summary>A word of an enumeration; null, and told, where there is none.</summary>
    public T? Word<T>(string key)
        where T : struct, Enum
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (Words.TryParse<T>(text, out var word))
        {
            return word;
        }

        Fault(key, $"unknown {key} '{text}'; expected one of {string.Join(", ", Words.Of<T>())}{Nearest.Hint(text, Words.Of<T>())}");
        return null;
    }

    /// <summary>The items of a list; none, and told, where there is no list or nothing in it.</summary>
    public IReadOnlyList<YamlNode> Items(string key)
    {
        var node = Node(key, "a list");
        if (node is YamlList { Items.Count: > 0 } list)
        {
            return list.Items;
        }

        if (node is not null)
        {
            Tell(_faults, node.Place, $"'{key}' is {(node is YamlList ? "an empty list" : "no list")}; expected a list");
        }

        return [];
    }

    /// <summary>A number, which may be written as a fraction such as 1/3; null, and told, where there is none in the range.</summary>
    public static double? Number(YamlNode node, string key, double min, double max, Faults faults)
    {
        var text = node is YamlScalar { IsQuoted: false } scalar ? scalar.Text : "";
        var parts = text.Split('/');
        var isNumber = Numbers.TryParse(parts[0].Trim(), out var number);
        if (isNumber && parts.Length == 2)
        {
            isNumber = Numbers.TryParse(parts[1].Trim(), out var divisor) && divisor != 0;
            number /= divisor;
        }

        if (isNumber && parts.Length <= 2 && number >= min && number <= max)
        {
            return number;
        }

        var range = min > -CreditScore.NumberMax || max < CreditScore.NumberMax ? $" from {min:R} to {max:R}" : "";
        Tell(faults, node.Place, $"'{key}' is {(node is YamlScalar said ? $"'{said.Text}'" : "no number")}; expected a number{range}");
        return null;
    }

    /// <summary>Tells a fault.</summary>
    public static void Tell(Faults faults, YamlPlace place, string message) => faults.Add(place.File, place.Line, place.Column, message);
}
