using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Runtime.CompilerServices;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Makes a scenario of a YAML tree, collecting every fault on the way.</summary>
internal sealed partial class ScenarioReader(Faults faults)
{
    private readonly Dictionary<object, YamlPlace> _places = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(YamlPlace Of, string Key), YamlPlace> _keyPlaces = [];

    /// <summary>Where the part of the file stands that an object was made of, or one of its keys where that is given.</summary>
    public YamlPlace PlaceOf(object part, string? key = null) =>
        key is not null && _places[part] is var whole ? _keyPlaces.GetValueOrDefault((whole, key), whole) : _places[part];

    /// <summary>Whether a key stands in the file in the mapping that an object was made of.</summary>
    public bool IsGiven(object part, string key) => _keyPlaces.ContainsKey((_places[part], key));

    /// <summary>The scenario; null when faults leave none.</summary>
    public Scenario? Read(YamlNode root) => (Scenario?)Map(root, typeof(Scenario), "the scenario");

    /// <summary>The files of a network alone; null when faults leave none.</summary>
    public NetworkFiles? ReadFiles(YamlMap files) => (NetworkFiles?)Map(files, typeof(NetworkFiles), "'files'");

    /// <summary>The model of a network alone; null when faults leave none.</summary>
    public NetworkModel? ReadModel(YamlMap model) => (NetworkModel?)Variant(model, ScenarioShape.VariantsOf(typeof(NetworkGenerator))!, "generate");

    /// <summary>A reconstruction alone; null when faults leave none.</summary>
    public NetworkReconstruction? ReadReconstruction(YamlMap map) =>
        (NetworkReconstruction?)Variant(map, ScenarioShape.VariantsOf(typeof(NetworkReconstruction))!, "reconstruct");

    private object? Value(YamlNode node, Type type, Key key)
    {
        if (type == typeof(Target))
        {
            return Target(node);
        }

        if (type == typeof(ShockSize))
        {
            return Size(node, key);
        }

        if (type == typeof(NamedNumbers))
        {
            return NamedNumbers(node, key);
        }

        if (type == typeof(MetricSettings) && node is not YamlMap)
        {
            return NamedMetrics(node);
        }

        if (ScenarioShape.VariantsOf(type) is { } variants)
        {
            return Variant(node, variants, key.Name);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return List(node, type.GetGenericArguments()[0], key);
        }

        return type.IsPrimitive || type.IsEnum || type == typeof(string) ? Scalar(node, type, key) : Map(node, type, $"'{key.Name}'");
    }

    private object? Map(YamlNode node, Type type, string what, string? besides = null)
    {
        if (node is not YamlMap map)
        {
            return Fault(node, $"{what} is {Say(node)}; expected a mapping with {Join(ScenarioShape.KeysOf(type).Select(key => key.Name))}");
        }

        // Built bare and filled key by key; what is required is checked here, with its place.
        var made = RuntimeHelpers.GetUninitializedObject(type) is var bare && type.GetConstructor(Type.EmptyTypes) is { } constructor ? constructor.Invoke(null) : bare;
        var isWhole = Fill(map, made, type, what, besides);
        Remember(made, node);
        isWhole = isWhole && IsSound(made, map);
        if (made is MarketAsset { Name: { } name })
        {
            AssetNames.Add(name);
        }

        if (isWhole)
        {
            Keep(made);
        }

        return isWhole ? made : null;
    }

    /// <summary>Checks the keys of a mapping against each other, each of which is right by itself.</summary>
    private bool IsSound(object made, YamlMap map)
    {
        IEnumerable<(string? Key, string Fault)> wrong = made switch
        {
            NetworkSource source => SourceFaults(source),
            NetworkModel model => model.Faults(),
            _ => [],
        };
        var isSound = true;
        foreach (var (key, fault) in wrong)
        {
            Fault(key is null ? map : Find(map, key), fault);
            isSound = false;
        }

        return isSound;
    }

