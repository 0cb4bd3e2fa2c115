using System.Globalization;
using Contagion.Analysis;
using Contagion.Engine;

namespace Contagion.Data.Tests;

/// <summary>A scenario over periods as a person writes it: the text of its files, read and run the way the command line does.</summary>
internal sealed class PeriodScenario
{
    private readonly Dictionary<string, string> _files = [];
    private string _rest = "";

    /// <summary>TV-INT-1 of models.md: two platforms, their guarantor and their bank.</summary>
    /// <param name="edit">Changes what stands below the network.</param>
    /// <param name="platform">The row of the first platform.</param>
    public static PeriodScenario Integrated(Func<string, string> edit, string platform = "P,platform,p2p,platform-guaranteed,4,3,,") => new PeriodScenario()
        .With("institutions.csv", "id,kind,role,mode,cash,reserve,external_assets,deposits; R1,borrower,,,,,10,; R2,borrower,,,,,10,; R3,borrower,,,,,10,; R4,borrower,,,,,10,; R5,borrower,,,,,10,;"
            + $"H1,lender,,,,,,; H2,lender,,,,,,; {platform}; Q,platform,p2p,third-party-guaranteed,,,,; G,guarantor,,,6,,,; B,bank,,,5,,,24")
        .With("exposures.csv", "creditor,debtor,amount,platform,guarantor; H1,R1,10,P,; H1,R2,10,P,; H2,R3,10,P,; H2,R4,10,P,; H2,R5,10,Q,G; B,P,5,,")
        .With("holdings.csv", "institution,asset,amount; B,securities,20")
        .Is(edit("""
            shocks:
              - { kind: default, target: { id: [R1, R2] }, recovery: 0.4 }
              - { kind: default, target: { id: R5 }, recovery: 0 }
              - { kind: withdrawal, target: { id: B }, amount: 14 }
            channels:
              solvency: { mechanism: joint }
              market: { assets: [ { name: securities, impact: 0.02 } ] }
            """));

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
