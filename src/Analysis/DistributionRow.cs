using System.Globalization;

namespace Contagion.Analysis;

/// <summary>A distribution as numbers side by side, NaN where undefined: the order that tables and summary.json share.</summary>
public static class DistributionRow
{
    /// <summary>Where the quantiles begin, one for each of <see cref="Distribution.Levels"/>.</summary>
    public const int FirstQuantile = 4;

    /// <summary>What the numbers are called.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["mean", "sd", "min", "max", .. Distribution.Levels.Select(level => level.ToString(CultureInfo.InvariantCulture)), "ci95_low", "ci95_high"];

    /// <summary>Where the confidence interval is: its low end, then its high end.</summary>
    public static int Confidence => Names.Count - 2;

    /// <summary>The numbers of a distribution.</summary>
    public static IReadOnlyList<double> Of(Distribution distribution) =>
    [
        .. new[] { distribution.Mean, distribution.StandardDeviation, distribution.Min, distribution.Max }
            .Concat(distribution.Quantiles)
            .Concat(Bounds(distribution.Confidence95))
            // A sum that left the range of doubles is as undefined as one that is not there.
            .Select(number => number is { } defined && double.IsFinite(defined) ? defined : double.NaN),
    ];

    /// <summary>Both ends or none.</summary>
    private static double?[] Bounds((double Low, double High)? interval) =>
        interval is var (low, high) && double.IsFinite(low) && double.IsFinite(high) ? [low, high] : [null, null];
}
