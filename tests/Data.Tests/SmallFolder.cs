namespace Contagion.Data.Tests;

/// <summary>A folder with a small right scenario, gone when the test is over.</summary>
internal sealed class SmallFolder : IDisposable
{
    public const string Scenario =
        """
        name: Small
        network: { files: { institutions: institutions.csv, exposures: exposures.csv } }
        shocks:
          - { kind: default, target: { id: B1 } }
        channels:
          solvency: { mechanism: furfine }

        """;

    /// <summary>An override that draws the network instead of reading it; its banks are B1 to B9.</summary>
    public const string Generated = "network={ generate: { model: erdos-renyi, institutions: 9, meanDegree: 3, balance: { rule: gai-kapadia } } }";

    public SmallFolder()
    {
        Write("institutions.csv", "id,kind\nB1,bank\nB2,bank\n");
        Write("exposures.csv", "creditor,debtor,amount\nB1,B2,8\n");
        Write("scenario.yaml", Scenario);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("contagion-data-").FullName;

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public SmallFolder Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return this;
    }

    /// <summary>Reads the scenario.</summary>
    public ScenarioFile Load(params string[] overrides) => ScenarioFile.Load(At("scenario.yaml"), overrides);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
