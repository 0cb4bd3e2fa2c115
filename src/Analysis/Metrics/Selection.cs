using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Contagion.Analysis;

/// <summary>Finds the largest of many numbers without sorting them all.</summary>
/// <remarks>
/// A sorted sample says which numbers can be among the largest; those are gathered in one pass, and the selection looks at them alone. O(n) as
/// a rule. Floyd and Rivest (1975), CACM 18(3):165–172, and Hoare's FIND (1961), CACM 4(7):321. The outcome and its order depend on the numbers alone.
/// </remarks>
internal static class Selection
{
    /// <summary>How much longer than the numbers the room must be in which they are selected.</summary>
    public const int Slack = 8;

    private const int Sample = 512;
    private const int SmallMax = 4 * Sample;
    private const int SortMax = 24;

    /// <summary>The smallest of the largest numbers.</summary>
    /// <param name="numbers">Finite numbers.</param>
    /// <param name="count">How many are the largest, from 1 to as many as there are.</param>
    /// <param name="room">At least <see cref="Slack"/> longer than <paramref name="numbers"/>; what it held is lost.</param>
    public static double Largest(ReadOnlySpan<double> numbers, int count, Span<double> room)
    {
        var kept = AtLeast(numbers, numbers.Length > SmallMax ? Floor(numbers, count) : double.NegativeInfinity, room);
        if (kept < count)
        {
            numbers.CopyTo(room);
            kept = numbers.Length;
        }

        return LargestOf(room, kept, count);
    }

    /// <summary>The smallest of the largest of the first numbers of a room, whose order is lost.</summary>
    /// <param name="room">The numbers; <see cref="Slack"/> longer than there are.</param>
    /// <param name="kept">How many numbers there are.</param>
    /// <param name="count">How many are the largest, from 1 to <paramref name="kept"/>.</param>
    public static double LargestOf(Span<double> room, int kept, int count)
    {
        for (var rounds = 2 * int.Log2(kept); kept > SortMax && rounds > 0; rounds--)
        {
            var pivot = Middle(room[kept / 4], room[kept / 2], room[(int)(kept * 3L / 4)]);
            var above = CountAbove(room[..kept], pivot);
            var below = kept - CountAtLeast(room[..kept], pivot);
            if (count > above && count <= kept - below)
            {
                return pivot;
            }

            (kept, count) = count <= above ? (Above(room, kept, pivot), count) : (Below(room, kept, pivot), count - (kept - below));
        }

        room[..kept].Sort();
        return room[kept - count];
    }

    /// <summary>How many numbers are at least as large as a floor.</summary>
    public static int CountAtLeast(ReadOnlySpan<double> numbers, double floor)
    {
        var (count, next) = (0, 0);
        for (; next <= numbers.Length - Vector512<double>.Count; next += Vector512<double>.Count)
        {
            var isCounted = Vector512.GreaterThanOrEqual(Vector512.Create(numbers.Slice(next)), Vector512.Create(floor));
            count += int.PopCount((int)isCounted.ExtractMostSignificantBits());
        }

        for (; next < numbers.Length; next++)
        {
            count += numbers[next] >= floor ? 1 : 0;
        }

        return count;
    }

    /// <summary>How many numbers are above a floor.</summary>
    public static int CountAbove(ReadOnlySpan<double> numbers, double floor) => CountAtLeast(numbers, Math.BitIncrement(floor));

    /// <summary>How much numbers are above a floor, added up; those that are not count as 0.</summary>
    /// <remarks>Eight sums side by side, put together in their order.</remarks>
    public static double SumAbove(ReadOnlySpan<double> numbers, double floor)
    {
        var (sums, next) = (Vector512<double>.Zero, 0);
        for (; next <= numbers.Length - Vector512<double>.Count; next += Vector512<double>.Count)
        {
            sums += Vector512.Max(Vector512<double>.Zero, Vector512.Create(numbers.Slice(next)) - Vector512.Create(floor));
        }

        var sum = 0.0;
        for (; next < numbers.Length; next++)
        {
            sum += Math.Max(0, numbers[next] - floor);
        }

        for (var lane = 0; lane < Vector512<double>.Count; lane++)
        {
            sum += sums[lane];
        }

        return sum;
    }

    /// <summary>Gathers the numbers that are at least <paramref name="floor"/>, in their order; the room may be where they are.</summary>
    /// <returns>How many there are.</returns>
    public static int AtLeast(ReadOnlySpan<double> numbers, double floor, Span<double> room)
    {
        var (kept, next) = (0, 0);
        for (; next <= numbers.Length - Vector512<double>.Count; next += Vector512<double>.Count)
        {
            kept = Keep(Vector512.Create(numbers.Slice(next, Vector512<double>.Count)), Vector512.Create(floor), room, kept);
        }

        for (; next < numbers.Length; next++)
        {
            room[kept] = numbers[next];
            kept += numbers[next] >= floor ? 1 : 0;
        }

        return kept;
    }

    /// <summary>Appends those of eight numbers that are at least as large as the floor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Keep(Vector512<double> numbers, Vector512<double> floor, Span<double> room, int kept)
    {
        var isKept = Vector512.GreaterThanOrEqual(numbers, floor);
        var bits = isKept.ExtractMostSignificantBits();
        if (Avx512F.IsSupported)
        {
            Avx512F.Compress(Vector512<double>.Zero, isKept, numbers).CopyTo(room[kept..]);
            return kept + int.PopCount((int)bits);
        }

        for (; bits != 0; bits &= bits - 1)
        {
            room[kept++] = numbers.GetElement(int.TrailingZeroCount((int)bits));
        }

        return kept;
    }

    /// <summary>Keeps those of the first numbers that are above a pivot.</summary>
    private static int Above(Span<double> room, int count, double pivot) => AtLeast(room[..count], Math.BitIncrement(pivot), room);

    /// <summary>Keeps those of the first numbers that are below a pivot.</summary>
    private static int Below(Span<double> room, int count, double pivot)
    {
        var kept = 0;
        for (var next = 0; next < count; next++)
        {
            var number = room[next];
            room[kept] = number;
            kept += number < pivot ? 1 : 0;
        }

        return kept;
    }

    private static double Middle(double one, double other, double third) =>
        Math.Max(Math.Min(one, other), Math.Min(Math.Max(one, other), third));

    /// <summary>A number that most likely fewer than count numbers are above, but not many fewer.</summary>
    private static double Floor(ReadOnlySpan<double> numbers, int count)
    {
        Span<double> sample = stackalloc double[Sample];
        for (var draw = 0; draw < Sample; draw++)
        {
            sample[draw] = numbers[(int)((long)draw * numbers.Length / Sample)];
        }

        sample.Sort();
        var share = count / (double)numbers.Length;
        var rank = (int)((share * Sample) + (3 * Math.Sqrt(Sample * share * (1 - share)))) + 2;
        return rank > Sample ? double.NegativeInfinity : sample[Sample - rank];
    }
}
