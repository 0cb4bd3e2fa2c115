using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>The inner loop of every mechanism: an institution walks its own row and takes what it needs from its counterparties' signals.</summary>
internal static class Pull
{
    /// <summary>Signals that take more memory than this are far from the processor.</summary>
    public const int NearBytes = 1 << 20;

    /// <summary>Whether it pays to ask ahead of time for the signals that a part reads.</summary>
    /// <param name="part">The institutions.</param>
    /// <param name="rows">Where their rows begin.</param>
    /// <param name="signal">Signals of the round before; one lane a replication.</param>
    public static bool IsFar<TLanes>(Part<TLanes> part, CompressedRows rows, LaneArray<TLanes> signal)
        where TLanes : unmanaged, ILanes<TLanes> =>
        part.IsInOrder && signal.Length * (long)Unsafe.SizeOf<TLanes>() > NearBytes && Prefetch.IsSupported
        // Near the end there is nothing left to ask for.
        && rows.Start[part.From + part.Count] + Prefetch.Ahead + 1 < rows.Count;

    /// <summary>Fills <see cref="Part{TLanes}.Sums"/> with <see cref="Row"/> of each institution of the part.</summary>
    /// <param name="part">The institutions.</param>
    /// <param name="rows">Where their rows begin.</param>
    /// <param name="column">Whose signal each entry takes.</param>
    /// <param name="coefficient">What each entry multiplies it by.</param>
    /// <param name="signal">Signals of the round before; one lane a replication.</param>
    /// <param name="read">What the caller reads of each institution next.</param>
    /// <param name="written">What it writes.</param>
    /// <returns>Entries walked.</returns>
    public static long Rows<TLanes>(
        Part<TLanes> part, CompressedRows rows, ReadOnlySpan<int> column, ReadOnlySpan<double> coefficient, LaneArray<TLanes> signal, LaneArray<TLanes> read, LaneArray<TLanes> written)
        where TLanes : unmanaged, ILanes<TLanes> => IsFar(part, rows, signal)
            ? RowsAhead(part, rows, column, coefficient, signal, read, written)
            : RowsNear(part, rows, column, coefficient, signal);

    /// <remarks>A loop of its own: what mechanisms do with the sums takes registers that this one needs.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static long RowsNear<TLanes>(Part<TLanes> part, CompressedRows rows, ReadOnlySpan<int> column, ReadOnlySpan<double> coefficient, LaneArray<TLanes> signal)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var start = rows.Start;
        ReadOnlySpan<TLanes> signals = signal.Span;
        var sums = part.Sums;
        var work = 0L;
        for (var place = 0; place < sums.Length; place++)
        {
            var institution = part[place];
            var (from, to) = (start[institution], start[institution + 1]);
            work += to - from;
            sums[place] = Row(from, to, column, coefficient, signals);
        }

