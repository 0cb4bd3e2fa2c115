using Contagion.Model;

namespace Contagion.Data;

/// <summary>What a scenario file says of itself, read without its network.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">The question it asks; null where it says none.</param>
/// <param name="HasPolicySets">Whether it has policies to be compared.</param>
public sealed record ScenarioHead(string Name, string? Description, bool HasPolicySets)
{
    /// <summary>Reads it; null where the file is no scenario.</summary>
    public static ScenarioHead? Read(string path)
    {
        var root = ScenarioText.Read(path, [], new Faults()) as YamlMap;
        return root?.Find("name") is { } && root.Find("channels") is { } && Text("name") is { } name
            ? new ScenarioHead(name, Text("description"), root.Find("policySets") is { })
            : null;

        string? Text(string key) => root.Find(key) is YamlScalar { IsNull: false } scalar ? scalar.Text : null;
    }
}
