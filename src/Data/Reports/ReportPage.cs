namespace Contagion.Data;

/// <summary>A report as a page: a head, sections that links lead to, and the command that repeats it. In one file that needs nothing else: no script, no address outside, no
/// time and no machine in it.</summary>
internal static class ReportPage
{
    /// <summary>The file.</summary>
    public const string Name = "report.html";

    private const int DescriptionMax = 2000;
    private const int TitleMax = 200;

    /// <summary>Writes the page.</summary>
    /// <param name="name">What it is about.</param>
    /// <param name="description">The question asked; null where there is none.</param>
    /// <param name="study">What was run.</param>
    /// <param name="sections">Its sections: how each is called in an address, by people, and what writes it.</param>
    /// <param name="repeat">The command that repeats it from its folder; null where there is none.</param>
    public static string Write(string name, string? description, string study, IReadOnlyList<ReportSection> sections, string? repeat)
    {
        var html = new HtmlWriter();
        var title = HtmlWriter.Shorten(name, TitleMax);
        html.Add($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n");
        html.AddStyle(ReportStyle.Css);
        html.Add($"\n</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n");
        if (description is not null)
        {
            html.Add($"<p>{HtmlWriter.Shorten(description, DescriptionMax)}</p>\n");
        }

        html.Add($"<p class=\"soft\">{study} Amounts are in the currency unit of the scenario.</p>\n<nav aria-label=\"Sections\">");
        foreach (var section in sections)
        {
            html.Add($"<a href=\"#{section.Id}\">{section.Title}</a>");
        }

        html.Add($"</nav>\n</header>\n<main>\n");
        foreach (var section in sections)
        {
            html.Add($"<section id=\"{section.Id}\" aria-labelledby=\"{section.Id}-h\">\n<h2 id=\"{section.Id}-h\">{section.Title}</h2>\n");
            section.Write(html);
            html.Add($"</section>\n");
        }

        html.Add($"</main>\n<footer>\n<p>The files beside this one have every number.");
        if (repeat is not null)
        {
            html.Add($" All of it again, to the last bit, from this folder:</p>\n<pre>{repeat}</pre>\n");
        }
        else
        {
            html.Add($"</p>\n");
        }

        html.Add($"</footer>\n</body>\n</html>\n");
        return html.ToString();
    }
}

/// <summary>A section of a report.</summary>
/// <param name="Id">What it is called in an address.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Write">Writes it.</param>
internal sealed record ReportSection(string Id, string Title, Action<HtmlWriter> Write);
