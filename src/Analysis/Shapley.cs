namespace Contagion.Analysis;

/// <summary>Shapley values: what each player adds to a value on average over all orders in which players can come in.</summary>
/// <remarks><c>models.md</c> 9.6; for losses Tarashev, Tsatsaronis and Borio (2016), Review of Finance 20(3):1189–1213.</remarks>
public static class Shapley
{
    /// <summary>The most players: every set of them has a value.</summary>
    public const int PlayersMax = 12;

    /// <summary>The Shapley value of each player.</summary>
    /// <param name="values">v of each set of players; player i is in the sets whose index has bit i. 2ⁿ of them, n at most <see cref="PlayersMax"/>.</param>
    /// <returns>φ of each player, in the unit of <paramref name="values"/>; they add up to v(all) − v(∅).</returns>
    /// <exception cref="ArgumentException">There are not 2ⁿ values, or too many.</exception>
    /// <remarks>φ_i = Σ_S |S|! (n − |S| − 1)! / n! · (v(S ∪ i) − v(S)) over the sets S without i: means over sets of one size, then over sizes.</remarks>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        var players = int.Log2(Math.Max(1, values.Length));
        if (values.Length != 1 << players || players > PlayersMax)
        {
            throw new ArgumentException($"There are {values.Length} values; expected one for each set of at most {PlayersMax} players.", nameof(values));
        }

        var shapley = new double[players];
        Span<double> sums = stackalloc double[PlayersMax];
        for (var player = 0; player < players; player++)
        {
            sums.Clear();
            for (var set = 0; set < values.Length; set++)
            {
                if (((set >> player) & 1) == 0)
                {
                    sums[int.PopCount(set)] += values[set | (1 << player)] - values[set];
                }
            }

            shapley[player] = Mean(sums[..players]);
        }

        return shapley;
    }

    /// <summary>The mean over sizes of the means over the sets of a size, of which there are C(n − 1, size).</summary>
    private static double Mean(ReadOnlySpan<double> sums)
    {
        var (mean, sets) = (0.0, 1.0);
        for (var size = 0; size < sums.Length; size++)
        {
            mean += sums[size] / sets;
            sets = sets * (sums.Length - 1 - size) / (size + 1);
        }

        return mean / sums.Length;
    }
}
