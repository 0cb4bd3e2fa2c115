using System.Globalization;
using Contagion.Analysis;
using Contagion.Data;
using Spectre.Console;

namespace Contagion.Cli;

/// <summary>What a person at the terminal sees of a comparison.</summary>
internal sealed class CompareReport(IAnsiConsole console)
{
    /// <summary>Tells the comparison: what is lost under each alternative, what policies cost, and both in sentences.</summary>
    public void Tell(RunArguments options, ComparisonFile file, ComparisonDirectory directory, Comparison comparison)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{file.Name}[/]");
        console.WriteLine($"{Meaning.Count(file.Alternatives.Count, "alternative")}; {Meaning.Count(file.Plan.Count, "replication")}{(file.Plan.Seeds is null ? "" : ", one institution in turn")}"
            + $"{(IsRandom(file) ? ", drawn alike for all of them" : "")}.");
        console.WriteLine();
        Table("What is lost", file, comparison, ComparedColumn.Losses(comparison));
        Table("What policies cost", file, comparison, ComparedColumn.Costs(comparison));
        foreach (var alternative in comparison.Alternatives)
        {
            console.MarkupLineInterpolated($"[bold]{ComparisonMeaning.Of(alternative)}[/]");
        }

        console.WriteLine();
        // Written past the console, which would break commands and paths that a person wants to copy.
        var plain = console.Profile.Out.Writer;
        plain.WriteLine($"Results: {directory.Table}");
        plain.WriteLine($"         report.html, comparison.json; the runs: {string.Join(", ", file.Alternatives.Select(one => $"{one.Folder}/"))}");
        plain.WriteLine($"Next:    {Next(options, file, directory, comparison)}");
    }

    private void Table(string title, ComparisonFile file, Comparison comparison, IReadOnlyList<ComparedColumn> shown)
    {
        if (shown.Count == 0)
        {
            return;
        }

        var table = ReportTable.New(["", .. shown.Select(column => column.Title)]);
        table.AddRow([Markup.Escape(comparison.Base), .. shown.Select(column => Meaning.Say(column.BaseMean(comparison)))]);
        foreach (var alternative in comparison.Alternatives)
        {
            table.AddRow([Markup.Escape(alternative.Name), .. shown.Select(column => Cell(alternative, alternative.Find(column.Metric)))]);
        }

        var how = file.Plan.Count == 1 ? $"below, the difference to '{comparison.Base}'"
            : IsRandom(file) ? $"means; below, the difference to '{comparison.Base}' with its 95 % interval"
            : $"means; below, the difference to '{comparison.Base}'";
        ReportTable.Show(console, $"{title} ({how})", table);
    }

    private static string Cell(Alternative alternative, PairedDifference? paired)
    {
        if (paired is null)
        {
            return "";
        }

        var interval = alternative.IsDrawn && paired.Varies && paired.Difference.Confidence95 is var (low, high) ? $"\n{Meaning.Signed(low)} to {Meaning.Signed(high)}" : "";
        return $"{Meaning.Say(paired.Mean)}\n{(paired.IsNone ? "the same" : Meaning.Signed(paired.Difference.Mean!.Value))}{interval}";
    }

    private static bool IsRandom(ComparisonFile file) => file.Plan.Seeds is null && file.Plan.Count > 1;

    private static string Next(RunArguments options, ComparisonFile file, ComparisonDirectory directory, Comparison comparison)
    {
        if (IsRandom(file) && comparison.Alternatives.Any(one => one.Find("total_loss") is { Varies: true }))
        {
            string[] set = [.. options.Set.Where(text => !text.StartsWith("run.replications=", StringComparison.Ordinal)), string.Create(CultureInfo.InvariantCulture, $"run.replications={4L * file.Plan.Count}")];
            return $"{Shell.Program} compare {string.Join(' ', options.Scenarios.Select(Shell.Quote))} {string.Join(' ', set.Select(text => $"--set {Shell.Quote(text)}"))}   (intervals half as wide)";
        }

        var best = comparison.Alternatives.Select((one, place) => (Loss: one.Find("total_loss")?.Difference.Mean ?? 0, Place: place + 1)).Prepend((Loss: 0, Place: 0)).MinBy(one => one.Loss).Place;
        return $"{Shell.Program} run {Shell.Quote(Path.Combine(directory.Path, file.Alternatives[best].Folder, "scenario.yaml"))}   (the alternative with the smallest loss, in full)";
    }
}
