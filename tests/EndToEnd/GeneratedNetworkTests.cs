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

    private static readonly string[] Results = ["summary.json", "institutions.csv", "replications.csv", "rounds.csv", "spillover.csv", "report.html"];

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

    // models.md 8.1 says what is drawn; that a file says the same as the model is what this is about.
    [Theory]
    [InlineData("furfine", "{ model: erdos-renyi, institutions: 300, meanDegree: 6, balance: { rule: target-ratios, size: { distribution: pareto } } }", "bank", "{ kind: default, target: { random: 2 } }")]
    [InlineData("joint", "{ model: barabasi-albert, institutions: 300, linksPerArrival: 4, balance: { rule: gai-kapadia } }", "bank", "{ kind: default, target: { random: 2 } }")]
    [InlineData("joint", "{ model: tripartite, platforms: 6, lenders: 80, borrowers: 200, amount: { distribution: log-normal }, overlap: 0.4, lendersPerLoan: 3, mode: platform-guaranteed, coverage: 0.5, "
        + "maturity: 5, defaultProbability: 0.1, recovery: 0.3, lenderCash: 0.2 }", "borrower", "{ kind: credit, target: { kind: borrower }, correlation: 0.2, until: 2 }")]
    [InlineData("debtrank-linear", "{ model: tripartite, platforms: 6, lenders: 80, borrowers: 200, amount: 3, overlap: 0.9, lendersPerLoan: 3, borrowerAssets: 1.2 }", "borrower", "{ kind: default, target: { random: 9, among: { kind: borrower } } }")]
    [InlineData("joint", "{ model: tripartite, platforms: 6, lenders: 80, borrowers: 200, amount: 3, lendersPerLoan: 3, mode: pooled, defaultProbability: 0.2 }", "borrower", "{ kind: credit, target: { kind: borrower }, until: 2 }")]
    public void A_run_on_the_files_of_a_drawn_network_is_the_run_on_its_model(string mechanism, string model, string kind, string shock)
    {
        var scenario = $$"""
            name: Drawn
            network: { generate: {{model}} }
            shocks: [{{shock}}]
            channels: { solvency: { mechanism: {{mechanism}} } }
            policies: {{(mechanism == "joint" && kind == "borrower" ? "{ reserveFund: { ratio: 0.02 }, waterfall: {} }" : "{}")}}
            run: { seed: 7, replications: 20, periods: {{(mechanism == "joint" ? 3 : 1)}} }

            """;
        using var folder = new TestFolder().Write("scenario.yaml", scenario);
        var told = Command.Run(folder.Path, "network", "generate", "scenario.yaml", "--out", "drawn", "--seed", "11").Expect(0);
        var files = folder.Read("scenario.yaml").Replace($"{{ generate: {model} }}", "{ files: { institutions: drawn/institutions.csv, exposures: drawn/exposures.csv } }", StringComparison.Ordinal);
        folder.Write("files.yaml", files);

        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "one", "--seed", "11", "--quiet").Expect(0);
        Command.Run(folder.Path, "run", "files.yaml", "--out", "two", "--seed", "11", "--quiet").Expect(0);

        Assert.Matches("^drawn: [0-9]+ institutions, [0-9,]+ exposures, model [a-z-]+, seed 11.\n$", told.Out);
        Assert.Contains(kind, folder.Read("drawn", "institutions.csv"), StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder.At("one"), "*.csv").Select(Path.GetFileName))
        {
            Assert.Equal(folder.Read("one", file!), folder.Read("two", file!));
        }

        // But for the name of the run, which has the hash of the scenario.
        Assert.Equal(folder.Read("one", "summary.json").Split('\n')[2..], folder.Read("two", "summary.json").Split('\n')[2..]);
        Assert.True(Table.Read(folder.At("one"), "replications.csv").Numbers("total_loss").Max() > 0, "the test needs losses");
    }

    [Fact]
    public void A_network_of_a_replication_is_drawn_where_each_has_its_own()
    {
        using var folder = new TestFolder().Write("scenario.yaml", Scenario);
        string Drawn(params string[] arguments)
        {
            var name = $"n{folder.Contents().Length}";
            Command.Run(folder.Path, ["network", "generate", "scenario.yaml", "--out", name, .. arguments]).Expect(0);
            return folder.Read(name, "exposures.csv");
        }

        var shared = Drawn();

        Assert.Equal(shared, Drawn("--replication", "3"));
        Assert.Equal(shared, Drawn("--set", "network.generate.redraw=true"));
        Assert.NotEqual(shared, Drawn("--set", "network.generate.redraw=true", "--replication", "3"));
    }

    [Fact]
    public void A_model_is_drawn_without_a_scenario()
    {
        using var folder = new TestFolder().Write("scenario.yaml", Scenario);
        Command.Run(folder.Path, "network", "generate", "scenario.yaml", "--out", "one").Expect(0);

        Command.Run(
            folder.Path, "network", "generate", "--model", "erdos-renyi", "--set", "institutions=40", "--set", "meanDegree=3", "--set", "balance.rule=gai-kapadia", "--seed", "7", "--out", "two").Expect(0);

        Assert.Equal(folder.Read("one", "institutions.csv"), folder.Read("two", "institutions.csv"));
        Assert.Equal(folder.Read("one", "exposures.csv"), folder.Read("two", "exposures.csv"));
    }

    [Fact]
    public void All_that_is_wrong_with_a_request_is_told_at_once_and_nothing_is_written()
    {
        using var folder = TestFolder.Small().Write("full/file.txt", "x");
        var before = folder.Contents();
        string Told(params string[] arguments) => Command.RunBriefly(folder.Path, ["network", "generate", .. arguments]).Expect(2).Error;

        Assert.Equal(
            """
            full:1:1: is not empty; expected a new or empty folder
            --set meanDegree=50:1:12: 'meanDegree' is 50; expected at most 8: that is how many others an institution has

            """,
            Told("--model", "erdos-renyi", "--set", "institutions=9", "--set", "meanDegree=50", "--set", "balance.rule=nier", "--out", "full"));
        Assert.Equal("--model:1:1: unknown model 'erdos'; expected one of barabasi-albert, core-periphery, erdos-renyi, scale-free, stochastic-block, tripartite\n", Told("--model", "erdos", "--out", "new"));
        Assert.Equal("--model:1:1: neither a scenario nor --model is given; expected one of them\n", Told("--out", "new"));
        Assert.Equal("--model:1:1: both a scenario and --model are given; expected one of them\n", Told("scenario.yaml", "--model", "erdos-renyi", "--out", "new"));
        Assert.Equal("scenario.yaml:1:1: the scenario reads its network from files; expected one with network.generate\n", Told("scenario.yaml", "--out", "new"));
        Assert.Contains("--replication is 'x'; expected a whole number from 0 to 9999999", Told("scenario.yaml", "--out", "new", "--replication", "x"), StringComparison.Ordinal);
        Assert.Equal(before, folder.Contents());
    }
}
