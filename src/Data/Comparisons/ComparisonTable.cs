using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>comparison.csv: a row for each alternative and metric, with the difference to the base.</summary>
internal static class ComparisonTable
{
    /// <summary>The file.</summary>
    public const string Name = "comparison.csv";

    /// <summary>Writes the table whole or not at all.</summary>
    public static void Write(string path, Comparison comparison) => CsvFile.Write(path, file =>
    {
        file.Row(["alternative", "metric", "mean", "base_mean", "difference", "sd_of_difference", "ci95_low", "ci95_high", "replications", "better"]);
        foreach (var alternative in comparison.Alternatives)
        {
            foreach (var (metric, difference) in alternative.Metrics)
            {
                file.Text(alternative.Name).Text(metric.Name);
                foreach (var number in NumbersOf(difference))
                {
                    file.Number(number);
                }

                file.Number(difference.Count).Number(difference.Better).End();
            }
        }
    });

    /// <summary>Means, difference, its deviation and its interval; NaN where undefined.</summary>
    public static double[] NumbersOf(PairedDifference paired)
    {
        var numbers = DistributionRow.Of(paired.Difference);
        return [paired.Mean, paired.BaseMean, numbers[0], numbers[1], numbers[DistributionRow.Confidence], numbers[DistributionRow.Confidence + 1]];
    }
}
