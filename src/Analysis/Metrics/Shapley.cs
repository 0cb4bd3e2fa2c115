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

    /// <summary>Shapley values of many players, from a sample of the orders in which they can come in.</summary>
    /// <param name="players">Number of players.</param>
    /// <param name="orders">How many orders, an even number from 2: half of them are the reverse of the others.</param>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="newCoalition">Makes an empty set of players; each thread has its own.</param>
    /// <exception cref="ArgumentException">The number of orders is odd or out of range, or a value is NaN or infinite.</exception>
    /// <remarks>The same for any number of threads.</remarks>
    public static ShapleyEstimate Sample(int players, int orders, ulong seed, Func<ICoalition> newCoalition) =>
        ShapleyEstimate.Of(players, orders, seed, newCoalition);

    /// <summary>What each institution adds to the tail of the losses of all: exact for few, else from a sample of orders.</summary>
    /// <param name="losses">For each institution, its loss in each scenario.</param>
    /// <param name="level">a of expected shortfall, between 0 and 1; null for the worst case.</param>
    /// <param name="orders">How many orders where there are more than <see cref="PlayersMax"/> institutions, an even number from 2.</param>
    /// <param name="seed">The scenario's seed.</param>
    /// <exception cref="ArgumentException">A loss is NaN or infinite, numbers of scenarios differ, or level or orders are out of range.</exception>
    /// <remarks>v(S) = ES_a of Σ_{i∈S} losses. Standard errors of exact values are 0.</remarks>
    public static ShapleyEstimate OfLosses(IReadOnlyList<double[]> losses, double? level, int orders, ulong seed)
    {
        for (var institution = 0; institution < losses.Count; institution++)
        {
            Refuse.NotFinite(losses[institution], $"losses[{institution}]");
        }

        if (losses.Count > PlayersMax)
        {
            return Sample(losses.Count, orders, seed, () => new LossCoalition(losses, level));
        }

        var values = ValuesOf(losses.Count, new LossCoalition(losses, level));
        return new ShapleyEstimate(Of(values), new double[losses.Count], 0);
    }

    /// <summary>The value of every set of players, in the order that <see cref="Of"/> wants.</summary>
    private static double[] ValuesOf(int players, ICoalition coalition)
    {
        var values = new double[1 << players];
        for (var set = 0; set < values.Length; set++)
        {
            values[set] = coalition.Clear();
            for (var player = 0; player < players; player++)
            {
                values[set] = ((set >> player) & 1) == 1 ? coalition.Join(player) : values[set];
            }
        }

        return values;
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
