using System.Numerics;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Sums of losses against sums of whole numbers of any length, which know no rounding.</summary>
public sealed class ExactSumTests
{
    private const int Million = 1_000_000;

    /// <summary>Doubles are multiples of 2^-1074.</summary>
    private const int Grain = 1074;

    // Largest number, and how many powers of ten the smallest lies below it.
    public static TheoryData<double, int> Magnitudes => new() { { 1, 0 }, { 1, 3 }, { 1e12, 18 }, { 1e12, 40 }, { 1e20, 40 }, { 1e-20, 40 }, { 1e300, 40 }, { 1e-200, 10 } };

    [Theory]
    [MemberData(nameof(Magnitudes))]
    public void Any_order_and_any_grouping_give_the_same_bits(double largest, int powers)
    {
        foreach (var count in new[] { 1, 2, 7, 1000, 20_000 })
        {
            AnyOrder(largest, powers, count);
        }
    }

    [LongFact]
    public void A_million_numbers_give_the_same_bits_in_any_order()
    {
        foreach (var row in Magnitudes)
        {
            AnyOrder((double)row[0], (int)row[1], Million);
        }
    }

    [Theory]
    [MemberData(nameof(Magnitudes))]
    public void What_is_added_and_taken_away_leaves_no_trace(double largest, int powers)
    {
        const int count = 5000;
        var (random, scale) = (new Random(count), new SumScale(largest, count));
        var (stay, leave) = (Numbers(random, largest, powers, count), Numbers(random, largest, powers, count));
        var expected = Sum(stay, scale).Total[0];

        var sum = default(ExactSum<OneLane>);
        for (var index = 0; index < count; index++)
        {
            // Half of those that leave go at once, half when all the others are there.
            sum.Add(new OneLane(leave[index]), scale);
            sum.Add(new OneLane(stay[index]), scale);
            sum.Add(new OneLane(index % 2 == 0 ? -leave[index] : 0), scale);
        }

        for (var index = 1; index < count; index += 2)
        {
            sum.Add(new OneLane(-leave[index]), scale);
        }

        AssertSame(expected, sum.Total[0], $"{count} numbers up to {largest} over {powers} powers of ten");
        Assert.Equal(0, Rest(stay, scale));
    }

    // Parts of all numbers are kept to some 2^-90 of the largest, so a sum that holds the largest is rounded once or twice.
    [Theory]
    [InlineData(1, 100_000)]
    [InlineData(1e12, 1000)]
    [InlineData(1e-9, 10)]
    [InlineData(3.7e15, 100_000)]
    public void The_total_is_the_exact_sum_within_its_last_bit(double largest, int count)
    {
        var random = new Random(count);
        for (var repeat = 0; repeat < 5; repeat++)
        {
            // Just below 2^60 between the largest and the smallest.
            double[] numbers = [largest, .. Enumerable.Range(1, count - 1).Select(_ => largest * Math.ScaleB(0.5 + (random.NextDouble() / 2), -random.Next(59)))];
            AssertWithinLastBit(numbers, new SumScale(largest, count));
        }
    }

    [LongFact]
    public void The_total_of_a_million_is_the_exact_sum_within_its_last_bit()
    {
        var random = new Random(Million);
        double[] numbers = [1e12, .. Enumerable.Range(1, Million - 1).Select(_ => 1e12 * Math.ScaleB(0.5 + (random.NextDouble() / 2), -random.Next(59)))];
        AssertWithinLastBit(numbers, new SumScale(1e12, Million));
    }

    // The bound may be far above what is summed: one large bank, and shocks to small ones.
    [Theory]
    [InlineData(1e6)]
    [InlineData(1e9)]
    public void Numbers_far_below_the_bound_are_summed_as_well(double room)
    {
        var random = new Random(4);
        double[] numbers = [.. Enumerable.Range(0, 1000).Select(_ => 1 + random.NextDouble())];
        AssertWithinLastBit(numbers, new SumScale(room * 2, 1000));
    }

