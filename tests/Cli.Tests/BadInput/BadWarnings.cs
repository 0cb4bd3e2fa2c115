namespace Contagion.Cli.Tests.BadInput;

/// <summary>What can be wrong with files and command lines of early warning.</summary>
internal static class BadWarnings
{
    private const string Platforms = "id,failed,capital,age\nA,1,5,3\nB,1,6,9\nC,0,7,2\nD,0,8,4\nE,0,1,5\n";
    private const string Scorer =
        """{ "contagionScorer": 1, "kind": "logistic", "label": "failed", "threshold": 0.2, "intercept": 0, "features": [{ "name": "capital", "mean": 4, "deviation": 1, "weight": -1 }] }""";

    private static readonly string[] Train = ["warn", "train", "platforms.csv", "--label", "failed", "--out", "made.json"];

    public static IReadOnlyList<BadCase> All { get; } = [.. Fields(), .. Columns(), .. Wholes(), .. Scores(), .. Others(), .. Options()];

    private static IEnumerable<BadCase> Fields() =>
    [
        Training("a feature that is a word", Platforms.Replace("7,2", "§large,2", StringComparison.Ordinal), "capital is 'large'", "expected a finite number"),
        Training("a feature that is not a number", Platforms.Replace("7,2", "§NaN,2", StringComparison.Ordinal), "capital is 'NaN'", "expected a finite number"),
        Training("a feature that is infinite", Platforms.Replace("7,2", "§1e999,2", StringComparison.Ordinal), "capital is '1e999'", "expected a finite number"),
        Training("a feature that is empty", Platforms.Replace("7,2", "§,2", StringComparison.Ordinal), "capital of 'C' is empty", "expected a number"),
        Training("a label of two", Platforms.Replace("D,0", "D,§2", StringComparison.Ordinal), "failed of 'D' is '2'", "expected 1 for failed or 0 for not"),
        Training("a label in a word", Platforms.Replace("D,0", "D,§yes", StringComparison.Ordinal), "failed of 'D' is 'yes'", "expected 1 for failed or 0 for not"),
        Training("a label that is empty", Platforms.Replace("D,0", "D,§", StringComparison.Ordinal), "failed of 'D' is empty", "expected 1 for failed or 0 for not"),
        Training("an id that is there twice", Platforms.Replace("D,0", "§A,0", StringComparison.Ordinal), "id 'A' is taken by line 2"),
        Training("a platform without an id", Platforms.Replace("D,0", "§,0", StringComparison.Ordinal), "id is empty"),
        Training("a row that is too short", Platforms.Replace("D,0,8,4", "§D,0,8", StringComparison.Ordinal), "3 fields", "expected 4"),
    ];

    private static IEnumerable<BadCase> Columns() =>
    [
        Training("no column of ids", Platforms.Replace("id,", "§di,", StringComparison.Ordinal), "column 'id' is missing") with { Place = "platforms.csv:1:1:" },
        Training("a label that there is not", "§" + Platforms.Replace("failed", "fialed", StringComparison.Ordinal), "no column 'failed', which --label names", "did you mean 'fialed'?"),
        Training("a column that is there twice", Platforms.Replace("capital,age", "capital,§capital", StringComparison.Ordinal), "column 'capital' is there twice"),
        Training("a feature that there is not", "§" + Platforms, "no column 'captial', which --features names", "expected some of failed, capital, age", "did you mean 'capital'?") with { Arguments = [.. Train, "--features", "age,captial"] },
        Training("a feature named twice", Platforms.Replace("age\n", "§age\n", StringComparison.Ordinal), "'age' is named twice") with { Arguments = [.. Train, "--features", "age, age"] },
        Training("the label among the features", Platforms.Replace("id,failed", "id,§failed", StringComparison.Ordinal), "'failed' is the label") with { Arguments = [.. Train, "--features", "age,failed"] },
        Training("no features", "§id,failed\nA,1\nB,0\n", "no features", "expected columns of numbers"),
    ];

    private static IEnumerable<BadCase> Wholes() =>
    [
        Training("an empty file", "§", "the file is empty"),
        Training("a header alone", "§id,failed,capital\n", "no platforms", "a row for each"),
        Training("platforms that all failed", "§id,failed,capital\nA,1,2\nB,1,3\nC,1,5\n", "all 3 platforms failed", "some that did not"),
        Training("platforms that are all healthy", "§id,failed,capital\nA,0,2\nB,0,3\nC,0,5\n", "all 3 platforms are healthy"),
        Training("one that failed", "§id,failed,capital\nA,1,2\nB,0,3\nC,0,5\n", "one platform alone failed", "at least two"),
        Training("a feature that is the same for all", "id,failed,capital,§age\nA,1,5,3\nB,1,6,3\nC,0,7,3\nD,0,8,3\n", "feature 'age' is the same for all platforms"),
        Training("more features than platforms", "§id,failed,a,b,c,d\nA,1,1,2,3,5\nB,1,5,3,1,1\nC,0,3,1,1,2\nD,0,7,7,7,1\n", "4 features of 4 platforms", "fewer features"),
        Training("platforms that are told apart perfectly", "§id,failed,capital\nA,1,2\nB,1,3\nC,0,5\nD,0,6\n", "tell all 2 failed platforms from all 2 healthy ones", "--ridge") with { Arguments = [.. Train, "--ridge", "0"] },
        Training("a feature that repeats another", "§id,failed,a,b\nA,1,2,4\nB,1,4,8\nC,0,3,6\nD,0,5,10\n", "feature 'b' is a combination of others", "--ridge") with { Arguments = [.. Train, "--ridge", "0"] },
    ];

