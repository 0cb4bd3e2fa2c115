namespace Contagion.Analysis;

/// <summary>How a number is spread over institutions or exposures. Everything is NaN where there are none.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="Min">The smallest.</param>
/// <param name="LowerQuarter">A quarter is below it.</param>
/// <param name="Median">Half is below it.</param>
/// <param name="UpperQuarter">A quarter is above it.</param>
/// <param name="Upper5Percent">5 % are above it.</param>
/// <param name="Max">The largest.</param>
public sealed record Quantiles(int Count, double Mean, double Min, double LowerQuarter, double Median, double UpperQuarter, double Upper5Percent, double Max)
{
    /// <summary>Of numbers in any order.</summary>
    public static Quantiles Of(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        double At(double level) => sorted.Length == 0 ? double.NaN : Distribution.Quantile(sorted, level);
        return new Quantiles(sorted.Length, sorted.Length == 0 ? double.NaN : Distribution.Sum(sorted) / sorted.Length, At(0), At(0.25), At(0.5), At(0.75), At(0.95), At(1));
    }
}
