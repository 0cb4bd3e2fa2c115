namespace Contagion.Networks;

/// <summary>Finds where an increasing function crosses zero.</summary>
internal static class MonotoneRoot
{
    /// <summary>Bisection alone ends after some 1,100 steps, whatever the function; Newton's steps make it ten or so.</summary>
    private const int StepsMax = 2000;

    /// <summary>The root, to the last bits of a double.</summary>
    /// <param name="low">Where the function is at most 0.</param>
    /// <param name="high">Where it is at least 0.</param>
    /// <param name="function">The value and the slope at a place. A slope that is wrong or infinite costs steps, not the root.</param>
    /// <param name="start">Where to begin, between the two; the middle unless given.</param>
    /// <remarks>Newton's step where it stays inside the bracket and the last one at least halved it; else the middle.</remarks>
    public static double Find(double low, double high, Func<double, (double Value, double Slope)> function, double? start = null)
    {
        var (at, width) = (start ?? low + ((high - low) / 2), double.PositiveInfinity);
        for (var step = 0; step < StepsMax; step++)
        {
            var (value, slope) = function(at);
            if (value == 0)
            {
                return at;
            }

            (low, high) = value < 0 ? (at, high) : (low, at);
            var next = at - (value / slope);
            var isBisected = !(next > low && next < high && Math.Abs(next - at) <= width / 2);
            next = isBisected ? low + ((high - low) / 2) : next;
            width = isBisected ? high - low : Math.Abs(next - at);
            if (next == at || next <= low || next >= high)
            {
                return next;
            }

            at = next;
        }

        return at;
    }
}
