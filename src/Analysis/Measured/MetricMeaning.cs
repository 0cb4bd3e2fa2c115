using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>Says in a sentence or two what the metrics of a run found.</summary>
public static class MetricMeaning
{
    /// <summary>A ratio nearer to 1 than this is no finding.</summary>
    private const double Alike = 0.05;

    /// <summary>The sentences; empty where nothing can be said.</summary>
    public static string Of(MetricReport report) => string.Join(' ', new[] { Centre(report), Tail(report) }.OfType<string>());

    private static string? Centre(MetricReport report)
    {
        if (report.Weighted?.FirstOrDefault(one => one.Variant is LossVariant.Equity or LossVariant.Others && !double.IsNaN(one.Ratio)) is not { } one)
        {
            return null;
        }

        var times = $"institutions weighted by {Words.Of(one.By)} lose {Meaning.Say(one.Ratio)} times the plain mean{Interval(one.RatioConfidence95)}";
        var isOpen = one.RatioConfidence95 is var (low, high) && low < 1 && high > 1;
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

        var worst = tail.Units.MaxBy(unit => unit.Tail.MarginalShortfall.Value ?? 0);
        var who = worst is { Tail.MarginalShortfall.Value: { } most and > 0 } ? $"; {worst.Name} loses most then, {Meaning.Say(most)}" : "";
        return $"In the worst {Meaning.Percent(Math.Round(1 - tail.Level, 6))} of replications the system loses {Meaning.Say(shortfall)} on average{Interval(tail.ExpectedShortfall.Interval)}{who}.";
    }

    private static string Interval((double Low, double High)? interval) => interval is var (low, high) ? $" (95 % interval {Meaning.Say(low)} to {Meaning.Say(high)})" : "";
}
