using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/admission-threshold/README.md says.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class AdmissionThresholdTests(ScenarioRuns runs)
{
    private const string Name = "admission-threshold/threshold";

    private static readonly double[] Scores = [0, 0.3, 0.4, 0.5, 0.6, 0.7, 1];

    [Fact]
    public void A_higher_score_keeps_out_more_bad_platforms_and_then_sound_ones()
    {
        var inputs = Table.Read(Folders.Root, "scenarios", "admission-threshold", "institutions.csv");

        Near.Equal([0, 7, 11, 13, 14, 15, 16], KeptOut("bad"), 0, "bad ones");
        Near.Equal([0, 0, 2, 5, 13, 25, 32], KeptOut("sound"), 0, "sound ones");

        double[] KeptOut(string group) =>
            [.. Scores.Select(least => (double)inputs.Rows.Count(row => inputs.Text(row, "group") == group && inputs.Number(row, "score") < least))];
    }

    [Fact]
    public void The_best_score_is_in_the_middle_and_firms_pay_for_more()
    {
        ScenarioResult[] results = [.. Scores.Select(least => With($"minScore={least}"))];

        Near.Equal([44.2, 16.3, 5.9, 5.1, 4.0, 3.1, 2.8], [.. results.Select(Platforms)], 0.051, "platforms that fail");
        Near.Equal([0, 1.9, 2.8, 3.8, 9.5, 26.1, 38.9], [.. results.Select(one => one.Sum("default_probability", "firms"))], 0.051, "firms that fail");
        Near.Equal([587, 285, 142, 133, 101, 87, 83], [.. results.Select(one => one.Sum("mean_loss", "households"))], 0.51, "households lose");
        Near.Equal([253, 150, 112, 122, 202, 453, 615], [.. results.Select(one => one.Sum("mean_loss", "firms"))], 0.51, "firms lose");
        Near.Equal([1488, 809, 488, 468, 497, 709, 848], [.. results.Select(one => one["total_loss"])], 0.51, "all lose");
    }

    [LongFact]
    public void A_little_equity_is_enough()
    {
        ScenarioResult[] results = [.. new[] { 0.01, 0.02, 0.04, 0.08 }.Select(least => With($"minEquity={least}"))];

        Near.Equal([3.1, 2.9, 2.8, 2.8], [.. results.Select(Platforms)], 0.051, "platforms that fail");
        Near.Equal([0.1, 0.6, 4.0, 19.5], [.. results.Select(one => one.Sum("default_probability", "firms"))], 0.051, "firms that fail");
        Near.Equal([380, 368, 389, 596], [.. results.Select(one => one["total_loss"])], 0.51, "all lose");
    }

    [LongFact]
    public void Grace_and_delay_undo_it()
    {
        Near.Equal([402, 1118, 1459], [.. Enumerable.Range(1, 3).Select(months => With("minEquity=0.02", $"grace={months}")["total_loss"])], 0.51, "all lose, by grace");
        Near.Equal([494, 1173, 1473], [.. new[] { 4, 6, 9 }.Select(month => With("minScore=0.5", $"from={month}")["total_loss"])], 0.51, "all lose, by date");
        Assert.Equal(0, With("minScore=0.5", "from=4").Sum("default_probability", "firms"));
    }

    [Fact]
    public void Both_rules_are_better_than_none()
    {
        var compared = runs.Compare([Name]);
        var (score, equity, grace) = (compared["score of 0.5", "total_loss"], compared["equity of 2 %", "total_loss"], compared["equity of 2 % with grace", "total_loss"]);

        Near.Equal([-1019, -1035, -1004], [score.Difference, score.Low, score.High], 0.51, "a score of 0.5");
        Near.Equal([-1119, -1136, -1102], [equity.Difference, equity.Low, equity.High], 0.51, "equity of 2 %");
        Assert.True(grace.Low > score.High);
    }

    private static double Platforms(ScenarioResult result) => result.Sum("default_probability", "bad") + result.Sum("default_probability", "sound");

    private ScenarioResult With(params string[] rule) => runs.With(Name, [.. rule.Select(part => $"policies.admission.{part}")]);
}
