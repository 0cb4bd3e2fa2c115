using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>Whether neighbours in the network are alike: losses that sit together, or apart.</summary>
/// <param name="Value">I = (n / S₀) Σ w_ij z_i z_j / Σ z_i², z = x less its mean. Above <paramref name="Expected"/>: neighbours are alike.</param>
/// <param name="Expected">−1 / (n − 1): what I is on average where who has which x is left to chance.</param>
/// <param name="StandardDeviation">How far I is from that as a rule, under the same chance, by formula; null below four members.</param>
/// <param name="NormalProbability">How often I would be as far off or farther, either way, if it were normal; null where the standard deviation is null or 0.</param>
/// <param name="Local">I_i = z_i Σ_j w_ij z_j / (Σ z² / n) of each institution, which add up to S₀ I; NaN for those without neighbours.</param>
/// <param name="Members">n, how many have neighbours.</param>
/// <param name="Permutations">What I is when the x change hands; null where it was not asked for.</param>
/// <remarks><c>models.md</c> 9.7. Moran (1950), Biometrika 37:17–23; Cliff and Ord (1981), Spatial Processes, chapter 2; Anselin (1995), Geographical Analysis 27(2):93–115.</remarks>
public sealed record MoransI(
    double Value, double Expected, double? StandardDeviation, double? NormalProbability, double[] Local, int Members, PermutationTest? Permutations)
{
    /// <summary>Measures how alike neighbours are.</summary>
    /// <param name="weights">Who is whose neighbour.</param>
    /// <param name="x">A number for each institution; not looked at where it has no neighbours.</param>
    /// <param name="permutations">How often the x change hands at random, 0 for never. Up to eight members all orders are gone through instead.</param>
    /// <param name="seed">The scenario's seed.</param>
    /// <returns>Null where nobody has a neighbour or all x are the same.</returns>
    /// <exception cref="ArgumentException">There is not one x for each institution, one is NaN or infinite, or permutations are negative.</exception>
    public static MoransI? Of(SpatialWeights weights, ReadOnlySpan<double> x, int permutations = 0, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(permutations);
        if (Deviations.Of(weights, x) is not { } z)
        {
            return null;
        }

        var (rows, count) = (weights.Rows, z.Length);
        var squares = Distribution.Sum([.. z.Select(one => one * one)]);
        var (cross, local) = (new double[count], new double[x.Length]);
        local.AsSpan().Fill(double.NaN);
        for (var member = 0; member < count; member++)
        {
            cross[member] = z[member] * Lag(rows, z, member);
            local[weights.Members[member]] = cross[member] / (squares / count);
        }

        var scale = count / weights.Total / squares;
        var value = scale * Distribution.Sum(cross);
        var expected = -1.0 / (count - 1);
        var deviation = DeviationOf(weights, z, squares);
        return new MoransI(
            value,
            expected,
            deviation,
            deviation > 0 ? 2 * Elementary.NormalCdf(-Math.Abs((value - expected) / deviation.Value)) : null,
            local,
            count,
            permutations > 0 ? PermutationTest.Of(rows, z, scale, value, permutations, seed) : null);
    }

    /// <summary>Σ_j w_ij z_j.</summary>
    private static double Lag(CompressedRows rows, double[] z, int member)
    {
        var lag = 0.0;
        for (var entry = rows.Start[member]; entry < rows.Start[member + 1]; entry++)
        {
            lag += rows.Amount[entry] * z[rows.Column[entry]];
        }

        return lag;
    }

    /// <summary>The standard deviation of I where the x change hands at random. Cliff and Ord (1981), 2.3.</summary>
    private static double? DeviationOf(SpatialWeights weights, double[] z, double squares)
    {
        double n = z.Length;
        if (n < 4)
        {
            return null;
        }

        var (rows, transposed) = (weights.Rows, weights.Rows.Transpose(z.Length));
        var (given, taken) = (rows.RowSums(), transposed.RowSums());
        var (fourth, s1, s2) = (new double[z.Length], new double[z.Length], new double[z.Length]);
        for (var member = 0; member < z.Length; member++)
        {
            fourth[member] = z[member] * z[member] * z[member] * z[member];
            s1[member] = BothWays(rows, transposed, member);
            s2[member] = (given[member] + taken[member]) * (given[member] + taken[member]);
        }

        var (first, second, total) = (Distribution.Sum(s1) / 2, Distribution.Sum(s2), weights.Total * weights.Total);
        var kurtosis = n * Distribution.Sum(fourth) / (squares * squares);
        var even = n * ((((n * n) - (3 * n) + 3) * first) - (n * second) + (3 * total));
        var peaked = kurtosis * ((((n * n) - n) * first) - (2 * n * second) + (6 * total));
        var variance = ((even - peaked) / ((n - 1) * (n - 2) * (n - 3) * total)) - (1 / ((n - 1) * (n - 1)));
        return Math.Sqrt(Math.Max(0, variance));
    }

    /// <summary>Σ_j (w_ij + w_ji)² of a member.</summary>
    private static double BothWays(CompressedRows rows, CompressedRows transposed, int member)
    {
        var sum = 0.0;
        var (there, back) = (rows.Start[member], transposed.Start[member]);
        while (there < rows.Start[member + 1] || back < transposed.Start[member + 1])
        {
            var (to, from) = (At(rows, member, there), At(transposed, member, back));
            var both = (to <= from ? rows.Amount[there++] : 0) + (from <= to ? transposed.Amount[back++] : 0);
            sum += both * both;
        }

        return sum;
    }

    /// <summary>The column of an entry; beyond all columns where the row has ended.</summary>
    private static int At(CompressedRows rows, int row, int entry) => entry < rows.Start[row + 1] ? rows.Column[entry] : int.MaxValue;
}