    private static void AnyOrder(double largest, int powers, int count)
    {
        var (random, scale) = (new Random(count), new SumScale(largest, count));
        var numbers = Numbers(random, largest, powers, count);
        var expected = Sum(numbers, scale).Total[0];
        var inputs = $"{count} numbers up to {largest} over {powers} powers of ten";

        // Every lane another order, then all in groups that are put together as they come.
        var orders = Enumerable.Range(0, EightLanes.Count).Select(lane => Ordered(numbers, lane, random)).ToArray();
        var lanes = default(ExactSum<EightLanes>);
        for (var index = 0; index < count; index++)
        {
            var number = EightLanes.Zero;
            for (var lane = 0; lane < EightLanes.Count; lane++)
            {
                number = number.With(lane, orders[lane][index]);
            }

            lanes.Add(number, scale);
        }

        for (var lane = 0; lane < EightLanes.Count; lane++)
        {
            AssertSame(expected, lanes.Total[lane], $"{inputs}, order {lane}");
        }

        AssertSame(expected, Grouped(orders[^1], scale, random).Total[0], $"{inputs}, in groups");
    }

    private static double[] Ordered(double[] numbers, int way, Random random)
    {
        var order = (double[])numbers.Clone();
        switch (way)
        {
            case 0:
                Array.Sort(order);
                break;
            case 1:
                Array.Sort(order);
                Array.Reverse(order);
                break;
            default:
                random.Shuffle(order);
                break;
        }

        return order;
    }

    private static ExactSum<OneLane> Grouped(ReadOnlySpan<double> numbers, SumScale scale, Random random)
    {
        if (numbers.Length < 10)
        {
            return Sum(numbers, scale);
        }

        var cut = random.Next(numbers.Length);
        var (first, second) = (Grouped(numbers[..cut], scale, random), Grouped(numbers[cut..], scale, random));
        second.Add(first);
        return second;
    }

    private static ExactSum<OneLane> Sum(ReadOnlySpan<double> numbers, SumScale scale)
    {
        var sum = default(ExactSum<OneLane>);
        foreach (var number in numbers)
        {
            sum.Add(new OneLane(number), scale);
        }

        return sum;
    }

    /// <summary>What is left when all that was added is taken away in another order.</summary>
    private static double Rest(double[] numbers, SumScale scale)
    {
        var sum = Sum(numbers, scale);
        foreach (var number in numbers.Reverse())
        {
            sum.Add(new OneLane(-number), scale);
        }

        return sum.Total[0];
    }

    private static double[] Numbers(Random random, double largest, int powers, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => largest * Math.Pow(10, -powers * random.NextDouble()) * (random.Next(4) == 0 ? -1 : 1))];

    private static void AssertSame(double expected, double actual, string inputs) =>
        Assert.True(SameBits.Of(expected) == SameBits.Of(actual), $"{inputs}: {expected:R} or {actual:R}");

    private static void AssertWithinLastBit(double[] numbers, SumScale scale)
    {
        var exact = BigInteger.Zero;
        foreach (var number in numbers)
        {
            exact += Whole(number);
        }

        var total = Sum(numbers, scale).Total[0];
        var error = BigInteger.Abs(exact - Whole(total));
        var tolerance = Whole(Math.BitIncrement(total) - total);
        Assert.True(error <= tolerance, $"{numbers.Length} numbers up to {numbers.Max():R}: {total:R} is {(double)error / (double)tolerance} of its last bit from the exact sum; tolerance 1");
    }

    /// <summary>A double as a multiple of 2^-1074.</summary>
    private static BigInteger Whole(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var fraction = bits & 0xFFFFFFFFFFFFF;
        var whole = exponent == 0 ? fraction : new BigInteger(fraction | (1L << 52)) << (exponent - 1 + Grain - 1074);
        return bits < 0 ? -whole : whole;
    }
}
