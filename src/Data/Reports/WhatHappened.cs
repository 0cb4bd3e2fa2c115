using Contagion.Analysis;
using Contagion.Engine;

namespace Contagion.Data;

/// <summary>The part of a report that says what a run found, in sentences and in a few numbers.</summary>
internal static class WhatHappened
{
    private static readonly (string Metric, string Title)[] Keys =
    [
        ("total_loss", "Equity lost"), ("contagion_loss", "of it by contagion"), ("defaults", "Institutions in default"), ("contagious_defaults", "of them through others"),
        ("external_creditor_loss", "Lost by creditors outside"),
    ];

    public static void Write(HtmlWriter html, ReportedRun run)
    {
        html.Add($"<p class=\"found\">{Meaning.Of(run.Result)}</p>\n");
        if (run.Result.Failed.Count > 0)
        {
            html.Add($"<p>{Meaning.Count(run.Result.Failed.Count, "replication")} failed and count nowhere; <code>run.json</code> lists them.</p>\n");
        }

        if (run.Outcome.Metrics is { } metrics && MetricMeaning.Of(metrics, run.Result) is { Length: > 0 } said)
        {
            html.Add($"<p>{said}</p>\n");
        }

        Numbers(html, run);
        if (!run.IsSingle)
        {
            Spread(html, run);
        }
    }

    private static void Numbers(HtmlWriter html, ReportedRun run)
    {
        var equity = run.Result.InitialEquity.Sum(one => Math.Max(0, one));
        html.Add($"<dl class=\"key\">\n");
        foreach (var (metric, title) in Keys)
        {
            var found = run.Outcome.Summary[metric];
            if (found.Mean is not { } mean || (metric == "external_creditor_loss" && mean == 0))
            {
                continue;
            }

            html.Add($"<div><dt>{title}</dt><dd>{Meaning.Say(mean)}");
            if (metric is "total_loss" or "contagion_loss" && equity > 0)
            {
                html.Add($"<small>{Meaning.Percent(mean / equity)} of all equity</small>");
            }

            if (!run.IsInTurn && found is { Confidence95: var (low, high), StandardDeviation: > 0 })
            {
                html.Add($"<small>95 % interval {Meaning.Say(low)} to {Meaning.Say(high)}</small>");
            }

            if (!run.IsSingle)
            {
                html.Add($"<small>at worst {Meaning.Say(found.Max!.Value)}</small>");
            }

            html.Add($"</dd></div>\n");
        }

        html.Add($"</dl>\n");
    }

    private static void Spread(HtmlWriter html, ReportedRun run)
    {
        Func<ReplicationResult, double> of = run.IsInTurn ? one => one.CausedLoss : one => one.TotalLoss;
        double[] values = [.. run.Result.Replications.Select(of)];
        html.Add($"<h3>{(run.IsInTurn ? "What one institution costs the others" : "How much may be lost")}</h3>\n");
        HistogramFigure.Write(html, run.IsInTurn ? "Equity that others lose" : "Equity lost", Distribution.Of(values), values, run.Replications);
    }
}