    /// <summary>The part at a path such as <c>groups.0.name</c>, or the nearest around it that is there.</summary>
    private static YamlNode Find(YamlNode node, string path)
    {
        foreach (var step in path.Split('.'))
        {
            var found = node switch
            {
                YamlMap map => map.Find(step),
                YamlList list => list.Items.ElementAtOrDefault(int.Parse(step, CultureInfo.InvariantCulture)),
                _ => null,
            };
            if (found is null)
            {
                break;
            }

            node = found;
        }

        return node;
    }

    private static IEnumerable<(string? Key, string Fault)> SourceFaults(NetworkSource source)
    {
        string[] given = [.. new (string Key, object? Part)[] { ("files", source.Files), ("generate", source.Generate), ("reconstruct", source.Reconstruct) }
            .Where(one => one.Part is not null).Select(one => one.Key)];
        return given.Length switch
        {
            0 => [(null, "'network' has no 'files', no 'generate' and no 'reconstruct'; expected one of them")],
            1 => [],
            _ => [(given[1], $"'network' has both '{given[0]}' and '{given[1]}'; expected one of them")],
        };
    }

    private bool Fill(YamlMap map, object made, Type type, string what, string? besides)
    {
        var keys = ScenarioShape.KeysOf(type);
        var isWhole = CheckKeys(map, [.. keys.Select(key => key.Name)], what, besides);
        foreach (var key in keys)
        {
            var node = map.Find(key.Name);
            if (node is null or YamlScalar { IsNull: true })
            {
                isWhole &= !Missing(map, node, key, what);
                continue;
            }

            var property = Nullable.GetUnderlyingType(key.Property.PropertyType) ?? key.Property.PropertyType;
            _keyPlaces[(map.Place, key.Name)] = node.Place;
            if (Value(node, property, key) is { } value)
            {
                key.Property.SetValue(made, value);
            }
            else
            {
                isWhole = false;
            }
        }

        return isWhole;
    }

    /// <summary>Tells a key that is required and not there, or there and empty; true when that is a fault.</summary>
    private bool Missing(YamlMap map, YamlNode? node, Key key, string what)
    {
        if (key.IsRequired || (node is not null && !key.IsNullable))
        {
            Fault(node ?? map, node is null
                ? $"{what} has no '{key.Name}'; expected {ScenarioShape.Describe(key.Property.PropertyType)}: {key.Description}"
                : $"'{key.Name}' is empty; expected {ScenarioShape.Describe(key.Property.PropertyType)}");
            return true;
        }

        return false;
    }

