namespace Contagion.Engine;

/// <summary>How finely an <see cref="ExactSum{TLanes}"/> splits the numbers that it adds: three steps, each a power of two, such that the parts
/// of all numbers that are multiples of a step add up without rounding.</summary>
/// <remarks>With numbers of at most X, n of them: steps of about nX·2⁻⁵⁰, and each of the others 2⁻⁵⁰n of the one before; a million numbers are
/// then added to the last 2⁻⁹⁰ part of X. Demmel and Nguyen (2015), IEEE Transactions on Computers 64(7):2060–2070.</remarks>
internal readonly struct SumScale
{
    private const int FractionBits = 52;
    private const int ExponentMin = -960;
    private const int ExponentMax = 1022;

    /// <param name="bound">No number is larger, without sign.</param>
    /// <param name="count">No more numbers than this are in the sum at a time.</param>
    public SumScale(double bound, long count)
    {
        // Twice the numbers: a number may be added anew before the old one is taken away.
        var room = 3 + (int)Math.Ceiling(Math.Log2(Math.Max(1, count)));
        var first = Clamp((bound > 0 ? Math.ILogB(bound) + 1 : ExponentMin) + room);
        var second = Clamp(first - FractionBits - 1 + room);
        var third = Clamp(second - FractionBits - 1 + room);
        (First, Second, Third) = (Splitter(first), Splitter(second), Splitter(third));
    }

    /// <summary>Added and taken away again, leaves the multiple of the first step that is nearest.</summary>
    public double First { get; }

    /// <summary>The same for the second step.</summary>
    public double Second { get; }

    /// <summary>The same for the third step.</summary>
    public double Third { get; }

    private static int Clamp(int exponent) => Math.Clamp(exponent, ExponentMin, ExponentMax);

    private static double Splitter(int exponent) => 1.5 * Math.ScaleB(1, exponent);
}