        return work;
    }

    /// <summary>The same where signals are far from the processor: asks for those that the next entries take, beyond the end of the part as
    /// well, so that memory is never idle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static long RowsAhead<TLanes>(
        Part<TLanes> part, CompressedRows rows, ReadOnlySpan<int> column, ReadOnlySpan<double> coefficient, LaneArray<TLanes> signal, LaneArray<TLanes> read, LaneArray<TLanes> written)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var start = rows.Start;
        var sums = part.Sums;
        ref var columns = ref MemoryMarshal.GetReference(column);
        ref var coefficients = ref MemoryMarshal.GetReference(coefficient);
        ref var signals = ref MemoryMarshal.GetReference(signal.Span);
        ref var reads = ref read[part.From];
        ref var writes = ref written[part.From];
        for (var place = 0; place < sums.Length; place++)
        {
            Prefetch.Line(ref Unsafe.Add(ref reads, place));
            Prefetch.Line(ref Unsafe.Add(ref writes, place));
            sums[place] = Sum<TLanes, Far>(start[part.From + place], start[part.From + place + 1], ref columns, ref coefficients, ref signals);
        }

        return start[part.From + part.Count] - start[part.From];
    }

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
        where TLanes : unmanaged, ILanes<TLanes> =>
        Sum<TLanes, Near>(from, to, ref MemoryMarshal.GetReference(column), ref MemoryMarshal.GetReference(coefficient), ref MemoryMarshal.GetReference(signal));

    /// <summary><see cref="Row"/> that asks for signals ahead of time, as <see cref="IsFar"/> says where that pays.</summary>
    /// <inheritdoc cref="Row"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes FarRow<TLanes>(int from, int to, ReadOnlySpan<int> column, ReadOnlySpan<double> coefficient, ReadOnlySpan<TLanes> signal)
        where TLanes : unmanaged, ILanes<TLanes> =>
        Sum<TLanes, Far>(from, to, ref MemoryMarshal.GetReference(column), ref MemoryMarshal.GetReference(coefficient), ref MemoryMarshal.GetReference(signal));

    /// <summary><see cref="Sum"/> of two signals of each counterparty, which lie side by side.</summary>
    /// <inheritdoc cref="Sum"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pair<TLanes, TDistance>(nint entry, nint end, ref int columns, ref double coefficients, ref TLanes pairs, out TLanes first, out TLanes second)
        where TLanes : unmanaged, ILanes<TLanes>
        where TDistance : struct, IDistance
    {
        var (even, odd, evenOther, oddOther) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (; entry + 1 < end; entry += 2)
        {
            if (TDistance.IsFar)
            {
                Ask(ref Unsafe.Add(ref pairs, 2 * (nint)Unsafe.Add(ref columns, entry + Prefetch.Ahead)));
                Ask(ref Unsafe.Add(ref pairs, 2 * (nint)Unsafe.Add(ref columns, entry + Prefetch.Ahead + 1)));
            }

            ref var pair = ref Unsafe.Add(ref pairs, 2 * (nint)Unsafe.Add(ref columns, entry));
            even += Unsafe.Add(ref coefficients, entry) * pair;
            evenOther += Unsafe.Add(ref coefficients, entry) * Unsafe.Add(ref pair, 1);
            pair = ref Unsafe.Add(ref pairs, 2 * (nint)Unsafe.Add(ref columns, entry + 1));
            odd += Unsafe.Add(ref coefficients, entry + 1) * pair;
            oddOther += Unsafe.Add(ref coefficients, entry + 1) * Unsafe.Add(ref pair, 1);
        }

        if (entry < end)
        {
            ref var pair = ref Unsafe.Add(ref pairs, 2 * (nint)Unsafe.Add(ref columns, entry));
            even += Unsafe.Add(ref coefficients, entry) * pair;
            evenOther += Unsafe.Add(ref coefficients, entry) * Unsafe.Add(ref pair, 1);
        }

        (first, second) = (even + odd, evenOther + oddOther);

        static void Ask(ref TLanes pair)
        {
            Prefetch.Line(ref pair);
            Prefetch.Line(ref Unsafe.Add(ref pair, 1));
        }
    }

    /// <summary><see cref="Row"/> for whoever has fetched where everything begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sum<TLanes, TDistance>(nint entry, nint end, ref int columns, ref double coefficients, ref TLanes signals)
        where TLanes : unmanaged, ILanes<TLanes>
        where TDistance : struct, IDistance
    {
        var (even, odd) = (TLanes.Zero, TLanes.Zero);
        for (; !TDistance.IsFar && entry + 3 < end; entry += 4)
        {
            even += Unsafe.Add(ref coefficients, entry) * Unsafe.Add(ref signals, (nint)Unsafe.Add(ref columns, entry));
            odd += Unsafe.Add(ref coefficients, entry + 1) * Unsafe.Add(ref signals, (nint)Unsafe.Add(ref columns, entry + 1));
            even += Unsafe.Add(ref coefficients, entry + 2) * Unsafe.Add(ref signals, (nint)Unsafe.Add(ref columns, entry + 2));
            odd += Unsafe.Add(ref coefficients, entry + 3) * Unsafe.Add(ref signals, (nint)Unsafe.Add(ref columns, entry + 3));
        }

        for (; entry + 1 < end; entry += 2)
        {
            if (TDistance.IsFar)
            {
                Prefetch.Line(ref Unsafe.Add(ref signals, (nint)Unsafe.Add(ref columns, entry + Prefetch.Ahead)));
                Prefetch.Line(ref Unsafe.Add(ref signals, (nint)Unsafe.Add(ref columns, entry + Prefetch.Ahead + 1)));
            }

            even += Unsafe.Add(ref coefficients, entry) * Unsafe.Add(ref signals, (nint)Unsafe.Add(ref columns, entry));
            odd += Unsafe.Add(ref coefficients, entry + 1) * Unsafe.Add(ref signals, (nint)Unsafe.Add(ref columns, entry + 1));
        }

        if (entry < end)
        {
            even += Unsafe.Add(ref coefficients, entry) * Unsafe.Add(ref signals, (nint)Unsafe.Add(ref columns, entry));
        }

        return even + odd;
    }

    /// <summary>Whether signals are so far from the processor that they are asked for ahead of time; a type, so that a loop need not ask.</summary>
    public interface IDistance
    {
        /// <summary>True when they are.</summary>
        static abstract bool IsFar { get; }
    }

    /// <summary>Signals are taken as they come.</summary>
    public readonly struct Near : IDistance
    {
        /// <inheritdoc/>
        public static bool IsFar => false;
    }

    /// <summary>Signals are asked for ahead of time.</summary>
    public readonly struct Far : IDistance
    {
        /// <inheritdoc/>
        public static bool IsFar => true;
    }
}
