namespace Contagion.Analysis;

/// <summary>Which of N sorted losses make up the tail beyond a level, and how much of the last one.</summary>
/// <param name="level">a, between 0 and 1.</param>
/// <param name="size">N.</param>
internal readonly struct TailWeights(double level, int size)
{
    /// <summary>k of value at risk, from 1.</summary>
    public int Least { get; } = Rank(level, size);

    /// <summary>How many losses are at least as large as value at risk, it included: N − k + 1.</summary>
    public int Count => size - Least + 1;

    /// <summary>How much of x_(k) is in the tail: k − aN.</summary>
    public double Part { get; } = Rank(level, size) - Place(level, size);

    /// <summary>How many losses weigh in the mean of the tail.</summary>
    public int Weighing => Part > 0 ? Count : Count - 1;

    /// <summary>⌈aN⌉.</summary>
    public static int Rank(double level, int size) => (int)Math.Ceiling(Place(level, size));

    /// <summary>The mean of the tail.</summary>
    /// <param name="largest">The <see cref="Count"/> largest losses, x_(k) among them.</param>
    /// <param name="smallest">x_(k).</param>
    public double Mean(ReadOnlySpan<double> largest, double smallest)
    {
        // Deviations from the smallest: equal losses have exactly themselves as mean, and no large sum loses digits.
        var above = 0.0;
        foreach (var loss in largest)
        {
            above += loss - smallest;
        }

        return above > 0 ? smallest + (above / (Count - 1 + Part)) : smallest;
    }

    /// <summary>aN, where what rounding of the level adds to a whole number is taken away: 0.07 of 100 is 7.</summary>
    private static double Place(double level, int size)
    {
        var place = level * size;
        var whole = Math.Round(place);
        return whole >= 1 && Math.Abs(place - whole) <= 1e-14 * size ? whole : place;
    }
}
