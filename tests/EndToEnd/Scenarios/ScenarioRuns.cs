using Contagion.Cli;
using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>Runs what shipped scenarios and their READMEs ask for once, when it is first asked for, in this process: it is their numbers that count here.</summary>
[CollectionDefinition(Collection)]
public sealed class ScenarioRuns : ICollectionFixture<ScenarioRuns>, IDisposable
{
    /// <summary>The tests that share them.</summary>
    public const string Collection = "shipped scenarios";

    private readonly Dictionary<string, string> _folderOf = new(StringComparer.Ordinal);
    private readonly TestFolder _results = new();

    /// <summary>The folder of results of a scenario named folder/name.</summary>
    public string Of(string name) => With(name).Folder;

    /// <summary>The same with some settings replaced.</summary>
    public ScenarioResult With(string name, params string[] settings) => new(Once(["run", ShippedScenarios.Path(name), "--audit", .. Set(settings)]));

    /// <summary>One of the alternatives of a scenario's comparison: a policy set, or "base".</summary>
    public ScenarioResult Alternative(string name, string alternative) => new(Path.Combine(Once(["compare", ShippedScenarios.Path(name)]), alternative));

    /// <summary>What is compared: a scenario under its policy sets, or several scenarios, in the order of the command line.</summary>
    internal Differences Compare(string[] names, params string[] settings) => Differences.Read(Once(["compare", .. names.Select(ShippedScenarios.Path), .. Set(settings)]));

    /// <summary>The table of a sweep over a scenario.</summary>
    internal Table Sweep(string name, string[] over, params string[] settings) =>
        Table.Read(Once(["sweep", ShippedScenarios.Path(name), .. over.SelectMany(axis => new[] { "--over", axis }), .. Set(settings)]), "sweep.csv");

    public void Dispose() => _results.Dispose();

    private static IEnumerable<string> Set(string[] settings) => settings.SelectMany(setting => new[] { "--set", setting });

    private string Once(string[] command)
    {
        lock (_folderOf)
        {
            var line = string.Join(' ', command);
            if (!_folderOf.TryGetValue(line, out var folder))
            {
                folder = _results.At($"{_folderOf.Count}");
                Assert.True(CommandLine.Run([.. command, "--out", folder, "--quiet"]) == ExitCode.Done, $"contagion {line} fails");
                _folderOf.Add(line, folder);
            }

            return folder;
        }
    }
}
