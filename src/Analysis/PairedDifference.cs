namespace Contagion.Analysis;

/// <summary>How far a number of an alternative is from that of the base, replication by replication on common random numbers.</summary>
/// <param name="Mean">Its mean under the alternative.</param>
/// <param name="BaseMean">Its mean under the base.</param>
/// <param name="Difference">Alternative less base, what rounding alone explains left out; its confidence interval is the paired one.</param>
/// <param name="Better">Share of replications in which the number is lower under the alternative.</param>
/// <remarks>
/// Replications in which the number is undefined under either count nowhere; NaN where that leaves none. What chance does to both alike drops out of
/// the difference: its interval is far narrower than those of the means. Law (2015), Simulation Modeling and Analysis, 5th edition, 10.2 and 11.2.
/// </remarks>
public sealed record PairedDifference(double Mean, double BaseMean, Distribution Difference, double Better)
{
    /// <summary>Differences up to this share of the scale of what is compared are the rounding of arithmetic, and count as none.</summary>
    /// <remarks>An amount is the outcome of thousands of operations, each of which rounds by 1e-16 of the amounts in it; nobody cares for a trillionth.</remarks>
    public const double Rounding = 1e-12;

    /// <summary>Compares pairs given in replication order.</summary>
    /// <param name="pairs">The numbers of a replication.</param>
    /// <param name="scale">How large the numbers are that these were computed of; the largest of these unless they are larger.</param>
    public static PairedDifference Of(IEnumerable<(double Alternative, double Base)> pairs, double scale = 0)
    {
        var defined = pairs.Where(pair => !double.IsNaN(pair.Alternative) && !double.IsNaN(pair.Base)).ToArray();
        var noise = Rounding * Math.Max(scale, defined.Select(ScaleOf).DefaultIfEmpty().Max());
        double[] differences = [.. defined.Select(pair => pair.Alternative - pair.Base).Select(one => Math.Abs(one) <= noise ? 0 : one)];
        return new PairedDifference(
            Distribution.Sum([.. defined.Select(pair => pair.Alternative)]) / defined.Length,
            Distribution.Sum([.. defined.Select(pair => pair.Base)]) / defined.Length,
            Distribution.Of(differences),
            (double)differences.Count(one => one < 0) / defined.Length);
    }

    /// <summary>How large the numbers of a pair are.</summary>
    internal static double ScaleOf((double Alternative, double Base) pair) => Math.Max(Math.Abs(pair.Alternative), Math.Abs(pair.Base));

    /// <summary>Replications in which both numbers are defined.</summary>
    public int Count => Difference.Count;

    /// <summary>Whether the number is the same in every replication, but for rounding.</summary>
    public bool IsNone => Difference is { Min: 0, Max: 0 };

    /// <summary>Whether the difference varies by more than rounding, so that chance has a part in its mean.</summary>
    public bool Varies => Difference is { StandardDeviation: { } deviation, Min: { } min, Max: { } max } && deviation > Rounding * Math.Max(Math.Abs(min), Math.Abs(max));

    /// <summary>Whether the difference can be told from none: the 95 % confidence interval does not contain 0, or nothing varies.</summary>
    public bool IsTold => !IsNone && (!Varies || Difference.Confidence95 is not var (low, high) || low > 0 || high < 0);
}
