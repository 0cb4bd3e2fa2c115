using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Contagion.Engine;

/// <summary>The inner loop of every mechanism: an institution walks its own row and takes what it needs from its counterparties' signals.</summary>
internal static class Pull
{
    /// <summary>Σ coefficient × signal over a row: the entries at even places, then those at odd places, each in the order of the row.</summary>
    /// <param name="from">First entry of the row.</param>
    /// <param name="to">One past its last entry.</param>
    /// <param name="column">Whose signal each entry takes.</param>
    /// <param name="coefficient">What each entry multiplies it by.</param>
    /// <param name="signal">Signals of the round before; one lane a replication.</param>
    /// <remarks>Two sums, because an addition must wait for the one before it but not for the other sum. Multiply, then add, as written: the
    /// same bits with and without fused instructions. Row bounds and columns come from compressed rows, which are right by construction;
    /// checking each again would cost a third of the time.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Row<TLanes>(int from, int to, ReadOnlySpan<int> column, ReadOnlySpan<double> coefficient, ReadOnlySpan<TLanes> signal)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        ref var columns = ref MemoryMarshal.GetReference(column);
        ref var coefficients = ref MemoryMarshal.GetReference(coefficient);
        ref var signals = ref MemoryMarshal.GetReference(signal);
        var (even, odd) = (TLanes.Zero, TLanes.Zero);
        nint entry = from;
        nint end = to;
        for (; entry + 1 < end; entry += 2)
        {
            even += TLanes.Of(Unsafe.Add(ref coefficients, entry)) * Unsafe.Add(ref signals, (nint)Unsafe.Add(ref columns, entry));
            odd += TLanes.Of(Unsafe.Add(ref coefficients, entry + 1)) * Unsafe.Add(ref signals, (nint)Unsafe.Add(ref columns, entry + 1));
        }

        if (entry < end)
        {
            even += TLanes.Of(Unsafe.Add(ref coefficients, entry)) * Unsafe.Add(ref signals, (nint)Unsafe.Add(ref columns, entry));
        }

        return even + odd;
    }
}
