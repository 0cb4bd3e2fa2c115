using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>Random orders that are a function of seed and number: the same whoever asks.</summary>
internal static class KeyedShuffle
{
    private const int Drawn = 16;

    /// <summary>Brings items into an order of which all are equally probable.</summary>
    /// <param name="items">What to order; the outcome depends on how they stand.</param>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="number">Which order of many.</param>
    /// <remarks>Durstenfeld (1964), CACM 7(7):420: each place from the last down is exchanged with one at or below it, drawn with 64 random bits.</remarks>
    public static void Shuffle<T>(Span<T> items, ulong seed, int number)
    {
        Span<ulong> others = stackalloc ulong[Drawn];
        for (var last = items.Length - 1; last > 0; last -= Drawn)
        {
            var place = Vector512.Create((ulong)last) - Vector512<ulong>.Indices;
            var (first, second) = Philox.Pairs(seed, (uint)number, (uint)Purpose.Order, place, Vector512<ulong>.Zero);
            Below(first, place + Vector512<ulong>.One).CopyTo(others);
            Below(second, place - Vector512.Create(7UL)).CopyTo(others[8..]);
            for (var draw = 0; draw < Math.Min(Drawn, last); draw++)
            {
                ref var one = ref items[last - draw];
                ref var other = ref items[(int)others[draw]];
                (one, other) = (other, one);
            }
        }
    }

    /// <summary>Random numbers below a bound, all as probable but for 2⁻³²: bits times bound over 2⁶⁴.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Below(Vector512<ulong> bits, Vector512<ulong> bound)
    {
        var lower = Product(bits, bound) >>> 32;
        return (Product(bits >>> 32, bound) + lower) >>> 32;
    }

    /// <summary>Products of the lower halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Product(Vector512<ulong> one, Vector512<ulong> other) => Avx512F.IsSupported
        ? Avx512F.Multiply(one.AsUInt32(), other.AsUInt32())
        : (one & Vector512.Create((ulong)uint.MaxValue)) * (other & Vector512.Create((ulong)uint.MaxValue));
}
