using System.Globalization;
using Contagion.Analysis;
using Spectre.Console;
using TreeNode = Contagion.Analysis.TreeNode;

namespace Contagion.Cli;

/// <summary>Tells people what came of training.</summary>
internal static class WarnTrainReport
{
    public static void Tell(IAnsiConsole console, ScorerTraining training, TrainingReport report, string? saved)
    {
        if (report.Scorer is DecisionTree tree)
        {
            Rules(console, tree);
        }
        else
        {
            Coefficients(console, report);
        }

        Quality(console, report);
        Calibration(console, report.Calibration);
        var threshold = report.Threshold;
        console.WriteLine($"Warned of from a score of {Score(threshold.Threshold)} on, the model {report.Meaning}");
        if (!threshold.IsWithinBounds)
        {
            console.WriteLine(
                $"CAUTION: no threshold misses at most {Meaning.Percent(training.TypeIMax)} of the failures and warns of at most {Meaning.Percent(training.TypeIIMax)} of the healthy; "
                + $"this one keeps the first and warns of {Meaning.Percent(threshold.Counts.TypeII)}. Allow more of either, or find features that tell more.");
        }

        if (report.IsSeparated)
        {
            console.WriteLine("CAUTION: every failed platform has a higher score than every healthy one. Does a feature give the outcome away?");
        }

        if (report.OutOfSample is { Fault: { } fault, Folds: var folds })
        {
            console.WriteLine($"CAUTION: nothing is known of platforms it was not trained on: {fault}");
        }
        else if (report.OutOfSample.Folds < training.Folds)
        {
            console.WriteLine($"Tried on {report.OutOfSample.Folds} parts instead of {training.Folds}: there are no more platforms of one kind.");
        }

        if (saved is not null)
        {
            console.WriteLine($"{saved}: in a scenario, with 'scorer' under 'network.files', admission with minScore {Score(1 - threshold.Threshold)} closes those it warns of.");
        }
    }

    private static void Coefficients(IAnsiConsole console, TrainingReport report)
    {
        var table = ReportTable.New("feature", "weight", "standard error", "odds times", "p");
        foreach (var one in report.Coefficients)
        {
            table.AddRow(Markup.Escape(one.Feature.Name), Signed(one.Feature.Weight), Meaning.Say(one.StandardError), Meaning.Say(one.OddsRatio), one.PValue < 0.0001 ? "< 0.0001" : Meaning.Say(one.PValue));
        }

        ReportTable.Show(console, "What one standard deviation more of a feature does", table);
    }

    private static void Rules(IAnsiConsole console, DecisionTree tree)
    {
        console.MarkupLineInterpolated($" [bold]Questions[/]");
        Rule(0, 1);
        console.WriteLine();

        void Rule(int place, int depth)
        {
            if (tree.Nodes[place] is TreeNode.Question question)
            {
                var (name, cut) = (tree.Features[question.Feature], Meaning.Say(question.Cut));
                Branch($"{name} at most {cut}", question.AtMost, depth);
                Branch($"{name} above {cut}", question.Above, depth);
            }
        }

        void Branch(string condition, int place, int depth)
        {
            var end = tree.Nodes[place] is TreeNode.Leaf leaf ? $": {leaf.Failed} of {leaf.Failed + leaf.Healthy} failed, score {Share(leaf.Probability)}" : "";
            console.WriteLine($"{new string(' ', 2 * depth)}{condition}{end}");
            Rule(place, depth + 1);
        }
    }

    private static void Quality(IAnsiConsole console, TrainingReport report)
    {
        var table = ReportTable.New("", "trained on", "not trained on");
        var (inside, outside) = (report.Threshold.Counts, report.OutOfSample);
        Row("failures caught", $"{inside.Caught} of {report.Set.Failed}", $"{outside.Counts.Caught} of {report.Set.Failed}");
        Row("healthy warned of", $"{inside.FalseAlarms} of {report.Set.Healthy}", $"{outside.Counts.FalseAlarms} of {report.Set.Healthy}");
        Row("type I error", Meaning.Percent(inside.TypeI), Meaning.Percent(outside.Counts.TypeI));
        Row("type II error", Meaning.Percent(inside.TypeII), Meaning.Percent(outside.Counts.TypeII));
        Row("AUC", Share(report.Area.Value), Share(outside.Area));
        Row("Brier score", Share(report.Calibration.Brier), Share(outside.Brier));
        ReportTable.Show(console, $"How well it tells platforms apart ({Meaning.Count(report.Set.Count, "platform")}, {outside.Folds} parts)", table);

        void Row(string name, string trained, string other) => table.AddRow(name, trained, outside.Fault is null ? other : "unknown");
    }

    private static void Calibration(IAnsiConsole console, Calibration calibration)
    {
        var table = ReportTable.New("platforms by score", "mean score", "failed", "share");
        foreach (var row in calibration.Rows)
        {
            table.AddRow($"{row.Count}", Share(row.MeanScore), $"{row.Failed}", Share((double)row.Failed / row.Count));
        }

        ReportTable.Show(console, "Whether as many fail as it says", table);
    }

    private static string Signed(double number) => (number > 0 ? "+" : "") + Meaning.Say(number);

    private static string Share(double share) => double.IsNaN(share) ? "unknown" : share.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Score(double score) => score.ToString("0.###############", CultureInfo.InvariantCulture);
}
