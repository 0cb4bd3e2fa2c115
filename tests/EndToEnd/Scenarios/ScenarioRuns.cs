using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>Runs each shipped scenario once, when it is first asked for.</summary>
public sealed class ScenarioRuns : IDisposable
{
    private readonly Dictionary<string, string> _folderOf = new(StringComparer.Ordinal);
    private readonly TestFolder _results = new();

    /// <summary>The folder of results of a scenario named folder/name.</summary>
    public string Of(string name)
    {
        lock (_folderOf)
        {
            if (!_folderOf.TryGetValue(name, out var folder))
            {
                folder = _results.At(name);
                Command.Run(Path.Combine(Folders.Root, "scenarios"), "run", name + ".yaml", "--out", folder, "--quiet").Expect(0);
                _folderOf.Add(name, folder);
            }

            return folder;
        }
    }

    public void Dispose() => _results.Dispose();
}
