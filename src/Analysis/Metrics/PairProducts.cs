using System.Runtime.Intrinsics;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>Σ w_ij z_i z_j, each pair of neighbours looked at once: w_ij + w_ji is all that matters.</summary>
internal sealed class PairProducts
{
    private readonly int[] _start;
    private readonly int[] _other;
    private readonly double[] _weight;

    private PairProducts(int[] start, int[] other, double[] weight) => (_start, _other, _weight) = (start, other, weight);

    /// <summary>The pairs of weights without a diagonal.</summary>
    public static PairProducts Of(CompressedRows rows)
    {
        var transposed = rows.Transpose(rows.Rows);
        var (start, other, weight) = (new int[rows.Rows + 1], new List<int>(rows.Count), new List<double>(rows.Count));
        for (var row = 0; row < rows.Rows; row++)
        {
            var (there, back) = (After(rows, row), After(transposed, row));
            while (there < rows.Start[row + 1] || back < transposed.Start[row + 1])
            {
                var to = there < rows.Start[row + 1] ? rows.Column[there] : int.MaxValue;
                var from = back < transposed.Start[row + 1] ? transposed.Column[back] : int.MaxValue;
                other.Add(Math.Min(to, from));
                weight.Add((to <= from ? rows.Amount[there++] : 0) + (from <= to ? transposed.Amount[back++] : 0));
            }

            start[row + 1] = other.Count;
        }

        return new PairProducts(start, [.. other], [.. weight]);
    }

    /// <summary>The sum in each of eight lanes.</summary>
    /// <param name="z">A number for each member, one lane an order.</param>
    public Vector512<double> Sum(ReadOnlySpan<Vector512<double>> z)
    {
        var sum = Vector512<double>.Zero;
        for (var member = 0; member < z.Length; member++)
        {
            var lag = Vector512<double>.Zero;
            for (var pair = _start[member]; pair < _start[member + 1]; pair++)
            {
                lag += _weight[pair] * z[_other[pair]];
            }

            sum += z[member] * lag;
        }

        return sum;
    }

    /// <summary>The first entry of a row beyond its diagonal.</summary>
    private static int After(CompressedRows rows, int row)
    {
        var entry = rows.Start[row];
        while (entry < rows.Start[row + 1] && rows.Column[entry] < row)
        {
            entry++;
        }

        return entry;
    }
}
