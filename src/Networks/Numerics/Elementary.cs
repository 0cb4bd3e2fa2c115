namespace Contagion.Networks;

/// <summary>Exponential, logarithm and normal distribution, the same bits on every machine.</summary>
/// <remarks>Made of + − × ÷ and the bits of a double only: the system's own functions differ between C libraries, and the vector ones
/// between processors. Held against 50-digit values in the tests.</remarks>
public static class Elementary
{
    private const double Log2High = 6.93147180369123816490e-01;
    private const double Log2Low = 1.90821492927058770002e-10;
    private const double Sqrt2 = 1.4142135623730951;
    private const double InverseSqrtPi = 5.6418958354775628695e-1;

    private static ReadOnlySpan<double> ExpTerms =>
    [
        1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5,
    ];

    private static ReadOnlySpan<double> LogTerms =>
    [
        2.0 / 25, 2.0 / 23, 2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15, 2.0 / 13, 2.0 / 11, 2.0 / 9, 2.0 / 7, 2.0 / 5, 2.0 / 3,
    ];

    /// <summary>e to the power of <paramref name="x"/>; 0 below −745.2, infinity above 709.8, NaN for NaN.</summary>
    /// <remarks>x = k ln 2 + r, |r| ≤ ln 2 / 2; Taylor series of degree 13 in r. Error below 2 units in the last place.</remarks>
    public static double Exp(double x)
    {
        if (!(x > -746))
        {
            return double.IsNaN(x) ? x : 0;
        }

        if (x > 710)
        {
            return double.PositiveInfinity;
        }

        var k = Math.Floor((x * 1.4426950408889634) + 0.5);
        var high = x - (k * Log2High);
        var low = k * Log2Low;
        var r = high - low;
        var series = Horner(ExpTerms, r);
        // 1 + r + r² (½ + r/6 + ...), with what the reduction lost put back.
        var rest = ((r * r) * series) + ((high - r) - low);
        return Scale(1 + (r + rest), (int)k);
    }

    /// <summary>The natural logarithm of <paramref name="x"/>; −∞ for 0, NaN below 0 and for NaN.</summary>
    /// <remarks>x = 2ᵏ m, √½ ≤ m &lt; √2; log m = 2 artanh((m − 1)/(m + 1)). Error below 2 units in the last place.</remarks>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity : double.IsPositiveInfinity(x) ? x : double.NaN;
        }

        var shift = 0;
        if (x < 2.2250738585072014e-308)
        {
            (x, shift) = (x * 18014398509481984.0, -54);
        }

        var bits = BitConverter.DoubleToInt64Bits(x);
        var k = (int)(bits >> 52) - 1023;
        var m = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (m > Sqrt2)
        {
            (m, k) = (m * 0.5, k + 1);
        }

        k += shift;
        var f = m - 1;
        var s = f / (2 + f);
        var s2 = s * s;
        // log(1 + f) = f − (f²/2 − s (f²/2 + R)), R the series without its first term: keeps f exact.
        var half = 0.5 * f * f;
        var series = s2 * Horner(LogTerms, s2);
        return (k * Log2High) - ((half - ((s * (half + series)) + (k * Log2Low))) - f);
    }

    /// <summary>The probability that a standard normal variable is at most <paramref name="x"/>.</summary>
    /// <remarks>½ erfc(−x/√2). Relative error below 1e-14, in the far tail as well.</remarks>
    public static double NormalCdf(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        var y = Math.Abs(x) / Sqrt2;
        if (y <= 0.46875)
        {
            return 0.5 + (0.5 * ErfSmall(x / Sqrt2));
        }

        var tail = 0.5 * ErfcLarge(y, Math.Abs(x));
        return x < 0 ? tail : 1 - tail;
    }

    /// <summary>The value that a standard normal variable stays below with a probability; ∓∞ at 0 and 1, NaN outside.</summary>
    /// <remarks>Rational approximations, relative error below 1e-15: Wichura (1988), Applied Statistics 37(3):477–484, algorithm AS 241.</remarks>
    public static double NormalQuantile(double probability)
    {
        if (!(probability > 0 && probability < 1))
        {
            return probability == 0 ? double.NegativeInfinity : probability == 1 ? double.PositiveInfinity : double.NaN;
        }

        var q = probability - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var r = 0.180625 - (q * q);
            return q * Horner([2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
                    1971.5909503065514427, 133.14166789178437745, 3.387132872796366608], r)
                / Horner([5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077,
                    687.1870074920579083, 42.313330701600911252, 1], r);
        }

        var tail = Math.Sqrt(-Log(Math.Min(probability, 1 - probability)));
        var x = tail <= 5
            ? Horner([7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504,
                    5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734], tail - 1.6)
                / Horner([1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455,
                    1.6763848301838038494, 2.05319162663775882187, 1], tail - 1.6)
            : Horner([2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123,
                    1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772], tail - 5)
                / Horner([2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525,
                    0.13692988092273580531, 0.59983220655588793769, 1], tail - 5);
        return q < 0 ? -x : x;
    }

    /// <summary>Rational approximations of the error function: Cody (1969), Mathematics of Computation 23(107):631–637.</summary>
    private static double ErfSmall(double x)
    {
        var z = x * x;
        var numerator = Horner([1.85777706184603153e-1, 3.16112374387056560, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3], z);
        var denominator = Horner([1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3], z);
        return x * numerator / denominator;
    }

    private static double ErfcLarge(double y, double x)
    {
        if (x > 39)
        {
            return 0;
        }

        double ratio;
        if (y <= 4)
        {
            var numerator = Horner([2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1, 2.98635138197400131e2,
                8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3], y);
            var denominator = Horner([1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
                3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3], y);
            ratio = numerator / denominator;
        }
        else
        {
            var z = 1 / (y * y);
            var numerator = Horner([1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1,
                1.60837851487422766e-2, 6.58749161529837803e-4], z);
            var denominator = Horner([1, 2.56852019228982242, 1.87295284992346047, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3], z);
            ratio = (InverseSqrtPi - (z * numerator / denominator)) / y;
        }

        // exp(−y²) = exp(−x²/2), with x split so that the square of the first part is exact.
        var head = Math.Floor(x * 16) / 16;
        var rest = (x - head) * (x + head);
        return Exp(-0.5 * head * head) * Exp(-0.5 * rest) * ratio;
    }

    private static double Horner(ReadOnlySpan<double> terms, double x)
    {
        var sum = terms[0];
        for (var term = 1; term < terms.Length; term++)
        {
            sum = (sum * x) + terms[term];
        }

        return sum;
    }

    /// <summary>x · 2ᵏ, in two steps where one would leave the range.</summary>
    private static double Scale(double x, int k)
    {
        if (k < -1022)
        {
            return x * PowerOfTwo(k + 100) * 7.888609052210118e-31;
        }

        return k > 1023 ? x * PowerOfTwo(k - 1) * 2 : x * PowerOfTwo(k);
    }

    private static double PowerOfTwo(int k) => BitConverter.Int64BitsToDouble((long)(k + 1023) << 52);
}
