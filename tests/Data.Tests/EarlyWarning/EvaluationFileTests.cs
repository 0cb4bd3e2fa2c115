using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Data.Tests.EarlyWarning;

/// <summary>Evaluations as files.</summary>
public sealed class EvaluationFileTests
{
    private const string Right = """
        name: whole
        grades: [ { name: low, points: 25 }, { name: fair, points: 50 }, { name: high, points: 75 }, { name: severe, points: 100 } ]
        criteria:
          - { name: a, votes: [0.1, 0.3, 0.4, 0.2] }
          - { name: b, votes: [0.3, 0.4, 0.2, 0.1] }
          - { name: c, votes: [5, 3, 1, 1] }
        comparisons: [ [1, 3, 5], [1/3, 1, 3], [1/5, 1/3, 1] ]

        """;

    // Source: models.md TV-AHP and TV-FCE.
    [Theory]
    [InlineData("", 61.2693128221, "fair")]
    [InlineData("operator: weighted-average\n", 61.2693128221, "fair")]
    [InlineData("operator: max-min\n", 61.9175687, "high")]
    public void The_evaluation_of_models_md_is_read(string by, double score, string grade)
    {
        var judged = Load(Right + by).Judge(_ => double.NaN);

        // With the largest of lesser shares: 25 (.2229891569 + 2 · .2590036144 + 3 · .3453381525 + 4 · .1726690762).
        Assert.Equal(by.Contains("max", StringComparison.Ordinal) ? 25 * (.2229891569 + (2 * .2590036144) + (3 * .3453381525) + (4 * .1726690762)) : score, judged.Score, Near.Printed);
        Assert.Equal(grade, judged.Grade.Name);
    }

    [Fact]
    public void The_template_has_six_risks_with_18_indices()
    {
        var template = EvaluationFile.Load(Path.Combine(Folders.Root, "scenarios", "early-warning", "evaluation.yml"));

        Assert.Equal(6, template.Whole.Criteria.Count);
        Assert.Equal(18, template.Whole.Criteria.Cast<Analysis.Criterion.Composed>().Sum(risk => risk.Criteria.Count));
    }

    [Theory]
    [InlineData("[1/3, 1, 3]", "[1/2, 1, 3]", "7:28: criterion 2 is 0.5 times as important as criterion 1, which is 3 times as important as it; expected 1/3")]
    [InlineData("[1/3, 1, 3]", "[0.333, 1, 3]", "7:28: criterion 2 is 0.333 times")]
    [InlineData("[1/3, 1, 3]", "[1/3, 1]", "7:27: row 2 has 2 comparisons; expected 3")]
    [InlineData("[1/3, 1, 3]", "[1/0, 1, 3]", "7:28: 'comparisons' is '1/0'; expected a number")]
    [InlineData("[1/3, 1, 3]", "[-1, 1, 3]", "'comparisons' is '-1'; expected a number from 0 to")]
    [InlineData("[1/3, 1, 3]", "3", "a row of 'comparisons' is no list")]
    [InlineData(", [1/5, 1/3, 1]", "", "7:14: 2 rows of comparisons; expected 3")]
    [InlineData("[1, 3, 5], [1/3, 1, 3], [1/5, 1/3, 1]", "[1, 3, 1/5], [1/3, 1, 3], [5, 1/3, 1]", "the comparisons contradict each other: consistency ratio 1.58, expected below 0.1; think over first how")]
    [InlineData("[5, 3, 1, 1]", "[5, 3, 1]", "6:23: 'votes' has 3 numbers; expected 4, one for each grade")]
    [InlineData("[5, 3, 1, 1]", "[0, 0, 0, 0]", "nobody has voted")]
    [InlineData("[5, 3, 1, 1]", "[5, 3, -1, 1]", "'votes' is '-1'; expected a number from 0 to")]
    [InlineData("[5, 3, 1, 1]", "[5, 3, NaN, 1]", "'votes' is 'NaN'; expected a number")]
    [InlineData("votes: [5, 3, 1, 1]", "vote: [5, 3, 1, 1]", "unknown key 'vote' in a criterion; expected name, votes, feature, at, criteria, comparisons; did you mean 'votes'?")]
    [InlineData("votes: [5, 3, 1, 1]", "feature: x, at: [1, 2, 2, 3]", "'at' neither rises nor falls throughout")]
    [InlineData("votes: [5, 3, 1, 1]", "at: [1, 2, 3, 4]", "criterion 'c' has no 'votes', 'feature' or 'criteria'; expected one of votes, feature, criteria")]
    [InlineData("votes: [5, 3, 1, 1]", "votes: [5, 3, 1, 1], at: [1, 2, 3, 4]", "'at' belongs to 'feature', and there is none")]
    [InlineData("votes: [5, 3, 1, 1]", "votes: [5, 3, 1, 1], feature: x", "criterion 'c' has 'votes' and 'feature'")]
    [InlineData("name: c,", "name: a,", "two criteria of 'whole' are called 'a'")]
    [InlineData("name: severe", "name: high", "two grades are called 'high'")]
    [InlineData("name: whole\n", "", "the evaluation has no 'name'")]
    [InlineData("name: whole\n", "name: whole\noperator: maxmin\n", "unknown operator 'maxmin'; expected one of weighted-average, max-min; did you mean 'max-min'?")]
    [InlineData("criteria:", "criterias:", "did you mean 'criteria'?")]
    public void What_is_wrong_is_told_with_its_place(string right, string wrong, string words)
    {
        Assert.Contains(right, Right, StringComparison.Ordinal);

        Assert.Contains(words, Assert.Throws<InputException>(() => Load(Right.Replace(right, wrong, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_ten_criteria_at_once_are_refused() => Assert.Contains(
        "11 criteria are compared at once; expected at most 10",
        Assert.Throws<InputException>(() => Load(
            $"name: a\ngrades: [ {{ name: x, points: 1 }}, {{ name: y, points: 2 }} ]\ncriteria: [{string.Join(',', Enumerable.Range(0, 11).Select(one => $"{{ name: c{one}, votes: [1, 1] }}"))}]\n")).Message,
        StringComparison.Ordinal);

    private static Analysis.Evaluation Load(string text)
    {
        using var folder = new SmallFolder();
        var path = Path.Combine(folder.Path, "evaluation.yml");
        File.WriteAllText(path, text);
        return EvaluationFile.Load(path);
    }
}
