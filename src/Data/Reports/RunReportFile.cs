using Contagion.Analysis;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>report.html: a run for people, in one file that needs nothing else. No script, no address outside, no time and no machine in it.</summary>
public static class RunReportFile
{
    /// <summary>The file.</summary>
    public const string Name = "report.html";

    private const int DescriptionMax = 2000;
    private const int TitleMax = 200;

    private static readonly (string Id, string Title, Action<HtmlWriter, ReportedRun> Write)[] Sections =
    [
        ("what", "What happened", WhatHappened.Write), ("where", "Where", WhereItHit.Write), ("when", "When", WhenItHit.Write), ("why", "Why", WhyItHit.Write), ("if", "What if", WhatIf.Write),
    ];

    /// <summary>The report.</summary>
    internal static string Write(ReportedRun run)
    {
        var html = new HtmlWriter();
        var title = HtmlWriter.Shorten(run.Scenario.Name, TitleMax);
        html.Add($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n");
        html.AddStyle(ReportStyle.Css);
        html.Add($"\n</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n");
        if (run.Scenario.Description is { } description)
        {
            html.Add($"<p>{HtmlWriter.Shorten(description, DescriptionMax)}</p>\n");
        }

        html.Add($"<p class=\"soft\">{Meaning.Study(run.Result, run.Scenario.Channels.Solvency.Name)}; seed {run.Scenario.Run.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)}. Amounts are in the currency unit of the scenario.</p>\n<nav aria-label=\"Sections\">");
        foreach (var (id, name, _) in Sections)
        {
            html.Add($"<a href=\"#{id}\">{name}</a>");
        }

        html.Add($"</nav>\n</header>\n<main>\n");
        foreach (var (id, name, write) in Sections)
        {
            html.Add($"<section id=\"{id}\" aria-labelledby=\"{id}-h\">\n<h2 id=\"{id}-h\">{name}</h2>\n");
            write(html, run);
            html.Add($"</section>\n");
        }

        html.Add($"</main>\n<footer>\n<p>The files beside this one have every number; <code>summary.json</code> sums them up. This run again, to the last bit, from this folder:</p>\n<pre>contagion run scenario.yaml</pre>\n</footer>\n</body>\n</html>\n");
        return html.ToString();
    }
}
