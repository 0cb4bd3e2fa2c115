using System.Numerics;
using System.Runtime.InteropServices;

namespace Contagion.Networks;

/// <summary>SinkRank: how soon a walker who follows exposures in proportion to their amounts gets to an institution, wherever it starts.</summary>
/// <remarks>
/// (n − 1) over the sum, over everybody else, of the mean number of steps to it; 0 where somebody cannot get to it. Soramäki and Cook (2013), Economics e-journal
/// 7, 2013-28. Only those can be reached by everybody who are in the one component that no edge leaves, if there is but one.
/// </remarks>
public static class SinkRank
{
    /// <summary>Beyond so many institutions the ranks of all of them are not computed: it takes institutions³ multiplications, and institutions² numbers at once.</summary>
    public const int InstitutionsMax = 2_000;

    /// <summary>The rank of every institution, by one inverse for all of them.</summary>
    /// <param name="rows">Row i: where a walker goes from i, with amounts.</param>
    /// <param name="components">Strongly connected components of the rows.</param>
    /// <exception cref="ArgumentException">There are more than <see cref="InstitutionsMax"/>.</exception>
    /// <remarks>
    /// With r a member of the component and G the inverse of I − P without r, the steps from i to k are h_i − h_k + (G_kk − G_ik)/π_k with h = G 1 the steps to r and
    /// π_k the share of steps that end at k, visits to it between two to r over those to anybody: only the last subtraction loses digits. Kemeny and Snell (1960), Finite Markov Chains, chapter 4; elimination on
    /// I − P meets no small pivots and subtracts nothing of the same sign.
    /// </remarks>
    public static double[] Of(CompressedRows rows, Components components)
    {
        var ranks = new double[rows.Rows];
        if (rows.Rows > InstitutionsMax)
        {
            throw new ArgumentException($"SinkRank of all is computed up to {InstitutionsMax} institutions; there are {rows.Rows}.", nameof(rows));
        }

        if (rows.Rows < 2 || Sink(rows, components) is not { } sink)
        {
            return ranks;
        }

        var reference = sink[0];
        int[] others = [.. Enumerable.Range(0, rows.Rows).Where(institution => institution != reference)];
        var inverse = Inverse(rows, others);
        var (size, steps, sums, visits) = (others.Length, new double[others.Length], new double[others.Length], new double[others.Length]);
        var (ofReference, total) = (Shares(rows, reference), 0.0);
        for (var one = 0; one < size; one++)
        {
            var row = inverse.AsSpan(one * size, size);
            for (var other = 0; other < size; other++)
            {
                steps[one] += row[other];
                sums[other] += row[other];
                visits[other] += ofReference[others[one]] * row[other];
            }

            total += steps[one];
        }

        ranks[reference] = size / total;
        var round = 1 + visits.Sum();
        foreach (var institution in sink.AsSpan(1))
        {
            var place = institution > reference ? institution - 1 : institution;
            // Over all i, the reference among them, which has neither steps nor a row.
            var all = total - (rows.Rows * steps[place]) + (((rows.Rows * inverse[(place * size) + place]) - sums[place]) * round / visits[place]);
            ranks[institution] = size / all;
        }

        return ranks;
    }

    /// <summary>The rank of some institutions of a network of any size, each by a search of its own.</summary>
    /// <param name="rows">Row i: where a walker goes from i, with amounts.</param>
    /// <param name="components">Strongly connected components of the rows.</param>
    /// <param name="asked">The institutions.</param>
    /// <returns>By place in <paramref name="asked"/>; NaN where the search did not come to an end.</returns>
    public static double[] Of(CompressedRows rows, Components components, ReadOnlySpan<int> asked)
    {
        var ranks = new double[asked.Length];
        if (rows.Rows < 2 || Sink(rows, components) is not { } sink)
        {
            return ranks;
        }

        var walk = new WalkEquations(rows);
        for (var place = 0; place < ranks.Length; place++)
        {
            ranks[place] = Array.BinarySearch(sink, asked[place]) < 0 ? 0
                : walk.StepsTo(asked[place]) is { } steps ? (rows.Rows - 1) / steps : double.NaN;
        }

        return ranks;
    }

    /// <summary>The members of the one component that no edge leaves; null where there are several.</summary>
    private static int[]? Sink(CompressedRows rows, Components components)
    {
        var isLeft = new bool[components.Count];
        for (var institution = 0; institution < rows.Rows; institution++)
        {
            var own = components.Of[institution];
            for (var entry = rows.Start[institution]; entry < rows.Start[institution + 1]; entry++)
            {
                isLeft[own] |= components.Of[rows.Column[entry]] != own;
            }
        }

        int[] sinks = [.. Enumerable.Range(0, components.Count).Where(component => !isLeft[component])];
        return sinks.Length == 1 ? components.MembersOf(sinks[0]) : null;
    }

    /// <summary>A row of P, dense.</summary>
    private static double[] Shares(CompressedRows rows, int row)
    {
        var (shares, sum) = (new double[rows.Rows], rows.Amount[rows.Start[row]..rows.Start[row + 1]].ToArray().Sum());
        for (var entry = rows.Start[row]; entry < rows.Start[row + 1]; entry++)
        {
            shares[rows.Column[entry]] = rows.Amount[entry] / sum;
        }

        return shares;
    }

    /// <summary>The inverse of I − P of some institutions, row by row.</summary>
    private static double[] Inverse(CompressedRows rows, int[] others)
    {
        var size = others.Length;
        var matrix = new double[size * size];
        for (var one = 0; one < size; one++)
        {
            var shares = Shares(rows, others[one]);
            for (var other = 0; other < size; other++)
            {
                matrix[(one * size) + other] = (one == other ? 1 : 0) - shares[others[other]];
            }
        }

        // Gauss-Jordan in place: column by column the identity goes in where the matrix goes out.
        for (var pivot = 0; pivot < size; pivot++)
        {
            var scale = 1 / matrix[(pivot * size) + pivot];
            matrix[(pivot * size) + pivot] = 1;
            for (var other = 0; other < size; other++)
            {
                matrix[(pivot * size) + other] *= scale;
            }

            Ranges.ForEach(size, (first, end) =>
            {
                var pivotRow = matrix.AsSpan(pivot * size, size);
                for (var row = first; row < end; row++)
                {
                    var factor = matrix[(row * size) + pivot];
                    if (row != pivot && factor != 0)
                    {
                        matrix[(row * size) + pivot] = 0;
                        Subtract(matrix.AsSpan(row * size, size), factor, pivotRow);
                    }
                }
            }, Math.Max(1, Ranges.RangeItems / size));
        }

        return matrix;
    }

    /// <summary>to −= factor × from, each number by itself: the same bits however many go at once.</summary>
    private static void Subtract(Span<double> to, double factor, ReadOnlySpan<double> from)
    {
        var many = MemoryMarshal.Cast<double, Vector<double>>(to);
        var others = MemoryMarshal.Cast<double, Vector<double>>(from);
        for (var place = 0; place < many.Length; place++)
        {
            many[place] -= factor * others[place];
        }

        for (var place = many.Length * Vector<double>.Count; place < to.Length; place++)
        {
            to[place] -= factor * from[place];
        }
    }
}
