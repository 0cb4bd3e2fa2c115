using Contagion.Model;

namespace Contagion.Data;

/// <summary>Reads the text of a scenario file, overrides applied, before anything is known of its meaning.</summary>
internal static class ScenarioText
{
    /// <summary>The scenario as a tree; null, and told, when anything is wrong.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overrides">Settings that replace parts of it, <c>path=value</c>.</param>
    /// <param name="faults">Told what is wrong.</param>
    public static YamlNode? Read(string path, IReadOnlyList<string> overrides, Faults faults)
    {
        var before = faults.Count;
        if (!TextFile.Check(path, path, faults))
        {
            return null;
        }

        if (new FileInfo(path).Length > YamlReader.BytesMax)
        {
            faults.Add(path, 1, 1, $"the scenario is larger than {YamlReader.BytesMax >> 20} MiB; expected a file that people read, with the network in files of its own");
            return null;
        }

        var root = Parse(path, faults);
        foreach (var text in root is null ? [] : overrides)
        {
            Overrides.Apply(root!, text, faults);
        }

        return faults.Count > before ? null : root;
    }

    private static YamlNode? Parse(string path, Faults faults)
    {
        try
        {
            return YamlReader.Read(File.ReadAllText(path), path);
        }
        catch (InputException refused)
        {
            faults.Add(refused.Faults[0].File, refused.Faults[0].Line, refused.Faults[0].Column, refused.Faults[0].Message);
            return null;
        }
    }
}
