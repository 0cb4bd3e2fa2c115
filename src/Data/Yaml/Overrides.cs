using Contagion.Model;

namespace Contagion.Data;

/// <summary>Settings from the command line that replace parts of a scenario file: <c>run.seed=7</c>, <c>shocks.0.fraction=0.3</c>.</summary>
internal static class Overrides
{
    /// <summary>The place faults in overrides are told at.</summary>
    public const string Source = "--set";

    /// <summary>Applies one override to a tree.</summary>
    public static void Apply(YamlNode root, string text, Faults faults)
    {
        var split = text.IndexOf('=', StringComparison.Ordinal);
        if (split <= 0)
        {
            faults.Add($"{Source} {text}", 1, 1, "expected path=value, such as run.seed=7");
            return;
        }

        var place = new YamlPlace($"{Source} {text}", 1, 1);
        if (Value(text[(split + 1)..], place with { Column = split + 2 }, faults) is { } value)
        {
            Put(root, new Override(text[..split], place, value), faults);
        }
    }

    /// <summary>Replaces a part of a tree, or tells why that cannot be.</summary>
    public static void Put(YamlNode root, Override part, Faults faults)
    {
        var path = part.Path.Split('.');
        if ((path.Length > YamlReader.DepthMax ? $"it leads more than {YamlReader.DepthMax} levels deep" : Put(root, path, 0, part)) is { } fault)
        {
            faults.Add(part.Place.File, part.Place.Line, part.Place.Column, fault);
        }
    }

    /// <summary>The value that a text stands for; null, and told, when it is no YAML.</summary>
    /// <param name="text">The text; an empty one is an empty value.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="faults">Told what is wrong.</param>
    public static YamlNode? Value(string text, YamlPlace place, Faults faults)
    {
        try
        {
            return text.Length == 0 ? new YamlScalar(place, "", false) : YamlReader.Read(text, place);
        }
        catch (InputException refused)
        {
            var fault = refused.Faults[0];
            // What is missing at the end is told at the value, which has no second line.
            faults.Add(place.File, place.Line, fault.Line == place.Line ? fault.Column : place.Column, fault.Message);
            return null;
        }
    }

    private static string? Put(YamlNode node, string[] path, int depth, Override part)
    {
        var (step, isLast) = (path[depth], depth == path.Length - 1);
        switch (node)
        {
            case YamlMap map:
                var at = map.Entries.FindIndex(entry => entry.Key.Text == step);
                if (isLast)
                {
                    var entry = (new YamlScalar(part.Place, step, false), part.Value);
                    if (at < 0)
                    {
                        map.Entries.Add(entry);
                    }
                    else
                    {
                        map.Entries[at] = entry;
                    }

                    return null;
                }

                if (at < 0)
                {
                    map.Entries.Add((new YamlScalar(part.Place, step, false), new YamlMap(part.Place, [])));
                    at = map.Entries.Count - 1;
                }

                return Put(map.Entries[at].Value, path, depth + 1, part);
            case YamlList list:
                if (!int.TryParse(step, out var item) || item < 0 || item >= list.Items.Count)
                {
                    return $"'{string.Join('.', path[..depth])}' is a list of {list.Items.Count}; expected an index from 0 to {list.Items.Count - 1}, not '{step}'";
                }

                if (!isLast)
                {
                    return Put(list.Items[item], path, depth + 1, part);
                }

                list.Items[item] = part.Value;
                return null;
            default:
                return $"'{string.Join('.', path[..depth])}' is a single value; it has no '{step}'";
        }
    }
}
