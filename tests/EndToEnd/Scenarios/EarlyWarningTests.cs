using System.Text.Json;
using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/early-warning/README.md says.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class EarlyWarningTests(ScenarioRuns runs)
{
    private const string Name = "early-warning/platforms";

    private static readonly string Folder = Path.Combine(Folders.Root, "scenarios", "early-warning");

    // CONTAGION_WRITE=1 writes them anew.
    [Fact]
    public void The_files_are_those_that_the_seed_makes()
    {
        var made = new SyntheticPlatforms();
        foreach (var (name, text) in new[] { ("history.csv", made.History), ("features.csv", made.Features), ("institutions.csv", made.Institutions), ("exposures.csv", made.Exposures) })
        {
            if (Environment.GetEnvironmentVariable("CONTAGION_WRITE") is "1")
            {
                File.WriteAllText(Path.Combine(Folder, name), text);
            }

            Assert.Equal(text, File.ReadAllText(Path.Combine(Folder, name)));
        }
    }

    // Without the instructions that machines differ in: what is learnt has the same bits on all of them.
    [Theory]
    [InlineData("logistic")]
    [InlineData("tree")]
    public void The_scorers_are_those_that_training_makes_whatever_the_machine_has(string model)
    {
        using var folder = new TestFolder();

        Command.RunWith(folder.Path, ["DOTNET_EnableHWIntrinsic=0"], "warn", "train", Path.Combine(Folder, "history.csv"), "--label", "failed", "--model", model, "--out", "made.json").Expect(0);

        Assert.Equal(File.ReadAllText(Path.Combine(Folder, $"{model}.json")), folder.Read("made.json"));
    }

    [Fact]
    public void What_was_learnt_by_heart_does_not_count()
    {
        JsonElement[] reports = [Train(), Train("--model", "tree"), Train("--features", "registered_capital")];

        Near.Equal([.905, .900, .686], Each(report => report.GetProperty("auc")), .00051, "area");
        Near.Equal([.887, .692, .696], Each(report => report.GetProperty("outOfSample").GetProperty("auc")), .00051, "area, not trained on");
        Near.Equal([43, 43, 43], Each(report => report.GetProperty("caught")), 0, "caught");
        Near.Equal([79, 81, 203], Each(report => report.GetProperty("falseAlarms")), 0, "healthy ones warned of");
        Near.Equal([40, 29, 43], Each(report => report.GetProperty("outOfSample").GetProperty("caught")), 0, "caught, not trained on");
        Near.Equal([.0905, .08], [reports[0].GetProperty("threshold").GetDouble(), reports[1].GetProperty("threshold").GetDouble()], 0, "thresholds");

        double[] Each(Func<JsonElement, JsonElement> figure) => [.. reports.Select(report => figure(report).GetDouble())];
    }

    [Fact]
    public void The_score_keeps_out_more_of_the_weak_and_fewer_of_the_sound()
    {
        var (logistic, tree) = (Scores("logistic"), Scores("tree"));
        var inputs = Table.Read(Folder, "institutions.csv");
        var hasLicence = inputs.Rows.ToDictionary(row => inputs.Text(row, "id"), row => inputs.Text(row, "licence") != "0");

        Near.Equal([13, 11, 12], [KeptOut("weak", id => logistic[id] >= .0905), KeptOut("weak", id => tree[id] >= .08), KeptOut("weak", id => !hasLicence[id])], 0, "weak ones");
        Near.Equal([19, 18, 25], [KeptOut("sound", id => logistic[id] >= .0905), KeptOut("sound", id => tree[id] >= .08), KeptOut("sound", id => !hasLicence[id])], 0, "sound ones");

        double KeptOut(string group, Func<string, bool> isKeptOut) => inputs.Rows.Count(row => inputs.Text(row, "group") == group && isKeptOut(inputs.Text(row, "id")));
    }

    [Fact]
    public void Less_is_lost_with_the_score_than_with_a_least_capital()
    {
        var compared = runs.Compare([Name]);
        var tree = runs.With(Name, "policies={admission: {minScore: 0.92}}", "network.files.scorer=tree.json");
        string[] sets = ["trained score", "registered capital of 40", "score shown"];

        Near.Equal([56.4, 15.4, 32.0, 13.3, 32.8], [compared[0, "defaults"].Base, .. sets.Select(set => compared[set, "defaults"].Mean), tree["defaults"]], .051, "institutions that fail");
        Near.Equal([1322, 507, 813, 627, 783], [compared[0, "total_loss"].Base, .. sets.Select(set => compared[set, "total_loss"].Mean), tree["total_loss"]], .51, "all lose");
        Near.Equal([-816, -826, -805, -509, -517, -500, -696, -703, -688], [.. sets.Select(set => compared[set, "total_loss"]).SelectMany(one => new[] { one.Difference, one.Low, one.High })], .51, "differences");
    }

    [LongFact]
    public void A_higher_score_costs_less()
    {
        double[] least = [0, .5, .7, .8, .9095, .95];

        Near.Equal([1322, 1088, 980, 737, 507, 462], [.. least.Select(score => runs.With(Name, FormattableString.Invariant($"policies={{admission: {{minScore: {score}}}}}"))["total_loss"])], .51, "all lose");
    }

    private static JsonElement Train(params string[] options) =>
        JsonDocument.Parse(Command.Run(Folder, ["warn", "train", "history.csv", "--label", "failed", "--json", .. options]).Expect(0).Out).RootElement;

    private static Dictionary<string, double> Scores(string model) =>
        JsonDocument.Parse(Command.Run(Folder, "warn", "score", "features.csv", "--with", $"{model}.json", "--json").Expect(0).Out).RootElement.GetProperty("platforms").EnumerateArray()
            .ToDictionary(one => one.GetProperty("id").GetString()!, one => one.GetProperty("score").GetDouble());
}
