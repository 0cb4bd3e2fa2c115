using System.Reflection;
using System.Text.Json;
using Contagion.Model;

namespace Contagion.Api;

/// <summary>The settings of a server in a file: <c>{ "limits": { "replications": 10000 } }</c>.</summary>
public static class ServerConfig
{
    private static readonly PropertyInfo[] Known = [.. typeof(Limits).GetProperties(BindingFlags.Public | BindingFlags.Instance)];

    /// <summary>Names of all limits, as the file writes them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(NameOf)];

    /// <summary>Reads the limits of a server; those that the file does not name are as usual.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">Anything is wrong; every fault found is told.</exception>
    public static Limits Read(string path)
    {
        var (faults, limits) = (new Faults(), new Limits());
        using var text = Parse(path);
        foreach (var part in Members(path, "the file", text.RootElement, faults))
        {
            if (part.Name != "limits")
            {
                faults.Add(path, 0, 0, $"unknown key '{part.Name}'; expected limits{Nearest.Hint(part.Name, ["limits"])}");
                continue;
            }

            foreach (var limit in Members(path, "'limits'", part.Value, faults))
            {
                Set(limits, path, limit, faults);
            }
        }

        faults.ThrowIfAny();
        return limits;
    }

    private static JsonDocument Parse(string path)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException wrong)
        {
            throw new InputException(new Fault(path, (int)(wrong.LineNumber ?? -1) + 1, (int)(wrong.BytePositionInLine ?? -1) + 1, $"it is no JSON: {wrong.Message}"));
        }
        catch (Exception wrong) when (wrong is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(new Fault(path, 0, 0, "there is no such file"));
        }
    }

    private static IEnumerable<JsonProperty> Members(string path, string what, JsonElement part, Faults faults)
    {
        if (part.ValueKind == JsonValueKind.Object)
        {
            return part.EnumerateObject();
        }

        faults.Add(path, 0, 0, $"{what} is no object; expected one such as {{ \"limits\": {{ \"replications\": 10000 }} }}");
        return [];
    }

    private static void Set(Limits limits, string path, JsonProperty given, Faults faults)
    {
        if (Known.FirstOrDefault(one => NameOf(one) == given.Name) is not { } limit)
        {
            faults.Add(path, 0, 0, $"unknown limit '{given.Name}'; expected some of {string.Join(", ", Names)}{Nearest.Hint(given.Name, Names)}");
            return;
        }

        var most = limit.PropertyType == typeof(int) ? int.MaxValue : long.MaxValue;
        if (given.Value.ValueKind != JsonValueKind.Number || !given.Value.TryGetInt64(out var number) || number < 1 || number > most)
        {
            faults.Add(path, 0, 0, $"'limits.{given.Name}' is {given.Value.GetRawText()}; expected a whole number from 1 to {most}");
            return;
        }

        limit.SetValue(limits, Convert.ChangeType(number, limit.PropertyType, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string NameOf(PropertyInfo limit) => JsonNamingPolicy.CamelCase.ConvertName(limit.Name);
}
