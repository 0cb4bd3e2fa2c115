using Contagion.Analysis;
using Contagion.Model;

namespace Contagion.Data.Tests.EarlyWarning;

/// <summary>Trained scorers as files.</summary>
public sealed class ScorerFileTests
{
    [Theory]
    [InlineData(ScorerKind.Logistic)]
    [InlineData(ScorerKind.Tree)]
    public void What_is_read_back_scores_with_the_same_bits(ScorerKind kind)
    {
        var random = new Random(4);
        double[][] rows = [.. Enumerable.Range(0, 80).Select(_ => (double[])[random.NextDouble() * 1e6, random.Next(5), random.NextDouble() * 1e-9])];
        var set = new TrainingSet(["capital", "changes: of \"scope\"", "年龄"], rows, [.. rows.Select(row => random.NextDouble() < row[1] / 4)]);
        var (report, _) = new ScorerTraining { Kind = kind, Leaf = 3 }.Train(set);
        using var folder = new SmallFolder();
        var path = Path.Combine(folder.Path, "made.json");

        ScorerFile.Write(path, report!, "failed");
        var saved = ScorerFile.Load(path);

        Assert.Equal(("failed", report!.Threshold.Threshold), (saved.Label, saved.Threshold));
        Assert.Equal(report.Scorer.Features, saved.Scorer.Features);
        Assert.Equal(CrossValidation.Scores(report.Scorer, set), CrossValidation.Scores(saved.Scorer, set));
    }

    [Theory]
    [InlineData("[]", "1:1: no scorer of a format that is known")]
    [InlineData("""{ "contagionScorer": 2 }""", "1:22: no scorer of a format that is known")]
    [InlineData("""{ "contagionScorer": 1, "kind": "svm", "label": "f", "threshold": 1, "intercept": 0, "features": [] }""", "1:33: unknown kind 'svm'; expected one of logistic, tree")]
    [InlineData("""{ "contagionScorer": 1, "kind": "logistic", "label": "f", "threshold": 2, "intercept": 0, "features": [{ "name": "x", "mean": 0, "deviation": 1, "weight": 1 }] }""", "1:72: 'threshold' is '2'; expected a number from 0 to 1")]
    [InlineData("""{ "contagionScorer": 1, "kind": "logistic", "label": "f", "threshold": 1, "intercept": 0, "features": [{ "name": "x", "mean": 0, "deviation": 0, "weight": 1 }] }""", "'deviation' is '0'")]
    [InlineData("""{ "contagionScorer": 1, "kind": "logistic", "label": "f", "threshold": 1, "features": [{ "name": "x", "mean": 0, "deviation": 1, "weigth": 1 }] }""", "unknown key 'weigth' in a feature; expected name, mean, deviation, weight, standardError, oddsRatio, oddsRatioOfUnit, pValue; did you mean 'weight'?")]
    [InlineData("""{ "contagionScorer": 1, "kind": "logistic", "label": "f", "threshold": 1, "features": [] }""", "the scorer has no 'intercept'")]
    [InlineData("""{ "contagionScorer": 1, "kind": "tree", "label": "f", "threshold": 1, "features": ["x"], "nodes": [{ "feature": "x", "cut": 1, "atMost": 0, "above": 1 }, { "failed": 1, "healthy": 1 }] }""", "'atMost' is '0'; expected a number from 1 to 1")]
    [InlineData("""{ "contagionScorer": 1, "kind": "tree", "label": "f", "threshold": 1, "features": ["x"], "nodes": [{ "feature": "x", "cut": 1, "atMost": 1, "above": 1 }] }""", "the last node is a question")]
    [InlineData("""{ "contagionScorer": 1, "kind": "tree", "label": "f", "threshold": 1, "features": ["x", "x"], "nodes": [{ "failed": 1, "healthy": 1.5 }] }""", "'healthy' is 1.5; expected a whole number")]
    [InlineData("""{ "contagionScorer": 1, "kind": "tree", "label": "f", "threshold": 1, "features": ["x", "x"], "nodes": [{ "failed": 1, "healthy": 1 }] }""", "feature 'x' is given twice")]
    [InlineData("""{ "contagionScorer": 1, "kind": "tree", "label": "f", "threshold": 1, "features": ["capital"], "nodes": [{ "feature": "capitel", "cut": 1, "atMost": 1, "above": 1 }, { "failed": 1, "healthy": 1 }] }""", "unknown feature 'capitel'; expected one of capital; did you mean 'capital'?")]
    [InlineData("""{ "contagionScorer": 1, """, "not valid YAML")]
    public void A_file_that_is_no_scorer_is_told_with_its_place(string text, string words)
    {
        using var folder = new SmallFolder();
        var path = Path.Combine(folder.Path, "made.json");
        File.WriteAllText(path, text);

        Assert.Contains(words, Assert.Throws<InputException>(() => ScorerFile.Load(path)).Message, StringComparison.Ordinal);
    }
}
