namespace Contagion.Analysis;

/// <summary>From which score on a platform is warned of.</summary>
/// <param name="Threshold">In [0, 1]; at least this.</param>
/// <param name="Counts">What that makes of the platforms it was chosen on.</param>
/// <param name="IsWithinBounds">Whether both errors are within their bounds; else the bound of type I is kept, and that of type II is not.</param>
public sealed record WarningThreshold(double Threshold, Confusion Counts, bool IsWithinBounds)
{
    private const int DigitsMax = 15;

    /// <summary>The highest threshold that misses few enough of the failed platforms: the one that warns of the fewest healthy ones.</summary>
    /// <param name="scores">In [0, 1], one a platform.</param>
    /// <param name="hasFailed">Of each platform, whether it failed; at least one did.</param>
    /// <param name="typeIMax">Largest share of failed platforms classified healthy, in [0, 1].</param>
    /// <param name="typeIIMax">Largest share of healthy platforms classified failing, in [0, 1].</param>
    /// <remarks>It is the shortest decimal between two scores that occur, so that people can copy it and neither score is decided by a last digit. To miss a failure is taken for the worse
    /// error: where both bounds cannot be kept, the first is.</remarks>
    public static WarningThreshold Choose(IReadOnlyList<double> scores, IReadOnlyList<bool> hasFailed, double typeIMax, double typeIIMax)
    {
        var points = RocCurve.Of(scores, hasFailed).Points;
        var place = 0;
        while (points[place].Counts.TypeI > typeIMax)
        {
            place++;
        }

        // Above all scores, where nobody need be caught.
        var high = Math.Min(1, points[place].Threshold);
        var low = place + 1 < points.Count ? points[place + 1].Threshold : high;
        var threshold = Between(low, high);
        var counts = Confusion.Of(scores, hasFailed, threshold);
        return new WarningThreshold(threshold, counts, counts.TypeI <= typeIMax && counts.TypeII <= typeIIMax);
    }

    private static double Between(double low, double high)
    {
        var middle = low + ((high - low) / 2);
        for (var digits = 1; digits <= DigitsMax; digits++)
        {
            if (Math.Round(middle, digits) is var number && number > low && number < high)
            {
                return number;
            }
        }

        return high;
    }
}
