using System.Globalization;
using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>report.html of a comparison: what each alternative changes, for whom, and what it costs.</summary>
internal static class ComparisonReportFile
{
    /// <summary>The report.</summary>
    public static string Write(ComparisonFile file, Comparison comparison)
    {
        var isDrawn = file.Plan.Seeds is null && file.Plan.Count > 1;
        return ReportPage.Write(
            file.Name,
            file.Source?.Scenario.Description,
            $"{Meaning.Count(file.Alternatives.Count, "alternative")}; {Meaning.Count(file.Plan.Count, "replication")}{(file.Plan.Seeds is null ? "" : ", one institution in turn")}{(isDrawn ? ", drawn alike for all of them" : "")}.",
            [
                new("what", "What changes", html => WhatChanges(html, comparison)),
                new("lost", "What is lost", html => Table(html, comparison, ComparedColumn.Losses(comparison), isDrawn)),
                new("cost", "What policies cost", html => Costs(html, comparison, isDrawn)),
                new("runs", "The runs", html => Runs(html, file)),
            ],
            file.Source is null ? null : "contagion compare scenario.yaml");
    }

    private static void WhatChanges(HtmlWriter html, Comparison comparison)
    {
        DifferenceFigure.Write(html, comparison, "total_loss", $"Equity lost, less that under '{HtmlWriter.Shorten(comparison.Base, HtmlWriter.NameMax)}'");
        html.Add($"<ul>\n");
        foreach (var alternative in comparison.Alternatives)
        {
            html.Add($"<li>{ComparisonMeaning.Of(alternative)}</li>\n");
        }

        html.Add($"</ul>\n");
    }

    private static void Costs(HtmlWriter html, Comparison comparison, bool isDrawn)
    {
        if (ComparedColumn.Costs(comparison) is { Count: > 0 } costs)
        {
            Table(html, comparison, costs, isDrawn);
        }
        else
        {
            html.Add($"<p>None of them pays, ties up or refuses anything.</p>\n");
        }
    }

    private static void Table(HtmlWriter html, Comparison comparison, IReadOnlyList<ComparedColumn> columns, bool isDrawn) => html.Table(
        $"{(isDrawn ? "Means; below" : "Below")}, the difference to '{HtmlWriter.Shorten(comparison.Base, HtmlWriter.NameMax)}'{(isDrawn ? " with its 95 % interval" : "")}",
        ["", .. columns.Select(column => column.Title)],
        [
            [HtmlWriter.Shorten(comparison.Base, HtmlWriter.NameMax), .. columns.Select(column => Meaning.Say(column.BaseMean(comparison)))],
            .. comparison.Alternatives.Select(one => (string[])[HtmlWriter.Shorten(one.Name, HtmlWriter.NameMax), .. columns.Select(column => Cell(one, one.Find(column.Metric)))]),
        ]);

    private static string Cell(Alternative alternative, PairedDifference? paired) => paired switch
    {
        null => "",
        { IsNone: true } => $"{Meaning.Say(paired.Mean)}\nthe same",
        { Varies: true, Difference: { Mean: { } mean, Confidence95: var (low, high) } } when alternative.IsDrawn => $"{Meaning.Say(paired.Mean)}\n{Meaning.Signed(mean)} ({Meaning.Signed(low)} to {Meaning.Signed(high)})",
        _ => $"{Meaning.Say(paired.Mean)}\n{Meaning.Signed(paired.Difference.Mean!.Value)}",
    };

    private static void Runs(HtmlWriter html, ComparisonFile file)
    {
        html.Add($"<p>Each alternative is a run in a folder of its own, with its own report:</p>\n<ul>\n");
        foreach (var one in file.Alternatives)
        {
            html.Add($"<li><a href=\"{Uri.EscapeDataString(one.Folder)}/{ReportPage.Name}\">{one.Name}</a></li>\n");
        }

        html.Add($"</ul>\n");
    }
}
