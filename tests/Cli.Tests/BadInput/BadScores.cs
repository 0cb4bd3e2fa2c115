namespace Contagion.Cli.Tests.BadInput;

/// <summary>What can be wrong with scores and with features.csv.</summary>
internal static class BadScores
{
    private const string Weighing = "score: { intercept: -3, weights: { age: 0.1 } }";

    public static IReadOnlyList<BadCase> All { get; } = [.. Sources(), .. Forms(), .. Weights(), .. Files(), .. Fields()];

    private static IEnumerable<BadCase> Sources() =>
    [
        Score("a probability and a score", "probability: 0.1, score: §{ intercept: -3 }", "both 'probability' and 'score'", "expected one of them"),
        BadCase.Shock("neither probability nor score nor column", "§{ kind: credit, target: { id: B1 } }", "'probability'", "'score'", "default_probability", "'B1' has none"),
        BadCase.Shock("a score of a default", "{ kind: default, target: all, score: §{ intercept: -3 } }", "'score' belongs to credit shocks"),
        BadCase.Shock("a credit shock with a fraction", "{ kind: credit, target: all, fraction: §0.1, score: { intercept: -3 } }", "no 'fraction'", "'score'"),
        Score("weights without features", "score: { intercept: -3, weights: §{ age: 0.1 } }", "no features", "'features' under 'network.files'"),
        Score("weights on a generated network", "score: { intercept: -3, weights: §{ age: 0.1 } }", "generated network has no features") with
        {
            Files = [("scenario.yaml", BadCase.WithLine(4, "  - { kind: credit, target: all, score: { intercept: -3, weights: §{ age: 0.1 } } }").Replace(
                "network: { files: { institutions: institutions.csv, exposures: exposures.csv } }",
                "network: { generate: { model: erdos-renyi, institutions: 9, meanDegree: 3, balance: { rule: nier } } }",
                StringComparison.Ordinal))],
        },
    ];

    private static IEnumerable<BadCase> Forms() =>
    [
        Score("a score that is a number", "score: §0.3", "'score' is '0.3'", "expected a mapping with intercept, weights, perPlatform"),
        Score("a score without an intercept", "score: §{ perPlatform: 1 }", "no 'intercept'", "a number"),
        Score("an unknown key of a score", "score: { intercept: -3, §perPlatfrom: 1 }", "unknown key 'perPlatfrom'", "did you mean 'perPlatform'?"),
        Score("an intercept .nan", "score: { intercept: §.nan }", "'intercept'", "'.nan'", "expected a number"),
        Score("weights in a list", "score: { intercept: -3, weights: §[1, 2] }", "'weights' is a list", "a mapping of names to numbers"),
        Score("weights that are a number", "score: { intercept: -3, weights: §1 }", "'weights' is '1'", "a mapping of names to numbers"),
        Score("empty weights", "score: { intercept: -3, weights: §}", "'weights' is empty", "a mapping of names to numbers"),
    ];

    private static IEnumerable<BadCase> Weights() =>
    [
        Weighed("a weight that is a word", "age: §high", "'age' is 'high'", "expected a number"),
        Weighed("a weight in quotes", "age: §\"1\"", "'age' is the text '1'", "expected a number"),
        Weighed("an empty weight", "age: §, leverage: 1", "'age' is empty", "expected a number"),
        Weighed("a weight that is a mapping", "age: §{ linear: 1 }", "'age' is a mapping", "expected a number"),
        Weighed("a weight beyond all sense", "age: §1e200", "'age' is '1e200'", "from -1E+150 to 1E+150"),
        Weighed("a weight given twice", "age: 1, §age: 2", "'age' is given twice in 'weights'"),
        Weighed("a weight without a name", "§'': 1", "a name in 'weights' is empty"),
        Weighed("a weight whose column is missing", "age: 1, §levrage: 2", "no feature 'levrage' in features.csv", "expected some of age, leverage", "did you mean 'leverage'?"),
        Weighed("a weight of the id", "§id: 1", "no feature 'id'", "age, leverage"),
        BadCase.Options("a weight from the command line whose column is missing", ["--set", "network.files.features=features.csv", "--set", $"shocks.0={{ kind: credit, target: {{ id: B1 }}, {Weighing} }}", "--set", "shocks.0.score.weights.aeg=1"],
            "--set shocks.0.score.weights.aeg=1:1:", "no feature 'aeg'", "did you mean 'age'?") with { Files = [("features.csv", "id,age,leverage\nB1,1,2\n")] },
    ];