    private static IEnumerable<BadCase> Scores() =>
    [
        Score("a column that the scorer asks for is not there", "§id,captial\nA,1\n", Scorer, "no column 'capital', which scorer.json names", "did you mean 'captial'?"),
        Score("a field that the scorer asks for is empty", "id,capital,age\nA,§,3\n", Scorer, "capital of 'A' is empty"),
        Score("a scorer that is none", "id,capital\nA,1\n", "§{ \"kind\": \"tree\" }", "no scorer of a format that is known", "contagion warn train"),
        Score("a scorer with an unknown key", "id,capital\nA,1\n", Scorer.Replace("\"intercept\": 0,", "\"intercept\": 0, §\"treshold\": 0.3,", StringComparison.Ordinal), "unknown key 'treshold'", "did you mean 'threshold'?"),
        Score("a scorer that is not there", "id,capital\nA,1\n", "", "no such file") with { Prepare = folder => File.Delete(folder.At("scorer.json")), Place = "scorer.json:1:1:" },
    ];

    private static IEnumerable<BadCase> Others() =>
    [
        Evaluation("comparisons that are not reciprocal", "comparisons: [ [1, 2], [§1/3, 1] ]", "criterion 2 is 0.333", "expected 1/2"),
        Evaluation("comparisons that are not there", "", "no 'comparisons'") with { Place = "evaluation.yml:1:1:" },
        Evaluation("a feature without a file", "comparisons: [ [1, 2], [1/2, 1] ]", "is not given, but criteria go by capital") with { Place = "FEATURES.csv:1:1:" },
        Evaluation("a feature that the file lacks", "comparisons: [ [1, 2], [1/2, 1] ]", "no column 'capital', which evaluation.yml names") with
        {
            Arguments = ["warn", "evaluate", "evaluation.yml", "platforms.csv"],
            Prepare = folder => folder.Write("platforms.csv", "id,capitol\nA,1\n"),
            Place = "platforms.csv:1:1:",
        },
        new("more clusters than platforms", ["is 7, but there are 5 platforms"]) { Files = [("platforms.csv", Platforms)], Arguments = ["warn", "cluster", "platforms.csv", "--clusters", "7"], Place = "--clusters:1:1:" },
        Training("a file that is there already", Platforms, "is there already", "the name of a new file") with { Prepare = folder => folder.Write("made.json", "x"), Place = "--out:1:1:" },
    ];

    private static IEnumerable<BadCase> Options() =>
    [
        BadCase.CommandLine("no label", ["warn", "train", "platforms.csv"], "--label"),
        BadCase.CommandLine("a model that there is not", [.. Train, "--model", "svm"], "svm", "logistic", "tree"),
        BadCase.CommandLine("an error above 1", [.. Train, "--type-i", "1.5"], "--type-i is '1.5'", "expected a number from 0 to 1"),
        BadCase.CommandLine("an error that is a word", [.. Train, "--type-ii", "few"], "--type-ii is 'few'"),
        BadCase.CommandLine("a negative penalty", [.. Train, "--ridge", "-1"], "--ridge is '-1'"),
        BadCase.CommandLine("no parts", [.. Train, "--folds", "0"], "--folds is '0'"),
        Training("one part", Platforms, "is 1; expected a whole number from 2") with { Arguments = [.. Train, "--folds", "1"], Place = "--folds:1:1:" },
        Training("a tree too deep to read", Platforms, "is 99; expected a whole number from 1 to 12") with { Arguments = [.. Train, "--depth", "99"], Place = "--depth:1:1:" },
        BadCase.CommandLine("a threshold above 1", ["warn", "score", "platforms.csv", "--with", "scorer.json", "--threshold", "2"], "--threshold is '2'"),
    ];

    private static BadCase Training(string name, string text, params string[] words) => new(name, words) { Files = [("platforms.csv", text)], Arguments = Train };

    private static BadCase Score(string name, string platforms, string scorer, params string[] words) =>
        new(name, words) { Files = [("platforms.csv", platforms), ("scorer.json", scorer)], Arguments = ["warn", "score", "platforms.csv", "--with", "scorer.json", "--out", "scores.csv"] };

    private static BadCase Evaluation(string name, string comparisons, params string[] words) => new(name, words)
    {
        Files =
        [
            ("evaluation.yml", $"name: a\ngrades: [ {{ name: low, points: 1 }}, {{ name: high, points: 2 }} ]\ncriteria: [ {{ name: b, votes: [1, 2] }}, {{ name: c, feature: capital, at: [9, 1] }} ]\n{comparisons}\n"),
        ],
        Arguments = ["warn", "evaluate", "evaluation.yml"],
    };
}
