using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Contagion.Networks;

/// <summary>What institutions gather from their counterparties: the inner loop of everything that is swept.</summary>
/// <remarks>Each row is summed in the order of its entries. Loops of their own: what is done with the sums takes registers that these need.</remarks>
internal static class Gather
{
    /// <summary>Σ_j amount_ij vector_j for the rows from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="first">The first row.</param>
    /// <param name="end">The row after the last.</param>
    /// <param name="vector">One number a column.</param>
    /// <param name="sums">One number a row; those of the range are written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Rows(CompressedRows rows, int first, int end, double[] vector, double[] sums)
    {
        ref var start = ref MemoryMarshal.GetReference(rows.Start);
        ref var column = ref MemoryMarshal.GetReference(rows.Column);
        ref var amount = ref MemoryMarshal.GetReference(rows.Amount);
        ref var values = ref MemoryMarshal.GetArrayDataReference(vector);
        nint entry = Unsafe.Add(ref start, first);
        for (var row = first; row < end; row++)
        {
            var sum = 0.0;
            for (nint after = Unsafe.Add(ref start, row + 1); entry < after; entry++)
            {
                sum += Unsafe.Add(ref amount, entry) * Unsafe.Add(ref values, Unsafe.Add(ref column, entry));
            }

            sums[row] = sum;
        }
    }

    /// <summary>As above, for the rows of some members.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="members">The members.</param>
    /// <param name="first">The first place among members.</param>
    /// <param name="end">The place after the last.</param>
    /// <param name="vector">One number a column.</param>
    /// <param name="sums">One number a row; those of members in the range are written.</param>
    public static void Rows(CompressedRows rows, int[] members, int first, int end, double[] vector, double[] sums)
    {
        for (var place = first; place < end;)
        {
            // Members that follow each other are one range: everybody, as a rule.
            var from = place;
            while (++place < end && members[place] == members[place - 1] + 1)
            {
            }

            Rows(rows, members[from], members[place - 1] + 1, vector, sums);
        }
    }

    /// <summary>Σ_j vector_j over the entries of rows, where every entry counts the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Plain(CompressedRows rows, int first, int end, double[] vector, double[] sums)
    {
        ref var start = ref MemoryMarshal.GetReference(rows.Start);
        ref var column = ref MemoryMarshal.GetReference(rows.Column);
        ref var values = ref MemoryMarshal.GetArrayDataReference(vector);
        nint entry = Unsafe.Add(ref start, first);
        for (var row = first; row < end; row++)
        {
            var sum = 0.0;
            for (nint after = Unsafe.Add(ref start, row + 1); entry < after; entry++)
            {
                sum += Unsafe.Add(ref values, Unsafe.Add(ref column, entry));
            }

            sums[row] = sum;
        }
    }
}