    private static IEnumerable<BadCase> Files() =>
    [
        Features("an unknown institution among features", "id,age\nB1,1\n§B9,1\n", "unknown id 'B9'", "did you mean 'B1'?"),
        Features("an institution that has two rows of features", "id,age\nB1,1\nB2,1\n§B1,2\n", "id 'B1' is taken by line 2"),
        Features("no id among features", "age\n1\n", "column 'id' is missing", "expected a header with id") with { Place = "features.csv:1:1:" },
        Features("an empty id among features", "id,age\nB1,1\n§,1\n", "id", "empty"),
        Features("a file of ids alone", "§id\nB1\n", "no features", "columns of numbers"),
        Features("a file of features without a row", "§id,age\n", "no features", "a row for each institution"),
        Features("an empty file of features", "§", "the file is empty"),
        Features("a column of features without a name", "id,age,§,leverage\nB1,1,2,3\n", "a column has no name"),
        Features("a feature given twice", "id,age,§age\nB1,1,2\n", "column 'age' is there twice"),
        Features("a row of features too long", "id,age\n§B1,1,2\n", "3 fields", "expected 2"),
        Features("features that are not there", "", "no such file") with { Prepare = folder => File.Delete(folder.At("features.csv")), Place = "features.csv:1:1:" },
        Features("features outside the folder", "id,age\nB1,1\n", "leaves the folder of the scenario") with
        {
            Files = [("scenario.yaml", Scenario(Weighing).Replace("features: features.csv", "features: §../features.csv", StringComparison.Ordinal))],
        },
    ];

    private static IEnumerable<BadCase> Fields() =>
    [
        Features("a feature that is a word", "id,age\nB1,§old\n", "age is 'old'", "expected a finite number"),
        Features("a feature NaN", "id,age\nB1,§NaN\n", "age is 'NaN'", "expected a finite number"),
        Features("a feature beyond the largest double", "id,age\nB1,§-1e999\n", "age is '-1e999'", "expected a finite number"),
        Features("a word where no weight looks", "id,age,name\nB1,1,§Bank\n", "name is 'Bank'", "expected a finite number"),
        Features("an empty field of a target", "id,name,age\nB2,,\nB1,,§\n", "age of 'B1' is empty", "expected a number"),
        BadCase.Scenario("a target without a row", Scenario("score: { intercept: -3, weights: §{ age: 0.1 } }"), "no row in features.csv for 'B1'", "expected one for each target") with
        {
            Prepare = folder => folder.Write("features.csv", "id,age\nB2,1\n"),
        },
    ];

    private static string Scenario(string score) => BadCase.WithLine(4, $"  - {{ kind: credit, target: {{ id: B1 }}, {score} }}")
        .Replace("exposures: exposures.csv", "exposures: exposures.csv, features: features.csv", StringComparison.Ordinal);

    private static BadCase Score(string name, string score, params string[] words) => BadCase.Shock(name, $"{{ kind: credit, target: {{ id: B1 }}, {score} }}", words);

    private static BadCase Weighed(string name, string weights, params string[] words) => new(name, words)
    {
        Files = [("features.csv", "id,age,leverage\nB1,1,2\n"), ("scenario.yaml", Scenario($"score: {{ intercept: -3, weights: {{ {weights} }} }}"))],
    };

    private static BadCase Features(string name, string text, params string[] words) => new(name, words)
    {
        Files = [("features.csv", text), ("scenario.yaml", Scenario(Weighing))],
    };
}
