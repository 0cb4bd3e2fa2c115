namespace Contagion.Engine.Tests;

/// <summary>A lane of eight computes what one lane computes, bit by bit, whatever instructions the processor has for it.</summary>
public sealed class LanesTests
{
    // Zeros of either sign, NaN and infinities are where the processor's own minimum and maximum part from a comparison.
    private static readonly double[] Numbers =
        [0, -0.0, 1, -1, Math.BitIncrement(1), Math.BitDecrement(1), double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    [Fact]
    public void Minimum_and_maximum_are_comparisons()
    {
        foreach (var (first, second) in Pairs())
        {
            Same(second < first ? second : first, EightLanes.Min(EightLanes.Of(first), EightLanes.Of(second)), OneLane.Min(OneLane.Of(first), OneLane.Of(second)), $"min {first} {second}");
            Same(second > first ? second : first, EightLanes.Max(EightLanes.Of(first), EightLanes.Of(second)), OneLane.Max(OneLane.Of(first), OneLane.Of(second)), $"max {first} {second}");
        }
    }

    [Fact]
    public void A_number_times_lanes_is_the_product_in_each_lane()
    {
        // The bits of NaN are not promised: which operand they come from is up to the processor.
        foreach (var (first, second) in Pairs().Where(pair => !double.IsNaN(pair.First * pair.Second)))
        {
            Same(first * second, first * EightLanes.Of(second), first * OneLane.Of(second), $"{first} times {second}");
        }
    }

    private static IEnumerable<(double First, double Second)> Pairs() => Numbers.SelectMany(_ => Numbers, (first, second) => (first, second));

    private static void Same(double expected, EightLanes eight, OneLane one, string inputs)
    {
        for (var lane = 0; lane < EightLanes.Count; lane++)
        {
            Assert.True(Bits(expected) == Bits(eight[lane]), $"{inputs}: expected {expected}, lane {lane} has {eight[lane]}");
        }

        Assert.True(Bits(expected) == Bits(one[0]), $"{inputs}: expected {expected}, one lane has {one[0]}");
    }

    private static long Bits(double number) => BitConverter.DoubleToInt64Bits(number);
}
