namespace Contagion.Networks;

/// <summary>Tells of numbers that several chains gave whether the chains forgot where they began, and what the numbers are worth.</summary>
/// <remarks>
/// Each chain is cut in halves, so that a chain that still moves disagrees with itself. Gelman, Carlin, Stern, Dunson, Vehtari and Rubin (2013), Bayesian
/// Data Analysis, 3rd edition, §11.4–11.5; sums of pairs of autocorrelations as long as they are positive, and never rising: Geyer (1992), Statistical Science 7(4):473–483.
/// </remarks>
public static class ChainDiagnostics
{
    /// <summary>R̂: how much wider all chains together are than each of them; 1 where they agree, infinite where none moves and they differ.</summary>
    /// <param name="chains">What each chain gave, in order; all as long, at least 4.</param>
    public static double SplitRHat(IReadOnlyList<double[]> chains)
    {
        var (within, all) = Variances(Halves(chains));
        return all == 0 ? 1 : Math.Sqrt(all / within);
    }

    /// <summary>Independent numbers whose mean would be as precise as that of all these.</summary>
    /// <inheritdoc cref="SplitRHat"/>
    public static double EffectiveSize(IReadOnlyList<double[]> chains)
    {
        var halves = Halves(chains);
        var (within, all) = Variances(halves);
        var (count, length) = ((double)halves.Length * halves[0].Length, halves[0].Length);
        if (all == 0)
        {
            return count;
        }

        var (sum, last) = (0.0, double.PositiveInfinity);
        for (var lag = 0; lag + 1 < length; lag += 2)
        {
            var pair = Correlation(lag) + Correlation(lag + 1);
            if (!(pair > 0))
            {
                break;
            }

            last = Math.Min(last, pair);
            sum += last;
        }

        // The time that a chain takes to forget, in steps; where steps undo each other it is below 1, and not trusted far.
        return count / Math.Max((2 * sum) - 1, 1 / Math.Max(1, Elementary.Log(count) / Elementary.Log(10)));

        double Correlation(int lag) => 1 - ((within - halves.Average(half => Covariance(half, lag))) / all);
    }

    private static double[][] Halves(IReadOnlyList<double[]> chains) => [.. chains.SelectMany(chain => new[] { chain[..(chain.Length / 2)], chain[^(chain.Length / 2)..] })];

    private static (double Within, double All) Variances(double[][] halves)
    {
        double length = halves[0].Length;
        var means = halves.Select(half => half.Average()).ToArray();
        var within = halves.Average(half => Covariance(half, 0)) * length / (length - 1);
        var between = Covariance(means, 0) * means.Length / (means.Length - 1);
        return (within, (within * (length - 1) / length) + between);
    }

    private static double Covariance(double[] numbers, int lag)
    {
        var (mean, sum) = (numbers.Average(), 0.0);
        for (var at = lag; at < numbers.Length; at++)
        {
            sum += (numbers[at] - mean) * (numbers[at - lag] - mean);
        }

        return sum / numbers.Length;
    }
}
