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

    /// <summary>The largest numbers, in no special order.</summary>
    /// <param name="numbers">Finite numbers.</param>
    /// <param name="count">How many are wanted, from 1 to as many as there are.</param>
    /// <param name="room">At least <see cref="Slack"/> longer than <paramref name="numbers"/>; receives the largest at its beginning.</param>
    /// <returns>The smallest of these.</returns>
    public static double Largest(ReadOnlySpan<double> numbers, int count, Span<double> room)
    {
        var kept = AtLeast(numbers, numbers.Length > SmallMax ? Floor(numbers, count) : double.NegativeInfinity, room);
        if (kept < count)
        {
            numbers.CopyTo(room);
            kept = numbers.Length;
        }

        return Partition(room[..kept], count);
    }

    /// <summary>Gathers the numbers that are at least <paramref name="floor"/>, in their order.</summary>
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

    /// <summary>Moves the largest to the beginning.</summary>
    /// <returns>The smallest of these.</returns>
    public static double Partition(Span<double> numbers, int count)
    {
        // Everything before first belongs to the largest, everything from end on does not.
        var (first, end) = (0, numbers.Length);
        for (var rounds = 2 * int.Log2(numbers.Length); end - first > 16; rounds--)
        {
            if (rounds == 0)
            {
                break;
            }

            var (left, right) = Split(numbers, first, end);
            if (count <= right + 1)
            {
                end = right + 1;
            }
            else if (count > left)
            {
                first = left;
            }
            else
            {
                // What stands between equals the pivot.
                return numbers[count - 1];
            }
        }

        numbers[first..end].Sort(static (one, other) => other.CompareTo(one));
        return numbers[count - 1];
    }

    /// <summary>Puts numbers above the pivot first: from first to Right they are at least the pivot, from Left to the end at most.</summary>
    private static (int Left, int Right) Split(Span<double> numbers, int first, int end)
    {
        var pivot = Middle(numbers[first], numbers[first + ((end - first) / 2)], numbers[end - 1]);
        var (left, right) = (first, end - 1);
        while (left <= right)
        {
            while (numbers[left] > pivot)
            {
                left++;
            }

            while (numbers[right] < pivot)
            {
                right--;
            }

            if (left <= right)
            {
                (numbers[left], numbers[right]) = (numbers[right], numbers[left]);
                left++;
                right--;
            }
        }

        return (left, right);
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
