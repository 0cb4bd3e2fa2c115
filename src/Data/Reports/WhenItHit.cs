using System.Globalization;
using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>The part of a report that says how it went on: loss and defaults by round, or by period.</summary>
internal static class WhenItHit
{
    /// <summary>Steps that are drawn; of more, so many evenly among them.</summary>
    private const int DrawnMax = 240;

    private const int ListedMax = 40;

    /// <summary>What is left when so much of the loss has come is a tail that no curve shows.</summary>
    private const double NearlyAll = 0.999;

    public static void Write(HtmlWriter html, ReportedRun run)
    {
        RoundRow[] rows = [.. RoundTable.Of(run.Result)];
        if (rows.Length < 2)
        {
            html.Add($"<p>{(run.Scenario.Run.Path ? "Nothing moved after the shock." : "The way was not recorded (run.path: false), only where it ended.")}</p>\n");
            return;
        }

        var isByPeriod = rows[^1].Period > 0;
        string NameOf(int row) => row == 0 ? "shock" : (isByPeriod ? $"period {rows[row].Period}" : $"round {rows[row].Round}");
        var end = EndOf(rows);
        int[] drawn = Evenly(end, DrawnMax);
        html.Add($"<div class=\"pair\">\n");
        CurveFigure.Write(html, run.Title("Equity lost so far"), [.. drawn.Select(row => rows[row].Loss)], NameOf(0), NameOf(end));
        CurveFigure.Write(html, run.Title("Institutions in default so far"), [.. drawn.Select(row => rows[row].Defaults)], NameOf(0), NameOf(end));
        html.Add($"</div>\n");
        if (end < rows.Length - 1)
        {
            html.Add($"<p class=\"soft\">It goes on to {NameOf(rows.Length - 1)}; what is still to come by then is less than 0.1 % of the loss.</p>\n");
        }

        if (!run.IsSingle)
        {
            html.Add($"<p class=\"soft\">The bands are where 90 % of {run.Replications} are.</p>\n");
        }

        html.Add($"<details><summary>The same as a table</summary>\n");
        html.Table(
            run.Title(isByPeriod ? "Period by period" : "Round by round"), [isByPeriod ? "Period" : "Round", "Defaults so far", "Loss so far"],
            Evenly(rows.Length - 1, ListedMax).Select(row => (string[])[row == 0 ? "shock" : (isByPeriod ? rows[row].Period : rows[row].Round).ToString(CultureInfo.InvariantCulture), Meaning.Say(rows[row].Defaults.Mean), Meaning.Say(rows[row].Loss.Mean)]));
        html.Add($"</details>\n");
    }

    /// <summary>The row by which nearly all has happened.</summary>
    private static int EndOf(RoundRow[] rows)
    {
        var (last, end) = (rows[^1], 1);
        while (end < rows.Length - 1 && (rows[end].Loss.Mean < NearlyAll * last.Loss.Mean || rows[end].Defaults.Mean < NearlyAll * last.Defaults.Mean))
        {
            end++;
        }

        return Math.Min(rows.Length - 1, end + 1);
    }

    /// <summary>Some of the rows from 0 to the last, both of them included.</summary>
    private static int[] Evenly(int last, int most) => last < most ? [.. Enumerable.Range(0, last + 1)] : [.. Enumerable.Range(0, most).Select(place => (int)((long)last * place / (most - 1)))];
}
