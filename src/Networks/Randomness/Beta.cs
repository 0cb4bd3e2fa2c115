using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Networks;

/// <summary>A share between 0 and 1, the usual distribution of losses given default.</summary>
public sealed record Beta : Distribution
{
    private const int StepsMax = 400;
    private const double Tiny = 1e-300;
    private const double Rounding = 1e-15;

    /// <inheritdoc/>
    public override string Name => "beta";

    /// <summary>α.</summary>
    [Description("First shape, a; the mean is a / (a + b).")]
    [Range(0.01, 1e4)]
    public double A { get; init; } = 1;

    /// <summary>β.</summary>
    [Description("Second shape, b.")]
    [Range(0.01, 1e4)]
    public double B { get; init; } = 1;

    /// <inheritdoc/>
    /// <remarks>Newton's method on the distribution function, kept inside a bracket that shrinks by bisection where Newton would leave it.</remarks>
    public override double Quantile(double probability)
    {
        var (low, high, logBeta) = (0.0, 1.0, LogBeta());
        var x = A / (A + B);
        for (var step = 0; step < StepsMax; step++)
        {
            var excess = Cdf(x, logBeta) - probability;
            (low, high) = excess < 0 ? (x, high) : (low, x);
            var density = Elementary.Exp(((A - 1) * Elementary.Log(x)) + ((B - 1) * Elementary.Log(1 - x)) - logBeta);
            var next = x - (excess / density);
            // Asked this way round because a density of zero or infinity makes it NaN.
            next = next > low && next < high ? next : low + ((high - low) / 2);
            if (Math.Abs(next - x) <= Rounding * x || next == low || next == high)
            {
                return next;
            }

            x = next;
        }

        return x;
    }

    /// <summary>The regularised incomplete beta function.</summary>
    /// <remarks>Continued fraction by Lentz's method: Press, Teukolsky, Vetterling and Flannery (2007), Numerical Recipes, 6.4.</remarks>
    internal double Cdf(double x) => Cdf(x, LogBeta());

    private double Cdf(double x, double logBeta)
    {
        if (x <= 0 || x >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        var front = Elementary.Exp((A * Elementary.Log(x)) + (B * Elementary.Log(1 - x)) - logBeta);
        return x < (A + 1) / (A + B + 2) ? front * Fraction(x, A, B) / A : 1 - (front * Fraction(1 - x, B, A) / B);
    }

    private double LogBeta() => LogGamma(A) + LogGamma(B) - LogGamma(A + B);

    private static double Fraction(double x, double a, double b)
    {
        var (c, d) = (1.0, Inverse(1 - ((a + b) * x / (a + 1))));
        var fraction = d;
        for (var m = 1; m <= 10_000; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            (c, d) = (Away(1 + (even / c)), Inverse(1 + (even * d)));
            fraction *= c * d;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            (c, d) = (Away(1 + (odd / c)), Inverse(1 + (odd * d)));
            fraction *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-16)
            {
                break;
            }
        }

        return fraction;
    }

    private static double Inverse(double x) => 1 / Away(x);

    private static double Away(double x) => Math.Abs(x) < Tiny ? Tiny : x;

    /// <summary>ln Γ by Stirling's series, after shifting the argument above 15.</summary>
    private static double LogGamma(double x)
    {
        var shifted = 0.0;
        for (; x < 15; x++)
        {
            shifted += Elementary.Log(x);
        }

        var r = 1 / (x * x);
        var series = ((((((((691.0 / 360360 * -r) + (1.0 / 1188)) * r) - (1.0 / 1680)) * r) + (1.0 / 1260)) * r) - (1.0 / 360)) * r;
        return ((x - 0.5) * Elementary.Log(x)) - x + 0.91893853320467274178 + (((1.0 / 12) + series) / x) - shifted;
    }
}
