namespace Contagion.Analysis;

/// <summary>What a scorer catches against what it warns of in vain, at every threshold (receiver operating characteristic).</summary>
public sealed class RocCurve
{
    private RocCurve(IReadOnlyList<(double Threshold, Confusion Counts)> points) => Points = points;

    /// <summary>From the threshold that warns of nobody, infinity, through every score there is, highest first, to the one that warns of all.</summary>
    public IReadOnlyList<(double Threshold, Confusion Counts)> Points { get; }

    /// <summary>The curve of scores.</summary>
    /// <param name="scores">Finite, one a platform.</param>
    /// <param name="hasFailed">Of each platform, whether it failed.</param>
    public static RocCurve Of(IReadOnlyList<double> scores, IReadOnlyList<bool> hasFailed)
    {
        int[] ordered = [.. Enumerable.Range(0, scores.Count).OrderByDescending(platform => scores[platform])];
        var counts = Confusion.Of(scores, hasFailed, double.PositiveInfinity);
        var points = new List<(double, Confusion)> { (double.PositiveInfinity, counts) };
        for (var place = 0; place < ordered.Length; place++)
        {
            var score = scores[ordered[place]];
            counts += hasFailed[ordered[place]] ? new Confusion(1, -1, 0, 0) : new Confusion(0, 0, 1, -1);
            if (place + 1 == ordered.Length || scores[ordered[place + 1]] < score)
            {
                points.Add((score, counts));
            }
        }

        return new RocCurve(points);
    }
}
