using Contagion.Model;

namespace Contagion.Data.Tests.EarlyWarning;

/// <summary>Scenarios whose institutions a trained scorer scores.</summary>
public sealed class NetworkScoresTests
{
    private const string Logistic = """{ "contagionScorer": 1, "kind": "logistic", "label": "failed", "threshold": 0.2, "intercept": 0, "features": [{ "name": "age", "mean": 40, "deviation": 10, "weight": -1 }] }""";
    private const string Tree = """{ "contagionScorer": 1, "kind": "tree", "label": "failed", "threshold": 0.2, "features": ["age"], "nodes": [{ "feature": "age", "cut": 45, "atMost": 1, "above": 2 }, { "failed": 2, "healthy": 0 }, { "failed": 0, "healthy": 2 }] }""";

    private static readonly string[] Files = ["network.files.features=features.csv", "network.files.scorer=made.json"];

    [Fact]
    public void A_score_is_1_less_the_probability_of_failure()
    {
        using var folder = Folder(Logistic, "id,age\nP1,40\nB2,50\n");

        var scores = folder.Load(Files).Network;

        // B1 has no row; B2 is one standard deviation above the mean, 1 − 1 / (1 + e).
        Assert.Equal(1 / (1 + Math.Exp(-1)), scores.Score[1], 1e-15);
        Assert.Equal(.5, scores.Score[2]);
        Assert.True(double.IsNaN(scores.Score[0]));
    }

    [Fact]
    public void A_tree_scores_as_well()
    {
        using var folder = Folder(Tree, "id,age\nP1,45\nB1,46\n");

        Assert.Equal([.75, double.NaN, .25], folder.Load(Files).Network.Score.ToArray());
    }

    [Fact]
    public void Others_than_platforms_need_no_features_of_platforms()
    {
        using var folder = Folder(Tree, "id,age,leverage\nP1,45,\nB1,,2\n");

        Assert.Equal([double.NaN, double.NaN, .25], folder.Load(Files).Network.Score.ToArray());
    }

    [Fact]
    public void The_scorer_is_part_of_what_a_scenario_is_and_goes_with_it()
    {
        using var folder = Folder(Logistic, "id,age\nP1,40\n");
        var file = folder.Load(Files);

        var brought = ScenarioContent.Unpack(ScenarioContent.Pack(file).Bytes);
        File.WriteAllText(Path.Combine(folder.Path, "made.json"), Logistic.Replace("-1", "-2", StringComparison.Ordinal));
        var other = folder.Load(Files);

        Assert.Equal(file.Hash, brought.Hash);
        Assert.Equal(file.Network.Score.ToArray(), brought.Network.Score.ToArray());
        Assert.Equal(["institutions.csv", "exposures.csv", "features.csv", "made.json"], file.Inputs);
        Assert.NotEqual(file.Hash, other.Hash);
    }

    [Theory]
    [InlineData("id,age\nP1,\n", "features.csv:2:4: age of 'P1' is empty; expected a number")]
    [InlineData("id,aeg\nP1,1\n", "--set network.files.scorer=made.json:1:22: ")]
    [InlineData("id,aeg\nP1,1\n", "made.json asks for the feature 'age', which is not in ")]
    [InlineData("id,aeg\nP1,1\n", "expected some of aeg; did you mean 'aeg'?")]
    [InlineData("id,age,leverage\nB1,,2\n", "has all the features that")]
    [InlineData("id,age\nP1,x\n", "features.csv:2:4: age is 'x'; expected a finite number")]
    public void Features_that_a_scorer_lacks_are_told(string features, string words)
    {
        using var folder = Folder(Logistic, features);

        Assert.Contains(words, Assert.Throws<InputException>(() => folder.Load(Files)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scorer_beside_scores_or_without_features_is_told()
    {
        using var folder = Folder(Logistic, "id,age\nP1,40\n");

        Assert.Contains("'scorer' is given, but the network has no features to score", Refusal("network.files.scorer=made.json"), StringComparison.Ordinal);
        Assert.Contains("no such file", Refusal("network.files.features=features.csv", "network.files.scorer=mode.json"), StringComparison.Ordinal);
        Assert.Contains("did you mean 'made.json'?", Refusal("network.files.features=features.csv", "network.files.scorer=mode.json"), StringComparison.Ordinal);
        Assert.Contains("leaves the folder", Refusal("network.files.features=features.csv", "network.files.scorer=../made.json"), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder.Path, "institutions.csv"), "id,kind,equity,score\nB1,bank,9,\nB2,bank,9,\nP1,platform,9,0.4\n");
        Assert.Contains("institutions.csv has a column score; expected one of them", Refusal(Files), StringComparison.Ordinal);

        string Refusal(params string[] overrides) => Assert.Throws<InputException>(() => folder.Load(overrides)).Message;
    }

    private static SmallFolder Folder(string scorer, string features)
    {
        var folder = new SmallFolder();
        File.WriteAllText(Path.Combine(folder.Path, "made.json"), scorer);
        File.WriteAllText(Path.Combine(folder.Path, "features.csv"), features);
        File.WriteAllText(Path.Combine(folder.Path, "institutions.csv"), "id,kind,equity\nB1,bank,9\nB2,bank,9\nP1,platform,9\n");
        return folder;
    }
}
