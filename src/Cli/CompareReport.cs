using System.Globalization;
using Contagion.Analysis;
using Contagion.Data;
using Spectre.Console;

namespace Contagion.Cli;

/// <summary>What a person at the terminal sees of a comparison.</summary>
internal sealed class CompareReport(IAnsiConsole console)
{
    private static readonly (string Metric, string Title)[] Always = [("total_loss", "Equity lost"), ("defaults", "Defaults")];

    private static readonly (string Metric, string Title)[] Borne = [("lender_loss", "Lenders lose"), ("outside_loss", "Outside loses"), ("public_loss", "Public purse loses")];

    /// <summary>Tells the comparison: what is lost under each alternative, what policies cost, and both in sentences.</summary>
    public void Tell(RunArguments options, ComparisonFile file, ComparisonDirectory directory, Comparison comparison)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{file.Name}[/]");
        console.WriteLine($"{Meaning.Count(file.Alternatives.Count, "alternative")}; {Meaning.Count(file.Plan.Count, "replication")}{(file.Plan.Seeds is null ? "" : ", one institution in turn")}"
            + $"{(IsRandom(file) ? ", drawn alike for all of them" : "")}.");
        console.WriteLine();
        // Where there are periods, creditors outside the network are told apart from the public purse.
        var hasPeriods = comparison.Alternatives.Any(one => one.Find("outside_loss") is not null);
        Table("What is lost", file, comparison, [.. Always, .. Shown(comparison, hasPeriods ? Borne : [("external_creditor_loss", "Outside loses")])]);
        Table("What policies cost", file, comparison, Shown(comparison, PolicyCost.All.Select(cost => (cost.Metric, Capital(cost.Name)))));
        foreach (var alternative in comparison.Alternatives)
        {
            console.MarkupLineInterpolated($"[bold]{ComparisonMeaning.Of(alternative)}[/]");
        }

        console.WriteLine();
        // Written past the console, which would break commands and paths that a person wants to copy.
        var plain = console.Profile.Out.Writer;
        plain.WriteLine($"Results: {directory.Table}");
        plain.WriteLine($"         comparison.json; the runs: {string.Join(", ", file.Alternatives.Select(one => $"{one.Folder}/"))}");
        plain.WriteLine($"Next:    {Next(options, file, directory, comparison)}");
    }

    private void Table(string title, ComparisonFile file, Comparison comparison, (string Metric, string Title)[] shown)
    {
        if (shown.Length == 0)
        {
            return;
        }

        var table = ReportTable.New(["", .. shown.Select(column => column.Title)]);
        table.AddRow([Markup.Escape(comparison.Base), .. shown.Select(column => Meaning.Say(comparison.Alternatives.Select(one => one.Find(column.Metric)?.BaseMean).OfType<double>().First()))]);
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

        var interval = alternative.IsDrawn && paired.Varies && paired.Difference.Confidence95 is var (low, high) ? $"\n{Signed(low)} to {Signed(high)}" : "";
        return $"{Meaning.Say(paired.Mean)}\n{(paired.IsNone ? "the same" : Signed(paired.Difference.Mean!.Value))}{interval}";
    }

    /// <summary>The columns that have anything but zeros to show.</summary>
    private static (string Metric, string Title)[] Shown(Comparison comparison, IEnumerable<(string Metric, string Title)> columns) =>
        [.. columns.Where(column => comparison.Alternatives.Any(one => one.Find(column.Metric) is { } paired && (paired.Mean != 0 || paired.BaseMean != 0)))];

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

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string Signed(double change) => change > 0 ? $"+{Meaning.Say(change)}" : Meaning.Say(change);
}