    private bool CheckKeys(YamlMap map, string[] known, string what, string? besides)
    {
        var isSound = true;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, _) in map.Entries)
        {
            if (!seen.Add(key.Text))
            {
                Fault(key, $"'{key.Text}' is given twice in {what}");
                isSound = false;
            }
            else if (key.Text != besides && !known.Contains(key.Text))
            {
                Fault(key, $"unknown key '{key.Text}' in {what}; expected {Join(besides is null ? known : [besides, .. known])}{Nearest.Hint(key.Text, known)}");
                isSound = false;
            }
        }

        return isSound;
    }

    private IList? List(YamlNode node, Type item, Key key)
    {
        if (node is not YamlList list)
        {
            Fault(node, $"'{key.Name}' is {Say(node)}; expected a list");
            return null;
        }

        var made = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        var isWhole = true;
        foreach (var entry in list.Items)
        {
            var value = item.IsPrimitive || item.IsEnum ? Scalar(entry, item, key) : Map(entry, item, $"an item of '{key.Name}'");
            isWhole &= value is not null;
            if (value is not null)
            {
                made.Add(value);
            }
        }

        Remember(made, node);
        return isWhole ? made : null;
    }

    private object? Scalar(YamlNode node, Type type, Key key)
    {
        if (node is not YamlScalar scalar)
        {
            return Fault(node, $"'{key.Name}' is {Say(node)}; expected {ScenarioShape.Describe(type)}");
        }

        if (type == typeof(string))
        {
            return string.IsNullOrWhiteSpace(scalar.Text) ? Fault(node, $"'{key.Name}' is empty; expected a text") : scalar.Text;
        }

        if (type.IsEnum)
        {
            return Word(scalar, type, key.Name);
        }

        var parsed = scalar.IsQuoted ? null : Parse(scalar.Text, type);
        return parsed is null || (key.Range is { } range && !IsIn(range, parsed))
            ? Fault(node, $"'{key.Name}' is {Say(scalar)}; expected {ScenarioShape.Describe(type)}{Say(key.Range)}")
            : parsed;
    }

    private object? Word(YamlScalar scalar, Type type, string name)
    {
        var words = ScenarioShape.WordsOf(type);
        var index = Array.IndexOf(words, scalar.Text);
        return index >= 0
            ? Enum.GetValues(type).GetValue(index)
            : Unknown(scalar, name switch { "by" when type == typeof(MetricUnit) => "unit", "by" => "measure", "variants" => "variant", "of" => "base", "order" => "layer", _ => Spaced(name) }, words);
    }

    private object? Unknown(YamlScalar word, string what, IEnumerable<string> known) => Fault(word, word.IsNull
        ? $"the {what} is empty; expected one of {Join(known)}"
        : $"unknown {what} {Say(word)}; expected one of {Join(known)}{Nearest.Hint(word.Text, known)}");

    private static object? Parse(string text, Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => text switch { "true" => true, "false" => false, _ => null },
        TypeCode.Int32 => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null,
        TypeCode.UInt64 => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var natural) ? natural : null,
        TypeCode.Double => Numbers.TryParse(text, out var number) ? number : null,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a kind of value a scenario has."),
    };

    private static bool IsIn(RangeAttribute range, object parsed)
    {
        var (number, low, high) = (Convert.ToDouble(parsed, CultureInfo.InvariantCulture), Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture), Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture));
        return number >= low && (range.MaximumIsExclusive ? number < high : number <= high);
    }

    /// <summary>One of several types, told apart by a name under a key of its own.</summary>
    private object? Variant(YamlNode node, Variants variants, string key)
    {
        var names = variants.ByName.Keys;
        if (node is not YamlMap map)
        {
            return Fault(node, $"'{key}' is {Say(node)}; expected a mapping such as {{ {variants.Key}: {names.First()} }}");
        }

        if (map.Find(variants.Key) is not YamlScalar name)
        {
            return Fault(map.Find(variants.Key) ?? node, $"'{key}' names no {variants.Key}; expected '{variants.Key}' to be one of {Join(names)}");
        }

        return variants.ByName.TryGetValue(name.Text, out var type)
            ? Map(map, type, $"{variants.Key} '{name.Text}'", besides: variants.Key)
            : Unknown(name, variants.Key, names);
    }

    private ShockSize? Size(YamlNode node, Key key)
    {
        if (node is not YamlMap)
        {
            return Scalar(node, typeof(double), key) is double size ? new ShockSize.Fixed(size) : null;
        }

        var drawn = (Distribution?)Variant(node, ScenarioShape.VariantsOf(typeof(ShockSize))!, key.Name);
        return drawn?.Fault() is { } fault ? (ShockSize?)Fault(node, fault) : drawn;
    }

    private object? Fault(YamlNode node, string message)
    {
        faults.Add(node.Place.File, node.Place.Line, node.Place.Column, message);
        return null;
    }

    private void Remember(object part, YamlNode node) => _places[part] = node.Place;

    private static string Say(YamlNode node) => node switch
    {
        YamlScalar { IsNull: true } => "empty",
        YamlScalar { IsQuoted: true } scalar => $"the text '{Short(scalar.Text)}'",
        YamlScalar scalar => $"'{Short(scalar.Text)}'",
        YamlList => "a list",
        _ => "a mapping",
    };

    private static string Say(RangeAttribute? range) => range is null ? "" : range.Minimum.Equals(range.Maximum)
        ? $": {Number(range.Minimum)} is the only one there is so far"
        : $" from {Number(range.Minimum)} to {(range.MaximumIsExclusive ? "below " : "")}{Number(range.Maximum)}";

    private static string Number(object number) => Convert.ToDouble(number, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);

    private static string Short(string text) => text.Length > 80 ? text[..80] + "..." : text;

    private static string Spaced(string name) => string.Concat(name.Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    private static string Join(IEnumerable<string> words) => string.Join(", ", words);
}
