using System.Runtime.Intrinsics;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>Random orders that are a function of seed and number: the same whoever asks.</summary>
internal static class KeyedShuffle
{
    /// <summary>Brings items into an order of which all are equally probable.</summary>
    /// <param name="items">What to order; the outcome depends on how they stand.</param>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="number">Which order of many.</param>
    /// <remarks>Durstenfeld (1964), CACM 7(7):420: each place from the last down is exchanged with one at or below it, drawn with 64 random bits.</remarks>
    public static void Shuffle<T>(Span<T> items, ulong seed, int number)
    {
        var lanes = Vector512<ulong>.Count;
        for (var last = items.Length - 1; last > 0; last -= lanes)
        {
            var bits = Philox.Draws(seed, (uint)number, (uint)Purpose.Order, Vector512.Create((ulong)last) - Vector512<ulong>.Indices, Vector512<ulong>.Zero);
            for (var lane = 0; lane < Math.Min(lanes, last); lane++)
            {
                var place = last - lane;
                var other = (int)Math.BigMul(bits[lane], (ulong)place + 1, out _);
                (items[place], items[other]) = (items[other], items[place]);
            }
        }
    }
}
