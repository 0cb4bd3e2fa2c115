namespace Contagion.Engine.Tests.Textbook;

/// <summary>
/// The standard normal distribution to about 1e-15.
/// Source: Abramowitz and Stegun 1964, 26.2.11 (series) and 26.2.14 (continued fraction).
/// </summary>
internal static class NormalDistribution
{
    /// <summary>N(x).</summary>
    internal static double Cdf(double x)
    {
        if (Math.Abs(x) > 39)
        {
            return x < 0 ? 0 : 1; // N(−39) is below the smallest double.
        }

        return x <= -1 ? UpperTail(-x) : x >= 1 ? 1 - UpperTail(x) : 0.5 + Centre(x);
    }

    /// <summary>N(x) − ½ = φ(x) (x + x³/3 + x⁵/(3·5) + x⁷/(3·5·7) + …).</summary>
    private static double Centre(double x)
    {
        var sum = 0.0;
        var term = x;
        for (var k = 3; sum + term != sum; k += 2)
        {
            sum += term;
            term *= x * x / k;
        }

        return Density(x) * sum;
    }

    /// <summary>1 − N(x) = φ(x) / (x + 1/(x + 2/(x + 3/(x + …)))), for x ≥ 1.</summary>
    private static double UpperTail(double x)
    {
        var fraction = x;
        for (var k = 500; k >= 1; k--)
        {
            fraction = x + (k / fraction);
        }

        return Density(x) / fraction;
    }

    private static double Density(double x)
    {
        // x² alone would be rounded by up to 1e-13 in the tail; the square of a multiple of 1/16 is exact.
        var coarse = Math.Round(x * 16) / 16;
        var fine = Math.Exp(-(x - coarse) * (x + coarse) / 2);
        return Math.Exp(-coarse * coarse / 2) * fine / Math.Sqrt(2 * Math.PI);
    }
}
