using System.Globalization;
using Contagion.Analysis;
using Contagion.Data;
using Contagion.Engine;
using Spectre.Console;

namespace Contagion.Cli;

/// <summary>What a person at the terminal sees of a run.</summary>
internal sealed class RunReport(IAnsiConsole console)
{
    private const int HurtShown = 8;
    private const int RoundsShown = 12;

    /// <summary>Tells the run: what was run, the cascade, who was hurt and who hurt, what it means, where the files are and what to do next.</summary>
    public void Tell(string path, ScenarioFile file, string folder, RunOutcome outcome)
    {
        var result = outcome.Result;
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{file.Scenario.Name}[/]");
        console.WriteLine($"{Meaning.Study(result, file.Scenario.Channels.Solvency.Name)}; engine {result.Elapsed.TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture)} ms.");
        console.WriteLine();
        Rounds(result);
        Hurt(result);
        if (result.Seeds is not null)
        {
            Hurtful(result);
        }

        new LossReport(console).Tell(outcome);
        console.MarkupLineInterpolated($"[bold]{Meaning.Of(result)}[/]");
        if (outcome.Metrics is { } found && MetricMeaning.Of(found, result) is { Length: > 0 } said)
        {
            console.MarkupLineInterpolated($"[bold]{said}[/]");
        }

        console.WriteLine();
        // Written past the console, which would break commands and paths that a person wants to copy.
        var plain = console.Profile.Out.Writer;
        plain.WriteLine($"Results: {folder}");
        plain.WriteLine($"         {RunReportFile.Name}, summary.json, institutions.csv, replications.csv, rounds.csv, spillover.csv" + (result.Dynamics.HasPeriods ? ", periods.csv" : "") + (outcome.Attribution is null ? "" : ", attribution.csv"));
        if (outcome.Metrics is { } metrics)
        {
            plain.WriteLine($"         {string.Join(", ", MetricFiles.NamesOf(metrics, result))}");
        }

        var next = NextStep.Of(path, file.Scenario, result);
        plain.WriteLine($"Next:    {Shell.Program} {next.Arguments}   ({next.Why})");
    }

    private void Rounds(RunResult result)
    {
        var rows = RoundTable.Of(result).ToArray();
        if (rows.Length <= 1)
        {
            return;
        }

        var isByPeriod = rows[^1].Period > 0;
        var table = ReportTable.New(isByPeriod ? "Period" : "Round", "Defaults", "so far", "Loss", "so far");
        var before = (Defaults: 0.0, Loss: 0.0);
        for (var place = 0; place < rows.Length; place++)
        {
            var row = rows[place];
            // A long tail of ever smaller losses is told by its last line.
            if (place < RoundsShown || place == rows.Length - 1)
            {
                table.AddRow(
                    place == 0 ? "shock" : (isByPeriod ? row.Period : row.Round).ToString(CultureInfo.InvariantCulture),
                    Signed(row.Defaults.Mean - before.Defaults), Meaning.Say(row.Defaults.Mean), Signed(row.Loss.Mean - before.Loss), Meaning.Say(row.Loss.Mean));
                before = (row.Defaults.Mean, row.Loss.Mean);
            }
            else if (place == RoundsShown)
            {
                table.AddRow("...", "", "", "", "");
            }
        }

        ReportTable.Show(
            console, (isByPeriod ? "The run, period by period" : "The cascade, round by round") + (result.Replications.Count == 1 ? "" : " (mean over replications)"), table);
    }

    private void Hurt(RunResult result)
    {
        var isSingle = result.DefaultRound is not null;
        var most = InstitutionOutcome.MostHurt(InstitutionOutcome.Of(result), HurtShown);
        if (most.Count == 0)
        {
            return;
        }

        var table = ReportTable.New("Institution", "Initial equity", "Lost in all", "by contagion", "of its equity", isSingle ? "Default" : "Defaulted");
        foreach (var one in most)
        {
            table.AddRow(
                Name(result, one.Institution), Meaning.Say(one.InitialEquity), Meaning.Say(one.MeanLoss), Meaning.Say(one.MeanContagionLoss), Meaning.Percent(one.MeanRelativeLoss),
                isSingle ? Meaning.When(one.DefaultRound) : Meaning.Percent(one.DefaultProbability));
        }

        ReportTable.Show(console, "Most hurt by contagion", table);
    }

    private void Hurtful(RunResult result)
    {
        var table = ReportTable.New("Institution", "Loss of others", "of all equity", "Further defaults", "Rounds");
        var equity = result.InitialEquity.Sum(one => Math.Max(0, one));
        foreach (var one in result.Replications.OrderByDescending(one => one.CausedLoss).ThenBy(one => one.Replication).Take(HurtShown))
        {
            table.AddRow(
                Name(result, one.Shocked[0]), Meaning.Say(one.CausedLoss), Meaning.Percent(one.CausedLoss / equity),
                one.ContagiousDefaults.ToString(CultureInfo.InvariantCulture), one.Rounds.ToString(CultureInfo.InvariantCulture));
        }

        ReportTable.Show(console, "Most hurtful", table);
    }

    private static string Name(RunResult result, int institution) => Markup.Escape(Meaning.Name(result, institution));

    private static string Signed(double change) => change == 0 ? "-" : change > 0 ? $"+{Meaning.Say(change)}" : Meaning.Say(change);
}
