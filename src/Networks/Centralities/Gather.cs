using System.Runtime.CompilerServices;

namespace Contagion.Networks;

/// <summary>What an institution gathers from its counterparties.</summary>
internal static class Gather
{
    /// <summary>Σ_j amount_ij vector_j over row i, in the order of its entries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Row(CompressedRows rows, int row, ReadOnlySpan<double> vector)
    {
        var (first, length) = (rows.Start[row], rows.LengthOf(row));
        var column = rows.Column.Slice(first, length);
        var amount = rows.Amount.Slice(first, column.Length);
        var sum = 0.0;
        for (var entry = 0; entry < column.Length; entry++)
        {
            sum += amount[entry] * vector[column[entry]];
        }

        return sum;
    }

    /// <summary>Σ_j vector_j over row i, where every entry counts the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Plain(CompressedRows rows, int row, ReadOnlySpan<double> vector)
    {
        var sum = 0.0;
        foreach (var column in rows.Column.Slice(rows.Start[row], rows.LengthOf(row)))
        {
            sum += vector[column];
        }

        return sum;
    }
}
