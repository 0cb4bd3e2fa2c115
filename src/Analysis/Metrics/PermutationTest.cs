using System.Runtime.Intrinsics;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>What a statistic is when the numbers that it is made of change hands at random: how far chance alone goes.</summary>
/// <param name="Probability">How often it is at least as large as the one observed: #/N over all orders, (# + 1) / (N + 1) over a sample.</param>
/// <param name="Mean">Its mean over the orders.</param>
/// <param name="StandardDeviation">Its standard deviation over them: of the sample (divisor N − 1), or of all (divisor N).</param>
/// <param name="Orders">N.</param>
/// <param name="IsExact">Whether these are all orders there are.</param>
public sealed record PermutationTest(double Probability, double Mean, double StandardDeviation, int Orders, bool IsExact)
{
    /// <summary>With so many members or fewer, all orders are gone through.</summary>
    public const int ExactMax = 8;

    /// <summary>Differences up to this are rounding: orders that swap equal numbers give the same statistic, summed otherwise.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Tests Moran's I.</summary>
    /// <param name="rows">w_ij.</param>
    /// <param name="z">Deviations from the mean.</param>
    /// <param name="scale">What Σ w_ij z_i z_j is multiplied by.</param>
    /// <param name="observed">I.</param>
    /// <param name="permutations">How many orders to draw.</param>
    /// <param name="seed">The scenario's seed.</param>
    internal static PermutationTest Of(CompressedRows rows, double[] z, double scale, double observed, int permutations, ulong seed)
    {
        var isExact = z.Length <= ExactMax;
        var pairs = PairProducts.Of(rows);
        var values = isExact ? Exact(pairs, z) : Sampled(pairs, z, permutations, seed);
        var (atLeast, least) = (0, observed - (Rounding * Math.Max(1, Math.Abs(observed))));
        for (var order = 0; order < values.Length; order++)
        {
            values[order] *= scale;
            atLeast += values[order] >= least ? 1 : 0;
        }

        var mean = Distribution.Sum(values) / values.Length;
        var squares = Distribution.Sum([.. values.Select(value => (value - mean) * (value - mean))]);
        return new PermutationTest(
            isExact ? atLeast / (double)values.Length : (atLeast + 1.0) / (values.Length + 1.0),
            mean,
            isExact || values.Length > 1 ? Math.Sqrt(squares / (isExact ? values.Length : values.Length - 1)) : double.NaN,
            values.Length,
            isExact);
    }

    /// <summary>Σ w_ij z_i z_j for all orders of z. Heap (1963), The Computer Journal 6(3):293–298.</summary>
    private static double[] Exact(PairProducts pairs, double[] z)
    {
        var (order, turns, values) = ((double[])z.Clone(), new int[z.Length], new List<double>());
        var lanes = new EightOrders(z.Length);
        values.Add(Value());
        for (var place = 1; place < order.Length;)
        {
            if (turns[place] < place)
            {
                var other = place % 2 == 0 ? 0 : turns[place];
                (order[other], order[place]) = (order[place], order[other]);
                values.Add(Value());
                turns[place]++;
                place = 1;
            }
            else
            {
                turns[place++] = 0;
            }
        }

        return [.. values];

        double Value()
        {
            lanes.Set(order);
            return pairs.Sum(lanes.Lanes)[0];
        }
    }

    /// <summary>Σ w_ij z_i z_j for random orders of z, eight at a time.</summary>
    private static double[] Sampled(PairProducts pairs, double[] z, int permutations, ulong seed)
    {
        var lanes = Vector512<double>.Count;
        var values = new double[permutations];
        Parallel.For(0, ((permutations - 1) / lanes) + 1, () => new EightOrders(z.Length), (eight, _, room) =>
        {
            room.Shuffle(z, seed, eight * lanes);
            var sums = pairs.Sum(room.Lanes);
            for (var lane = 0; lane < Math.Min(lanes, permutations - (eight * lanes)); lane++)
            {
                values[(eight * lanes) + lane] = sums[lane];
            }

            return room;
        }, _ => { });
        return values;
    }
}
