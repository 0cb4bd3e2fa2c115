namespace Contagion.Analysis;

/// <summary>How a number is spread over replications, in a table that shows its course.</summary>
/// <param name="Mean">Arithmetic mean; NaN where the number is undefined in every replication.</param>
/// <param name="Quantiles">The quantiles of <see cref="Levels"/>; likewise.</param>
public sealed record Spread(double Mean, IReadOnlyList<double> Quantiles)
{
    /// <summary>The quantiles that are reported.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0.05, 0.5, 0.95];

    /// <summary>Describes values given in replication order; those that are undefined (NaN) are left out.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] defined = [.. values.Where(value => !double.IsNaN(value))];
        if (defined.Length == 0)
        {
            return new Spread(double.NaN, [.. Levels.Select(_ => double.NaN)]);
        }

        var mean = Distribution.Sum(defined) / defined.Length;
        Array.Sort(defined);
        return new Spread(mean, [.. Levels.Select(level => Distribution.Quantile(defined, level))]);
    }
}
