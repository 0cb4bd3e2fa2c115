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
    /// <param name="losses">Losses, all that are larger than x_(k) among them.</param>
    /// <param name="valueAtRisk">x_(k).</param>
    /// <remarks>Of what losses are above x_(k): equal losses have exactly themselves as mean, and no large sum loses digits.</remarks>
    public double Mean(ReadOnlySpan<double> losses, double valueAtRisk) => Mean(Selection.SumAbove(losses, valueAtRisk), valueAtRisk);

    /// <summary>The mean of the tail.</summary>
    /// <param name="above">How much losses are above x_(k), added up.</param>
    /// <param name="valueAtRisk">x_(k).</param>
    public double Mean(double above, double valueAtRisk) => above > 0 ? valueAtRisk + (above / (Count - 1 + Part)) : valueAtRisk;

    /// <summary>aN, where what rounding of the level adds to a whole number is taken away: 0.07 of 100 is 7.</summary>
    private static double Place(double level, int size)
    {
        var place = level * size;
        var whole = Math.Round(place);
        return whole >= 1 && Math.Abs(place - whole) <= 1e-14 * size ? whole : place;
    }
}
