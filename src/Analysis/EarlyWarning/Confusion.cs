namespace Contagion.Analysis;

/// <summary>What becomes of platforms when those are warned of whose score is at least a threshold.</summary>
/// <param name="Caught">Failed, and warned of.</param>
/// <param name="Missed">Failed, and not warned of.</param>
/// <param name="FalseAlarms">Healthy, and warned of.</param>
/// <param name="Cleared">Healthy, and not warned of.</param>
public sealed record Confusion(int Caught, int Missed, int FalseAlarms, int Cleared)
{
    /// <summary>Share of failed platforms classified healthy; NaN where none failed.</summary>
    public double TypeI => (double)Missed / (Caught + Missed);

    /// <summary>Share of healthy platforms classified failing; NaN where none is healthy.</summary>
    public double TypeII => (double)FalseAlarms / (FalseAlarms + Cleared);

    /// <summary>Counts.</summary>
    /// <param name="scores">The score of each platform.</param>
    /// <param name="hasFailed">Of each, whether it failed.</param>
    /// <param name="threshold">Whoever has at least this is warned of.</param>
    public static Confusion Of(IReadOnlyList<double> scores, IReadOnlyList<bool> hasFailed, double threshold)
    {
        var counts = new int[4];
        for (var platform = 0; platform < scores.Count; platform++)
        {
            counts[(hasFailed[platform] ? 0 : 2) + (scores[platform] >= threshold ? 0 : 1)]++;
        }

        return new Confusion(counts[0], counts[1], counts[2], counts[3]);
    }

    /// <summary>The counts of two groups together.</summary>
    public static Confusion operator +(Confusion one, Confusion other) =>
        new(one.Caught + other.Caught, one.Missed + other.Missed, one.FalseAlarms + other.FalseAlarms, one.Cleared + other.Cleared);
}
