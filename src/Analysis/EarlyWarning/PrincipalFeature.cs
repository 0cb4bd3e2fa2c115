namespace Contagion.Analysis;

/// <summary>The direction in which platforms differ most: the first principal component of their features.</summary>
internal static class PrincipalFeature
{
    private const int RoundsMax = 10_000;

    /// <summary>The direction, of length 1 and with its largest part positive; all 0 where platforms do not differ.</summary>
    /// <param name="rows">The features of each platform.</param>
    /// <param name="mean">Their means.</param>
    /// <remarks>By repeated multiplication with the covariances, from their longest column. Where two directions differ equally, it is one between them.</remarks>
    public static double[] Of(double[][] rows, double[] mean)
    {
        double[][] covariance = [.. mean.Select((_, one) => mean.Select((_, other) => rows.Sum(row => (row[one] - mean[one]) * (row[other] - mean[other]))).ToArray())];
        var direction = Unit(covariance.MaxBy(Length)!);
        for (var (round, change) = (0, 1.0); round < RoundsMax && change > 1e-15; round++)
        {
            var next = Unit([.. covariance.Select(row => row.Zip(direction).Sum(pair => pair.First * pair.Second))]);
            change = next.Zip(direction).Max(pair => Math.Abs(pair.First - pair.Second));
            direction = next;
        }

        return direction.MaxBy(Math.Abs) < 0 ? [.. direction.Select(part => -part)] : direction;
    }

    private static double[] Unit(double[] vector) => Length(vector) is > 0 and var length ? [.. vector.Select(part => part / length)] : vector;

    private static double Length(double[] vector) => Math.Sqrt(vector.Sum(part => part * part));
}
