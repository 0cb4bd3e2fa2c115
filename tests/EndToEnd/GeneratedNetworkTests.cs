using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>Networks that a scenario draws instead of reading them.</summary>
public sealed class GeneratedNetworkTests
{
    private const string Scenario =
        """
        name: Drawn
        network: { generate: { model: erdos-renyi, institutions: 40, meanDegree: 3, balance: { rule: gai-kapadia } } }
        shocks:
          - { kind: default, target: { random: 1 } }
        channels:
          solvency: { mechanism: furfine }
        run: { seed: 7, replications: 40 }

        """;

    private static readonly string[] Results = ["summary.json", "institutions.csv", "replications.csv", "rounds.csv", "spillover.csv"];

    [Fact]
    public void A_run_copies_no_files_and_its_scenario_repeats_it()
    {
        using var folder = new TestFolder().Write("scenario.yaml", Scenario);
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "first", "--seed", "8", "--set", "network.generate.meanDegree=2.5", "--threads", "1").Expect(0);

        Command.Run(folder.Path, "run", "first/scenario.yaml", "--out", "second", "--threads", "3").Expect(0);

        Assert.False(Directory.Exists(folder.At("first", "inputs")));
        Assert.All(Results, file => Assert.Equal(folder.Read("first", file), folder.Read("second", file)));
        Assert.Equal(folder.Read("first", "scenario.yaml"), folder.Read("second", "scenario.yaml"));
    }

    [Fact]
    public void Another_seed_gives_another_network()
    {
        using var folder = new TestFolder().Write("scenario.yaml", Scenario);
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "one", "--seed", "1", "--set", "shocks.0.target={ each: all }", "--set", "run.replications=").Expect(0);
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "two", "--seed", "2", "--set", "shocks.0.target={ each: all }", "--set", "run.replications=").Expect(0);

        // Every bank fails in turn, so that nothing but the network can differ.
        Assert.NotEqual(Table.Read(folder.At("one"), "replications.csv").Numbers("contagion_loss"), Table.Read(folder.At("two"), "replications.csv").Numbers("contagion_loss"));
    }

    [Fact]
    public void A_run_of_another_model_is_not_gone_on_with()
    {
        using var folder = new TestFolder().Write("scenario.yaml", Scenario);
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "run").Expect(0);

        var result = Command.Run(folder.Path, "run", "scenario.yaml", "--out", "run", "--resume", "--set", "network.generate.meanDegree=4").Expect(2);

        Assert.Contains("another scenario, network or setting", result.Error, StringComparison.Ordinal);
    }
}
