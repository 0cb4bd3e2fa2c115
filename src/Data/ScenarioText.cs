using Contagion.Model;

namespace Contagion.Data;

/// <summary>Reads the text of a scenario file, overrides applied, before anything is known of its meaning.</summary>
internal static class ScenarioText
{
    /// <summary>The scenario as a tree.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overrides">Settings that replace parts of it, <c>path=value</c>.</param>
    /// <exception cref="InputException">Anything is wrong; every fault found is told.</exception>
    public static YamlNode Read(string path, IReadOnlyList<string>? overrides)
    {
        var faults = new Faults();
        if (!TextFile.Check(path, path, faults))
        {
            faults.ThrowIfAny();
        }

        if (new FileInfo(path).Length > YamlReader.BytesMax)
        {
            faults.Add(path, 1, 1, $"the scenario is larger than {YamlReader.BytesMax >> 20} MiB; expected a file that people read, with the network in files of its own");
            faults.ThrowIfAny();
        }

        var root = YamlReader.Read(File.ReadAllText(path), path);
        foreach (var text in overrides ?? [])
        {
            Overrides.Apply(root, text, faults);
        }

        faults.ThrowIfAny();
        return root;
    }
}
