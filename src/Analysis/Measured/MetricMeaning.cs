using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>Says in a sentence or two what the metrics of a run found.</summary>
public static class MetricMeaning
{
    /// <summary>A ratio nearer to 1 than this is no finding.</summary>
    private const double Alike = 0.05;

    /// <summary>The sentences; empty where nothing can be said.</summary>
    /// <param name="report">What was measured.</param>
    /// <param name="result">Of which run.</param>
    // Under each nothing is drawn: there is no chance that an interval could be about, and the worst turns are no tail.
    public static string Of(MetricReport report, RunResult result) => string.Join(
        ' ', new[] { Centre(report, result.Seeds is null), result.Seeds is null ? Tail(report) ?? Carried(report) : Turns(report, result) }.OfType<string>());

    private static string? Centre(MetricReport report, bool isDrawn)
    {
        if (report.Weighted?.FirstOrDefault(one => one.Variant is LossVariant.Equity or LossVariant.Others && !double.IsNaN(one.Ratio)) is not { } one)
        {
            return null;
        }

        var interval = isDrawn ? one.RatioConfidence95 : null;
        var times = $"institutions weighted by {Words.Of(one.By)} lose {Meaning.Say(one.Ratio)} times the plain mean{Interval(interval)}";
        var isOpen = interval is var (low, high) && low < 1 && high > 1;
        return Math.Abs(one.Ratio - 1) <= Alike || isOpen ? $"Contagion hits the centre and the periphery alike: {times}."
            : one.Ratio > 1 ? $"Contagion is concentrated at the centre: {times}."
            : $"Contagion stays away from the centre: {times}.";
    }

    private static string? Tail(MetricReport report)
    {
        if (report.Tail?.FirstOrDefault() is not { ExpectedShortfall.Value: { } shortfall } tail)
        {
            return null;
        }

        var worst = tail.Units.MaxBy(unit => unit.Tail.MarginalExpectedShortfall.Value ?? 0);
        var who = worst is { Tail.MarginalExpectedShortfall.Value: { } most and > 0 } ? $"; {NameOf(worst.Name, report.Settings.Tail!.By)} most of all, {Meaning.Say(most)}" : "";
        return $"In the worst {Meaning.Percent(Math.Round(1 - tail.Level, 6))} of replications the system loses {Meaning.Say(shortfall)} on average{Interval(tail.ExpectedShortfall.Interval)}{who}.";
    }

    private static string? Carried(MetricReport report)
    {
        if (report is not { Shapley: { Total: > 0 } shapley, Settings.Shapley: { } settings })
        {
            return null;
        }

        var (name, value, _) = shapley.Units.MaxBy(unit => unit.Value);
        return $"Of what the system loses in the worst {Meaning.Percent(Math.Round(1 - settings.Level, 6))} of replications, {Meaning.Say(shapley.Total)} on average, {NameOf(name, settings.By)} {(settings.By == MetricUnit.Kind ? "carry" : "carries")} {Meaning.Percent(value / shapley.Total)}.";
    }

    private static string? Turns(MetricReport report, RunResult result)
    {
        if (report.Spillover is not { Table: { Total: { } total } table })
        {
            return null;
        }

        var (most, least) = (Array.IndexOf(table.Net, table.Net.Max()), Array.IndexOf(table.Net, table.Net.Min()));
        var turns = report.Spillover.HasTurn.Count(has => has);
        var mean = report.Settings.Spillover!.Normalise
            ? $"Of what an institution loses in all turns, {Meaning.Percent(total)} it loses in those of others, on average"
            : $"In the turn of another an institution loses {Meaning.Percent(total * table.From.Length / ((turns * (double)table.From.Length) - turns))} of its equity on average";
        return $"{mean}; {result.Network.NameOf(most)} gives most beyond what it takes, {result.Network.NameOf(least)} takes most beyond what it gives.";
    }

    private static string NameOf(string unit, MetricUnit by) => by switch
    {
        MetricUnit.Kind => $"institutions of kind {unit}",
        MetricUnit.Group => $"group {unit}",
        _ => unit,
    };

    private static string Interval((double Low, double High)? interval) => interval is var (low, high) ? $" (95 % interval {Meaning.Say(low)} to {Meaning.Say(high)})" : "";
}
