using System.Globalization;
using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>The part of a report that says what brought the losses about: who hurt whom, and by which channels.</summary>
internal static class WhyItHit
{
    private const int HurtfulShown = 10;

    public static void Write(HtmlWriter html, ReportedRun run)
    {
        if (run.IsInTurn)
        {
            Hurtful(html, run);
        }

        var (largest, count) = (run.Spillovers.Rows, run.Spillovers.Count);
        if (count > 0)
        {
            html.Table(
                $"{(largest.Count < count ? "The largest of " : "")}who hurt whom: {(run.IsInTurn ? "what the turn of one cost another" : "what creditors write down on their claims, before limited liability")}{(run.IsSingle || run.IsInTurn ? "" : " (mean over replications)")}",
                ["Who hurt", "whom", "Loss", "of its equity"],
                largest.Select(one => (string[])[HtmlWriter.Shorten(one.From, HtmlWriter.NameMax), HtmlWriter.Shorten(one.To, HtmlWriter.NameMax), Meaning.Say(one.Loss), double.IsNaN(one.RelativeLoss) ? "-" : Meaning.Percent(one.RelativeLoss)]), 2);
            html.Add($"<p class=\"soft\">All of it: <code>spillover.csv</code>.</p>\n");
        }
        else
        {
            html.Add($"<p>{(run.Result.HasOwnNetworks ? "Who hurts whom says nothing where each replication has a network of its own." : "Nobody passed a loss on to anybody.")}</p>\n");
        }

        if (run.Outcome.Attribution is { } attribution)
        {
            Channels(html, run, attribution);
        }
    }

    private static void Hurtful(HtmlWriter html, ReportedRun run)
    {
        var equity = run.Result.InitialEquity.Sum(one => Math.Max(0, one));
        html.Table(
            "Most hurtful", ["Institution", "Loss of others", "of all equity", "Further defaults", "Rounds"],
            run.Result.Replications.OrderByDescending(one => one.CausedLoss).ThenBy(one => one.Replication).Take(HurtfulShown).Select(one => (string[])[
                HtmlWriter.Shorten(Meaning.Name(run.Result, one.Shocked[0]), HtmlWriter.NameMax), Meaning.Say(one.CausedLoss), Meaning.Percent(one.CausedLoss / equity),
                one.ContagiousDefaults.ToString(CultureInfo.InvariantCulture), one.Rounds.ToString(CultureInfo.InvariantCulture)]));
    }

    private static void Channels(HtmlWriter html, ReportedRun run, Attribution attribution)
    {
        var hasShapley = attribution.Rows[0].Shapley is not null;
        var total = attribution.Rows[^1].Cumulative.Mean ?? double.NaN;
        html.Table(
            run.Title("What brought the losses about: equity, and creditors outside"), ["Channel", "adds, in this order", .. hasShapley ? ["adds, over all orders", "of all losses"] : Array.Empty<string>()],
            attribution.Rows.Select(row => (string[])[
                row.Channel, Said(row.Cumulative), .. row.Shapley is { } shapley ? [Said(shapley), Meaning.Percent((shapley.Mean ?? double.NaN) / total)] : Array.Empty<string>()]));
    }

    /// <summary>A mean with its interval, where chance has a part in it.</summary>
    private static string Said(Distribution one) => Meaning.Say(one.Mean ?? double.NaN)
        + (one is { Confidence95: var (low, high), StandardDeviation: > 0 } ? $" ({Meaning.Say(low)} to {Meaning.Say(high)})" : "");
}
