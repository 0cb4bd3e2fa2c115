using System.CommandLine;
using System.Globalization;
using Contagion.Analysis;
using Contagion.Data;
using Spectre.Console;

namespace Contagion.Cli;

/// <summary><c>contagion warn evaluate</c>: judges platforms by weighed criteria.</summary>
internal static class WarnEvaluateCommand
{
    /// <summary>Platforms that a report lists.</summary>
    private const int NamedMax = 40;

    public static Command Create()
    {
        var evaluation = new Argument<string>("EVALUATION.yaml") { Description = "Grades, criteria, how criteria compare, and votes or features to grade them by." };
        var platforms = WarnOptions.Platforms(ArgumentArity.ZeroOrOne);
        var saved = WarnOptions.Out("Where the judgements of platforms go, a CSV file of id, memberships, grade and score.");
        var json = WarnOptions.Json();
        var command = new Command("evaluate", "Judge by criteria: weights from comparisons (AHP), grades by fuzzy comprehensive evaluation.") { evaluation, platforms, saved, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(saved);
            WarnOptions.CheckNew(path);
            var how = EvaluationFile.Load(parsed.GetRequiredValue(evaluation));
            var judged = Judge(how, parsed.GetRequiredValue(evaluation), parsed.GetValue(platforms));
            if (path is not null)
            {
                WarningTables.WriteJudgements(path, how, judged);
            }

            if (parsed.GetValue(json))
            {
                Console.Out.Write(WarningJson.Judgements(how, judged));
            }
            else
            {
                Tell(Terminal.Out(), how, judged);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static (string? Id, Judgement Judgement)[] Judge(Evaluation how, string evaluation, string? platforms)
    {
        string[] features = [.. how.Whole.Features];
        if (platforms is null && features.Length > 0)
        {
            throw NetworkArgument.Wrong("FEATURES.csv", $"is not given, but criteria go by {string.Join(", ", features)}; expected a file with these columns, a row a platform");
        }

        if (platforms is null)
        {
            return [(null, how.Judge(_ => double.NaN))];
        }

        if (features.Length == 0)
        {
            throw NetworkArgument.Wrong("FEATURES.csv", "is given, but no criterion goes by a feature; leave it out, or give criteria 'feature' and 'at' instead of 'votes'");
        }

        var file = PlatformsFile.Load(platforms, null, features, evaluation);
        return [.. file.Ids.Select((id, platform) => ((string?)id, how.Judge(name => file.Rows[platform][Array.IndexOf(features, name)])))];
    }

    private static void Tell(IAnsiConsole console, Evaluation how, (string? Id, Judgement Judgement)[] judged)
    {
        Weights(console, how.Whole);
        if (judged is [(null, var one)])
        {
            var table = Grades(how, "criterion");
            foreach (var part in one.Parts.Append(one))
            {
                Add(table, part.Criterion.Name, part);
            }

            ReportTable.Show(console, "Judgement", table);
            console.WriteLine($"{one.Criterion.Name}: grade {one.Grade.Name}, score {Meaning.Say(one.Score)}; weightiest is {Weightiest(how)}.");
            return;
        }

        var platforms = Grades(how, "platform");
        foreach (var (id, judgement) in judged.OrderByDescending(platform => platform.Judgement.Score).Take(NamedMax))
        {
            Add(platforms, id!, judgement);
        }

        ReportTable.Show(console, judged.Length > NamedMax ? $"The {NamedMax} platforms of the highest scores" : "Platforms by score", platforms);
        var counts = how.Grades.Select(grade => $"{judged.Count(platform => platform.Judgement.Grade == grade)} {grade.Name}");
        console.WriteLine($"Of {Meaning.Count(judged.Length, "platform")}: {string.Join(", ", counts)}; weightiest is {Weightiest(how)}.");
    }

    private static void Weights(IAnsiConsole console, Criterion.Composed criterion)
    {
        var table = ReportTable.New("criterion", "weight");
        foreach (var (part, weight) in criterion.Criteria.Zip(criterion.Priorities.Weights))
        {
            table.AddRow(Markup.Escape(part.Name), Share(weight));
        }

        ReportTable.Show(console, $"Weights in {criterion.Name} (consistency ratio {Share(criterion.Priorities.ConsistencyRatio)})", table);
        foreach (var part in criterion.Criteria.OfType<Criterion.Composed>())
        {
            Weights(console, part);
        }
    }

    private static Table Grades(Evaluation how, string first) => ReportTable.New([first, .. how.Grades.Select(grade => grade.Name), "grade", "score"]);

    private static void Add(Table table, string name, Judgement judgement) =>
        table.AddRow([Markup.Escape(name), .. judgement.Membership.Select(Share), Markup.Escape(judgement.Grade.Name), Meaning.Say(judgement.Score)]);

    private static string Weightiest(Evaluation how)
    {
        var (criterion, weight) = how.Whole.Criteria.Zip(how.Whole.Priorities.Weights).MaxBy(pair => pair.Second);
        return $"{criterion.Name} with {Meaning.Percent(weight)}";
    }

    private static string Share(double share) => share.ToString("0.0000", CultureInfo.InvariantCulture);
}
