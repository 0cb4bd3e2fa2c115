using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>The part of a report that says whom it hit: a map, those most hurt, and who bore the losses.</summary>
internal static class WhereItHit
{
    private const int HurtShown = 15;

    public static void Write(HtmlWriter html, ReportedRun run)
    {
        html.Add($"<div class=\"pair wide\">\n");
        MapFigure.Write(html, run.Map, run.IsSingle ? null : run.Replications);
        html.Add($"<div>\n");
        Hurt(html, run);
        Bearers(html, run);
        html.Add($"</div>\n</div>\n");
        if (run.Result.HasOwnNetworks)
        {
            html.Add($"<p class=\"soft\">Each replication has a network of its own; the map shows that of the first, and an id may be another institution in each.</p>\n");
        }
    }

    private static void Hurt(HtmlWriter html, ReportedRun run)
    {
        var most = InstitutionOutcome.MostHurt(run.Institutions, HurtShown);
        if (most.Count == 0)
        {
            html.Add($"<p>Nobody lost anything.</p>\n");
            return;
        }

        var isSingle = run.Result.DefaultRound is not null;
        html.Table(
            run.Title("Most hurt by contagion"), ["Institution", "Equity", "Lost", "by contagion", "of its equity", isSingle ? "Default" : "Defaulted"],
            most.Select(one => (string[])[
                HtmlWriter.Shorten(Meaning.Name(run.Result, one.Institution), HtmlWriter.NameMax), Meaning.Say(one.InitialEquity), Meaning.Say(one.MeanLoss), Meaning.Say(one.MeanContagionLoss), Meaning.Percent(one.MeanRelativeLoss),
                isSingle ? Meaning.When(one.DefaultRound) : Meaning.Percent(one.DefaultProbability)]));
    }

    private static void Bearers(HtmlWriter html, ReportedRun run)
    {
        var borne = run.Outcome.Bearers;
        if (borne.Count == 0)
        {
            return;
        }

        var total = borne.Sum(one => one.Mean);
        html.Table(
            run.Title("Who lost"), ["Who", "Lost", "of all losses", .. run.IsSingle ? [] : (string[])["at worst"]],
            borne.Select(one => (string[])[one.Name, Meaning.Say(one.Mean), Meaning.Percent(one.Mean / total), .. run.IsSingle ? [] : (string[])[Meaning.Say(one.Max)]]));
    }
}
