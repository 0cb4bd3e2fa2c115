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

        Near.Equal([29.6, 12.5, 5.4, 4.7, 3.7, 3.0, 2.8], [.. results.Select(Platforms)], 0.051, "platforms that fail");
        Near.Equal([0, 1.9, 3.3, 4.3, 10.5, 28.4, 39.3], [.. results.Select(one => one.Sum("default_probability", "firms"))], 0.051, "firms that fail");
        Near.Equal([415, 228, 126, 118, 89, 79, 75], [.. results.Select(one => one.Sum("mean_loss", "households"))], 0.51, "households lose");
        Near.Equal([177, 126, 110, 120, 208, 480, 618], [.. results.Select(one => one.Sum("mean_loss", "firms"))], 0.51, "firms lose");
        Near.Equal([1070, 664, 460, 445, 486, 725, 844], [.. results.Select(one => one["total_loss"])], 0.51, "all lose");
    }

    [Fact]
    public void A_little_equity_is_enough()
    {
        ScenarioResult[] results = [.. new[] { 0.01, 0.02, 0.04, 0.08 }.Select(least => With($"minEquity={least}"))];

        Near.Equal([3.1, 2.9, 2.8, 2.8], [.. results.Select(Platforms)], 0.051, "platforms that fail");
        Near.Equal([0.1, 0.5, 4.6, 20.1], [.. results.Select(one => one.Sum("default_probability", "firms"))], 0.051, "firms that fail");
        Near.Equal([367, 355, 382, 589], [.. results.Select(one => one["total_loss"])], 0.51, "all lose");
    }

    [Fact]
    public void Grace_and_delay_undo_it()
    {
        Near.Equal([381, 701, 971], [.. Enumerable.Range(1, 3).Select(months => With("minEquity=0.02", $"grace={months}")["total_loss"])], 0.51, "all lose, by grace");
        Near.Equal([455, 835, 1047], [.. new[] { 4, 6, 9 }.Select(month => With("minScore=0.5", $"from={month}")["total_loss"])], 0.51, "all lose, by date");
        Assert.Equal(0, With("minScore=0.5", "from=4").Sum("default_probability", "firms"));
    }

    [Fact]
    public void Both_rules_are_better_than_none()
    {
        var compared = runs.Compare([Name]);
        var (score, equity, grace) = (compared["score of 0.5", "total_loss"], compared["equity of 2 %", "total_loss"], compared["equity of 2 % with grace", "total_loss"]);

        Near.Equal([-625, -689, -561], [score.Difference, score.Low, score.High], 0.51, "a score of 0.5");
        Near.Equal([-716, -782, -649], [equity.Difference, equity.Low, equity.High], 0.51, "equity of 2 %");
        Assert.True(grace.Low > score.High);
    }

    private static double Platforms(ScenarioResult result) => result.Sum("default_probability", "bad") + result.Sum("default_probability", "sound");

    private ScenarioResult With(params string[] rule) => runs.With(Name, [.. rule.Select(part => $"policies.admission.{part}")]);
}
