using System.Globalization;
using Contagion.Analysis;
using Contagion.Engine;

namespace Contagion.Data.Tests;

/// <summary>A scenario over periods as a person writes it: the text of its files, read and run the way the command line does.</summary>
internal sealed class PeriodScenario
{
    private readonly Dictionary<string, string> _files = [];
    private string _rest = "";

    /// <summary>Sets a file, <c>institutions.csv</c> say: lines separated by semicolons or line breaks.</summary>
    public PeriodScenario With(string file, string text)
    {
        _files[file] = string.Join('\n', text.Split(['\n', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) + "\n";
        return this;
    }

    /// <summary>Sets what stands in the scenario file below the network.</summary>
    public PeriodScenario Is(string yaml)
    {
        _rest = yaml;
        return this;
    }

    /// <summary>Reads the scenario.</summary>
    public ScenarioFile Load()
    {
        var folder = Directory.CreateTempSubdirectory("contagion-periods-").FullName;
        try
        {
            foreach (var (file, text) in _files)
            {
                File.WriteAllText(Path.Combine(folder, file), text);
            }

            var files = string.Join(", ", _files.Keys.Order(StringComparer.Ordinal).Select(file => $"{Path.GetFileNameWithoutExtension(file)}: {file}"));
            var path = Path.Combine(folder, "scenario.yaml");
            File.WriteAllText(path, $"name: Test\nnetwork: {{ files: {{ {files} }} }}\n{_rest}\n");
            return ScenarioFile.Load(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs the scenario.</summary>
    public PeriodResult Run(RunOptions? options = null)
    {
        var file = Load();
        return new PeriodResult(InProcessHost.Run(file.Scenario, file.Network, options ?? new RunOptions { Threads = 1 }));
    }
}

/// <summary>What came of it, by id and by name.</summary>
internal sealed record PeriodResult(RunResult Result)
{
    public double Equity(string id) => Result.Totals.FinalEquity[Index(id)] / Result.Replications.Count;

    public double Loss(string id) => Result.Totals.Loss[Index(id)] / Result.Replications.Count;

    public double Payment(string id) => Result.Totals.Payment[Index(id)] / Result.Replications.Count;

    public bool IsDefaulted(string id) => Result.Totals.Defaults[Index(id)] > 0;

    /// <summary>A metric of the first replication.</summary>
    public double this[string metric] => Metric.Known.Single(one => one.Name == metric).Of(Result.Replications[0]);

    private int Index(string id) => Result.Network.TryFind(id, out var index) ? index : throw new ArgumentException($"No '{id}'.", nameof(id));

    public override string ToString() => string.Join(' ', Enumerable.Range(0, Result.Network.Count).Select(one => string.Create(
        CultureInfo.InvariantCulture, $"{Result.Network.Ids[one]} {Result.Totals.FinalEquity[one]}{(Result.Totals.Defaults[one] > 0 ? "*" : "")}")));
}
