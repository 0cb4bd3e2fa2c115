using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>Runs each shipped scenario once, when it is first asked for.</summary>
public sealed class ScenarioRuns : IDisposable
{
    private readonly Dictionary<string, string> _folderOf = new(StringComparer.Ordinal);
    private readonly TestFolder _results = new();

    /// <summary>The folder of results of a scenario named folder/name.</summary>
    public string Of(string name) => Once(name, folder => ["run", name + ".yaml", "--out", folder, "--quiet"]);

    /// <summary>The same with some settings replaced.</summary>
    public ScenarioResult With(string name, params string[] settings) =>
        new(Once($"{name} {string.Join(' ', settings)}", folder => ["run", name + ".yaml", "--out", folder, "--quiet", .. settings.SelectMany(setting => new[] { "--set", setting })]));

    /// <summary>One of the alternatives of a scenario's comparison: a policy set, or "base".</summary>
    public ScenarioResult Alternative(string name, string alternative) =>
        new(Path.Combine(Once($"{name} compared", folder => ["compare", name + ".yaml", "--out", folder, "--quiet"]), alternative));

    public void Dispose() => _results.Dispose();

    private string Once(string key, Func<string, string[]> arguments)
    {
        lock (_folderOf)
        {
            if (!_folderOf.TryGetValue(key, out var folder))
            {
                folder = _results.At($"{_folderOf.Count}");
                Command.Run(Path.Combine(Folders.Root, "scenarios"), arguments(folder)).Expect(0);
                _folderOf.Add(key, folder);
            }

            return folder;
        }
    }
}
