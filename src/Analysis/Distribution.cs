namespace Contagion.Analysis;

/// <summary>How a metric is distributed over replications. Everything is null where the metric is undefined in every replication.</summary>
/// <remarks>Replications in which the metric is undefined (NaN) are left out; <see cref="Count"/> says how many remain.</remarks>
public sealed record Distribution
{
    /// <summary>The quantiles that are reported.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0.05, 0.5, 0.95, 0.99];

    /// <summary>Replications in which the metric is defined.</summary>
    public required int Count { get; init; }

    /// <summary>Arithmetic mean.</summary>
    public required double? Mean { get; init; }

    /// <summary>Sample standard deviation (divisor n − 1); null for fewer than two values.</summary>
    public required double? StandardDeviation { get; init; }

    /// <summary>Smallest value.</summary>
    public required double? Min { get; init; }

    /// <summary>Largest value.</summary>
    public required double? Max { get; init; }

    /// <summary>The quantiles of <see cref="Levels"/>.</summary>
    public required IReadOnlyList<double?> Quantiles { get; init; }

    /// <summary>95 % confidence interval of the mean by Student's t; null for fewer than two values.</summary>
    public required (double Low, double High)? Confidence95 { get; init; }

    /// <summary>Describes values given in replication order.</summary>
    public static Distribution Of(IEnumerable<double> values)
    {
        double[] defined = [.. values.Where(value => !double.IsNaN(value))];
        if (defined.Length == 0)
        {
            return new Distribution
            {
                Count = 0, Mean = null, StandardDeviation = null, Min = null, Max = null, Quantiles = [.. Levels.Select(_ => (double?)null)], Confidence95 = null,
            };
        }

        var mean = Sum(defined) / defined.Length;
        double? deviation = defined.Length > 1 ? Math.Sqrt(Sum([.. defined.Select(value => (value - mean) * (value - mean))]) / (defined.Length - 1)) : null;
        var half = deviation * StudentT.Quantile975(defined.Length - 1) / Math.Sqrt(defined.Length);
        Array.Sort(defined);
        return new Distribution
        {
            Count = defined.Length,
            Mean = mean,
            StandardDeviation = deviation,
            Min = defined[0],
            Max = defined[^1],
            Quantiles = [.. Levels.Select(level => (double?)Quantile(defined, level))],
            Confidence95 = half is { } reach ? (mean - reach, mean + reach) : null,
        };
    }

    /// <summary>The quantile by linear interpolation between order statistics.</summary>
    /// <param name="sorted">Values, ascending, at least one.</param>
    /// <param name="level">In [0, 1].</param>
    /// <remarks>Type 7 of Hyndman and Fan (1996), The American Statistician 50(4):361–365; what R and pandas use unless told otherwise.</remarks>
    public static double Quantile(ReadOnlySpan<double> sorted, double level)
    {
        var place = level * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>Sum with the rounding error carried along (Neumaier 1974).</summary>
    internal static double Sum(ReadOnlySpan<double> values)
    {
        var (sum, lost) = (0.0, 0.0);
        foreach (var value in values)
        {
            var next = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? (sum - next) + value : (value - next) + sum;
            sum = next;
        }

        return sum + (double.IsFinite(lost) ? lost : 0);
    }
}
