using System.Globalization;
using System.Text.Json;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary><c>contagion warn</c>, as its users run it.</summary>
public sealed class WarnCommandTests
{
    // Source: models.md TV-FCM, as columns of a file; the unit of a feature does not matter.
    [Fact]
    public void Groups_are_those_of_models_md()
    {
        using var folder = new TestFolder().Write("points.csv", "id,x\na,0\nb,1\nc,2\nd,9\ne,10\n");

        var result = Command.Run(folder.Path, "warn", "cluster", "points.csv", "--out", "groups.csv").Expect(0);

        var groups = Table.Read(folder.Path, "groups.csv");
        Near.Equal([.989134496, .9999997247, .9823731597, .0038658758, .0030904391], groups.Numbers("membership_1"), Near.Printed, "memberships");
        Near.Equal([1, 1, 1, 2, 2], groups.Numbers("cluster"), 0, "groups");
        Assert.Contains("5 platforms in groups of 3, 2; 0 belong to none by two thirds.", result.Out, StringComparison.Ordinal);
    }

    // Source: models.md TV-ROC; the logistic function keeps the order of scores, and so their area. The interval: RocTests.
    [Fact]
    public void Scores_say_how_well_they_tell_platforms_apart()
    {
        using var folder = new TestFolder()
            .Write("platforms.csv", "id,failed,x\n" + string.Concat(new[] { 1, 1, 0, 1, 0, 1, 0, 0 }.Zip([.9, .8, .7, .6, .55, .4, .3, .2], (failed, score) => string.Create(CultureInfo.InvariantCulture, $"P{score},{failed},{score}\n"))))
            .Write("made.json", """{ "contagionScorer": 1, "kind": "logistic", "label": "failed", "threshold": 0.5, "intercept": 0, "features": [{ "name": "x", "mean": 0.5, "deviation": 1, "weight": 1 }] }""");

        var result = Command.Run(folder.Path, "warn", "score", "platforms.csv", "--with", "made.json", "--label", "failed", "--out", "scores.csv").Expect(0);
        using var json = JsonDocument.Parse(Command.Run(folder.Path, "warn", "score", "platforms.csv", "--with", "made.json", "--label", "failed", "--json").Expect(0).Out);
        var strict = Command.Run(folder.Path, "warn", "score", "platforms.csv", "--with", "made.json", "--threshold", "1", "--json").Expect(0).Out;

        Assert.Equal(.8125, json.RootElement.GetProperty("auc").GetDouble());
        Assert.Equal(.25, json.RootElement.GetProperty("typeI").GetDouble());
        Assert.Contains("Warns of 5 of 8 platforms, from a score of 0.5 on.", result.Out, StringComparison.Ordinal);
        Assert.Contains("That catches 3 of 4 failures and warns of 2 of 4 healthy platforms; AUC 0.81 (0.48 to 1.00).", OneLine(result.Out), StringComparison.Ordinal);
        Assert.DoesNotContain("\"warned\": true", strict, StringComparison.Ordinal);
        var scores = Table.Read(folder.Path, "scores.csv");
        Near.Equal([1, 1, 1, 1, 1, 0, 0, 0], scores.Numbers("warned"), 0, "warned");
        Near.Equal([.9, .8, .7, .6, .55, .4, .3, .2], [.. scores.Numbers("score").Select(score => .5 + Math.Log(score / (1 - score)))], 1e-12, "logits");
    }

    [Fact]
    public void No_threshold_within_both_bounds_is_told()
    {
        using var folder = new TestFolder().Write("platforms.csv", "id,failed,x\n" + string.Concat(Enumerable.Range(0, 40).Select(one => $"P{one},{(one % 2 == 0 ? 1 : 0)},{one % 7}\n")));

        var result = Command.Run(folder.Path, "warn", "train", "platforms.csv", "--label", "failed", "--out", "made.json", "--type-i", "0.05", "--type-ii", "0.1").Expect(0);

        Assert.Contains("CAUTION: no threshold misses at most 5 % of the failures and warns of at most 10 % of the healthy; this one keeps the first", OneLine(result.Out), StringComparison.Ordinal);
    }

    [Fact]
    public void Perfect_separation_is_told_with_a_penalty_as_well()
    {
        using var folder = new TestFolder().Write("platforms.csv", "id,failed,x\n" + string.Concat(Enumerable.Range(0, 40).Select(one => $"P{one},{(one < 9 ? 1 : 0)},{one}\n")));

        var result = Command.Run(folder.Path, "warn", "train", "platforms.csv", "--label", "failed").Expect(0);

        Assert.Contains("CAUTION: every failed platform has a higher score than every healthy one. Does a feature give the outcome away?", OneLine(result.Out), StringComparison.Ordinal);
    }

    [Fact]
    public void Platforms_are_judged_by_their_features()
    {
        using var folder = new TestFolder()
            .Write("platforms.csv", "id,capital\nA,150\nB,10\n")
            .Write("evaluation.yml", "name: whole\ngrades: [ { name: low, points: 0 }, { name: high, points: 100 } ]\ncriteria: [ { name: own funds, feature: capital, at: [200, 100] }, { name: conduct, votes: [1, 1] } ]\ncomparisons: [ [1, 3], [1/3, 1] ]\n");

        var result = Command.Run(folder.Path, "warn", "evaluate", "evaluation.yml", "platforms.csv", "--out", "judged.csv").Expect(0);
        using var json = JsonDocument.Parse(Command.Run(folder.Path, "warn", "evaluate", "evaluation.yml", "platforms.csv", "--json").Expect(0).Out);

        // Of the first, half in either grade; of the second, ¾ and ⅛ in the high one.
        Assert.Equal("id,membership_low,membership_high,grade,score\nA,0.5,0.5,low,50\nB,0.125,0.875,high,87.5\n", folder.Read("judged.csv"));
        Assert.Equal(87.5, json.RootElement.GetProperty("judgements")[1].GetProperty("score").GetDouble());
        Assert.Contains("Of 2 platforms: 1 low, 1 high; weightiest is own funds with 75 %.", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_of_a_file_are_told_at_once()
    {
        using var folder = new TestFolder().Write("platforms.csv", "id,failed,x\nA,1,1\nA,2,x\n,0,\n");

        var told = Command.Run(folder.Path, "warn", "train", "platforms.csv", "--label", "failed").Expect(2).Error;

        Assert.Equal(
            ["3:1", "3:5", "3:3", "4:1", "4:4"],
            told.Split('\n').Where(line => line.StartsWith("platforms.csv:", StringComparison.Ordinal)).Select(line => string.Join(':', line.Split(':')[1..3])));
    }

    /// <summary>What was said, however it was broken into lines.</summary>
    private static string OneLine(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
