using System.CommandLine;
using Contagion.Analysis;
using Contagion.Data;
using Spectre.Console;

namespace Contagion.Cli;

/// <summary><c>contagion warn score</c>: scores platforms by what was learnt of others.</summary>
internal static class WarnScoreCommand
{
    /// <summary>Platforms that a report names.</summary>
    private const int NamedMax = 10;

    public static Command Create()
    {
        var platforms = WarnOptions.Platforms();
        var model = new Option<string>("--with") { Description = "The trained scorer, from contagion warn train.", HelpName = "MODEL.json", Required = true };
        var threshold = WarnOptions.Number("--threshold", "From which score on to warn; that of the model unless given.", 0, 1);
        var label = WarnOptions.Label("A column that says who failed, 1, and who did not, 0, to see how well the scores tell them apart.");
        var saved = WarnOptions.Out("Where the scores go, a CSV file of id, score and warned.");
        var json = WarnOptions.Json();
        var command = new Command("score", "Score platforms by what was learnt of others.") { platforms, model, threshold, label, saved, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(saved);
            WarnOptions.CheckNew(path);
            var scorer = ScorerFile.Load(parsed.GetRequiredValue(model));
            var file = PlatformsFile.Load(parsed.GetRequiredValue(platforms), parsed.GetValue(label), scorer.Scorer.Features, parsed.GetRequiredValue(model));
            var (scores, from) = (Array.ConvertAll(file.Rows, row => scorer.Scorer.Score(row)), parsed.GetValue(threshold) ?? scorer.Threshold);
            if (path is not null)
            {
                WarningTables.WriteScores(path, file.Ids, scores, from);
            }

            if (parsed.GetValue(json))
            {
                Console.Out.Write(WarningJson.Scores(file.Ids, scores, from, file.HasFailed));
            }
            else
            {
                Tell(file, scores, from);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Tell(PlatformsFile file, double[] scores, double threshold)
    {
        var console = Terminal.Out();
        var table = ReportTable.New("platform", "score", "");
        int[] ordered = [.. Enumerable.Range(0, scores.Length).OrderByDescending(platform => scores[platform])];
        foreach (var platform in ordered.Take(NamedMax))
        {
            table.AddRow(Markup.Escape(file.Ids[platform]), Meaning.Say(scores[platform]), scores[platform] >= threshold ? "warned" : "");
        }

        ReportTable.Show(console, "Highest scores", table);
        console.WriteLine($"Warns of {scores.Count(score => score >= threshold)} of {Meaning.Count(scores.Length, "platform")}, from a score of {Meaning.Say(threshold)} on.");
        if (file.HasFailed is { } failed)
        {
            var (area, counts) = (AreaUnderCurve.Of(scores, failed), Confusion.Of(scores, failed, threshold));
            console.WriteLine($"That {TrainingReport.Say(counts)}{(double.IsNaN(area.Value) ? "" : $"; AUC {TrainingReport.Say(area)}")}.");
        }
    }
}
