namespace Contagion.Analysis;

/// <summary>Means and standard deviations of features, by which features of different units can be weighed against each other.</summary>
public sealed class FeatureScale
{
    private FeatureScale(double[] mean, double[] deviation) => (Mean, Deviation) = (mean, deviation);

    /// <summary>The mean of each feature.</summary>
    public double[] Mean { get; }

    /// <summary>The standard deviation of each feature, above 0; 1 for one that is the same for all.</summary>
    public double[] Deviation { get; }

    /// <summary>The scale of platforms.</summary>
    /// <param name="rows">For each platform a finite number for each feature; at least one platform.</param>
    public static FeatureScale Of(double[][] rows)
    {
        var (mean, deviation) = (new double[rows[0].Length], new double[rows[0].Length]);
        for (var feature = 0; feature < mean.Length; feature++)
        {
            var column = Array.ConvertAll(rows, row => row[feature]);
            var isSame = Array.TrueForAll(column, number => number == column[0]);
            // Rounding must not make a difference where there is none.
            mean[feature] = isSame ? column[0] : column.Sum(number => number / column.Length);
            deviation[feature] = isSame ? 1 : DeviationOf(column, mean[feature]);
        }

        return new FeatureScale(mean, deviation);
    }

    /// <summary>The features of a platform, in standard deviations from their means.</summary>
    public double[] Standardise(double[] row) => [.. row.Select((number, feature) => (number - Mean[feature]) / Deviation[feature])];

    /// <summary>The features that a standardised row stands for.</summary>
    public double[] Restore(double[] row) => [.. row.Select((number, feature) => Mean[feature] + (number * Deviation[feature]))];

    private static double DeviationOf(double[] column, double mean)
    {
        // Divided first: squares of the largest features would not be finite, those of the smallest would be 0.
        var scale = column.Max(number => Math.Abs(number - mean));
        return Math.Max(LogisticScorer.DeviationMin, scale * Math.Sqrt(column.Sum(number => (number - mean) / scale * ((number - mean) / scale)) / column.Length));
    }
}
