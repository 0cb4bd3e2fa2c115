using System.Runtime.Intrinsics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Contagion.Engine;

/// <summary>The inner loop of every mechanism: an institution walks its own row and takes what it needs from its counterparties' signals.</summary>
internal static class Pull
{
    /// <summary>Σ coefficient × signal over a row, in the order of the row.</summary>
    /// <param name="from">First entry of the row.</param>
    /// <param name="to">One past its last entry.</param>
    /// <param name="column">Whose signal each entry takes.</param>
    /// <param name="coefficient">What each entry multiplies it by.</param>
    /// <param name="signal">Signals of the round before; one lane a replication.</param>
    /// <remarks>Multiply, then add, as written: the same bits with and without fused instructions. Row bounds and columns come from
    /// compressed rows, which are right by construction; checking each again would cost a third of the time.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Row(int from, int to, ReadOnlySpan<int> column, ReadOnlySpan<double> coefficient, ReadOnlySpan<Lanes> signal)
    {
        ref var columns = ref MemoryMarshal.GetReference(column);
        ref var coefficients = ref MemoryMarshal.GetReference(coefficient);
        ref var signals = ref MemoryMarshal.GetReference(signal);
        var sum = Lanes.Zero;
        for (nint entry = from; entry < to; entry++)
        {
            sum += Vector512.Create(Unsafe.Add(ref coefficients, entry)) * Unsafe.Add(ref signals, (nint)Unsafe.Add(ref columns, entry));
        }

        return sum;
    }
}
