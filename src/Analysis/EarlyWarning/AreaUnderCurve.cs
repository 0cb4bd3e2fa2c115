namespace Contagion.Analysis;

/// <summary>How well scores tell failed platforms from healthy ones: the probability that a failed one has the higher score, ties counting half.</summary>
/// <param name="Value">In [0, 1]; ½ says nothing, NaN where there are not both kinds.</param>
/// <param name="Low">Lower end of its 95 % confidence interval; NaN where there are fewer than two of a kind.</param>
/// <param name="High">Upper end.</param>
/// <remarks>
/// The statistic of Mann and Whitney, counted by ranks in O(platforms · log platforms). Interval by the variance of DeLong, DeLong and
/// Clarke-Pearson (1988), Biometrics 44(3):837–845, cut off at 0 and 1: where all failed platforms come first it has no width, however few they are.
/// </remarks>
public sealed record AreaUnderCurve(double Value, double Low, double High)
{
    private const double Normal975 = 1.959963984540054;

    /// <summary>The area of scores.</summary>
    /// <param name="scores">Finite, one a platform.</param>
    /// <param name="hasFailed">Of each platform, whether it failed.</param>
    public static AreaUnderCurve Of(IReadOnlyList<double> scores, IReadOnlyList<bool> hasFailed)
    {
        int[] ordered = [.. Enumerable.Range(0, scores.Count).OrderBy(platform => scores[platform])];
        var failed = hasFailed.Count(one => one);
        var healthy = scores.Count - failed;
        // Shares of the other kind that each platform beats, ties counting half.
        var (ofFailed, ofHealthy) = (new List<double>(failed), new List<double>(healthy));
        long failedBelow = 0, healthyBelow = 0, wins = 0;
        for (var start = 0; start < ordered.Length;)
        {
            var end = start;
            long failedHere = 0;
            for (; end < ordered.Length && scores[ordered[end]] == scores[ordered[start]]; end++)
            {
                failedHere += hasFailed[ordered[end]] ? 1 : 0;
            }

            var healthyHere = end - start - failedHere;
            wins += failedHere * ((2 * healthyBelow) + healthyHere);
            ofFailed.AddRange(Enumerable.Repeat(((2 * healthyBelow) + healthyHere) / (2.0 * healthy), (int)failedHere));
            ofHealthy.AddRange(Enumerable.Repeat(1 - (((2 * failedBelow) + failedHere) / (2.0 * failed)), (int)healthyHere));
            (failedBelow, healthyBelow, start) = (failedBelow + failedHere, healthyBelow + healthyHere, end);
        }

        var area = wins / (2.0 * failed * healthy);
        var margin = Normal975 * Math.Sqrt((Variance(ofFailed, area) / failed) + (Variance(ofHealthy, area) / healthy));
        return new AreaUnderCurve(area, Math.Max(0, area - margin), Math.Min(1, area + margin));
    }

    private static double Variance(List<double> shares, double mean) => shares.Count < 2 ? double.NaN : shares.Sum(share => (share - mean) * (share - mean)) / (shares.Count - 1);
}
