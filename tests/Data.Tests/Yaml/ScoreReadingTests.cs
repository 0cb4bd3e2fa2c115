using Contagion.Model;

namespace Contagion.Data.Tests.Yaml;

/// <summary>Scores, whose weights stand under names that the user chooses.</summary>
public sealed class ScoreReadingTests
{
    private const string Credit = "shocks.0={ kind: credit, target: all, score: { intercept: -3, weights: { leverage: 1.2, age: -0.8 }, perPlatform: 0.6 } }";

    [Fact]
    public void A_score_is_read_as_it_stands() => Assert.Equal(
        new CreditScore { Intercept = -3, Weights = new NamedNumbers([new("leverage", 1.2), new("age", -.8)]), PerPlatform = .6 }, Load(Credit).Shocks[0].Score);

    [Fact]
    public void What_is_left_out_of_a_score_adds_nothing() =>
        Assert.Equal(new CreditScore { Intercept = -3, Weights = NamedNumbers.None, PerPlatform = 0 }, Load("shocks.0={ kind: credit, target: all, score: { intercept: -3 } }").Shocks[0].Score);

    [Fact]
    public void The_order_of_weights_means_nothing()
    {
        using var folder = Folder();

        Assert.Equal(folder.Load(Credit).Hash, folder.Load(Credit.Replace("leverage: 1.2, age: -0.8", "age: -0.8, leverage: 1.2", StringComparison.Ordinal)).Hash);
        Assert.NotEqual(folder.Load(Credit).Hash, folder.Load(Credit.Replace("leverage: 1.2, age: -0.8", "leverage: -0.8, age: 1.2", StringComparison.Ordinal)).Hash);
    }

    [Fact]
    public void An_override_replaces_one_weight_or_adds_one()
    {
        var weights = Load(Credit, "shocks.0.score.weights.leverage=2", "shocks.0.score.weights.risk=7").Shocks[0].Score!.Weights;

        Assert.Equal(new NamedNumbers([new("age", -.8), new("leverage", 2), new("risk", 7)]), weights);
    }

    [Fact]
    public void Numbers_under_the_same_name_are_refused() => Assert.Throws<ArgumentException>(() => new NamedNumbers([new("a", 1), new("b", 2), new("a", 3)]));

    // Names are columns of a file: they may look like anything.
    [Theory]
    [InlineData("true")]
    [InlineData("007")]
    [InlineData("1e5")]
    [InlineData("null")]
    [InlineData("debt: income")]
    [InlineData("- #x")]
    [InlineData("负债率")]
    [InlineData("a.b")]
    public void A_name_reads_back_as_it_was(string name)
    {
        var scenario = Load(Credit) with { Network = new NetworkSource { Files = new NetworkFiles { Institutions = "i.csv", Exposures = "e.csv", Features = "f.csv" } } };
        var shock = scenario.Shocks[0] with { Score = new CreditScore { Intercept = 1.0 / 3, Weights = new NamedNumbers([new(name, -1e-300), new("x", 5e-324)]), PerPlatform = -7 } };

        var read = YamlReadingTests.Read(ScenarioWriter.Write(scenario with { Shocks = [shock] }));

        Assert.Equal(shock, Assert.Single(read.Shocks));
        Assert.Equal(scenario.Network, read.Network);
    }

    [Fact]
    public void A_score_without_weights_reads_back_as_it_was()
    {
        var scenario = Load("shocks.0={ kind: credit, target: all, score: { intercept: -3 } }");

        Assert.Equal(scenario.Shocks, YamlReadingTests.Read(ScenarioWriter.Write(scenario)).Shocks);
    }

    [Fact]
    public void A_generated_network_takes_a_score_without_weights()
    {
        using var folder = new SmallFolder();

        Assert.Equal(0.6, folder.Load(SmallFolder.Generated, "shocks.0={ kind: credit, target: all, score: { intercept: -3, perPlatform: 0.6 } }").Scenario.Shocks[0].Score!.PerPlatform);
    }

    private static Scenario Load(params string[] overrides)
    {
        using var folder = Folder();
        return folder.Load(overrides).Scenario;
    }

    private static SmallFolder Folder() => new SmallFolder().Write("features.csv", "id,leverage,age,risk\nB1,1,2,3\nB2,4,5,6\n")
        .Write("scenario.yaml", SmallFolder.Scenario.Replace("exposures: exposures.csv", "exposures: exposures.csv, features: features.csv", StringComparison.Ordinal));
}
