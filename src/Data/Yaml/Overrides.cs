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

        var file = $"{Source} {text}";
        try
        {
            // Blanks in front put the value where it stands on the command line.
            var value = split == text.Length - 1 ? new YamlScalar(new YamlPlace(file, 1, split + 2), "", false) : YamlReader.Read(new string(' ', split + 1) + text[(split + 1)..], file);
            if (Put(root, text[..split].Split('.'), 0, value, file) is { } fault)
            {
                faults.Add(file, 1, 1, fault);
            }
        }
        catch (InputException refused)
        {
            var fault = refused.Faults[0];
            // What is missing at the end is told at the value, which has no second line.
            faults.Add(file, 1, fault.Line == 1 ? fault.Column : split + 2, fault.Message);
        }
    }

    private static string? Put(YamlNode node, string[] path, int depth, YamlNode value, string file)
    {
        var (step, isLast) = (path[depth], depth == path.Length - 1);
        switch (node)
        {
            case YamlMap map:
                var at = map.Entries.FindIndex(entry => entry.Key.Text == step);
                if (isLast)
                {
                    var entry = (new YamlScalar(new YamlPlace(file, 1, 1), step, false), value);
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
                    map.Entries.Add((new YamlScalar(new YamlPlace(file, 1, 1), step, false), new YamlMap(new YamlPlace(file, 1, 1), [])));
                    at = map.Entries.Count - 1;
                }

                return Put(map.Entries[at].Value, path, depth + 1, value, file);
            case YamlList list:
                if (!int.TryParse(step, out var item) || item < 0 || item >= list.Items.Count)
                {
                    return $"'{string.Join('.', path[..depth])}' is a list of {list.Items.Count}; expected an index from 0 to {list.Items.Count - 1}, not '{step}'";
                }

                if (!isLast)
                {
                    return Put(list.Items[item], path, depth + 1, value, file);
                }

                list.Items[item] = value;
                return null;
            default:
                return $"'{string.Join('.', path[..depth])}' is a single value; it has no '{step}'";
        }
    }
}
