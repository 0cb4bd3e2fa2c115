namespace Contagion.Engine.Tests;

/// <summary>What a lane computes is the same bits alone and among eight, for the numbers on which processors disagree as well.</summary>
public sealed class LanesTests
{
    private static readonly double[] Numbers = [0, -0.0, 1, -1, double.Epsilon, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    [Fact]
    public void The_smaller_and_the_larger_of_two_numbers_is_the_first_unless_the_second_lies_beyond_it()
    {
        foreach (var (first, second) in Numbers.SelectMany(first => Numbers.Select(second => (first, second))))
        {
            var (smaller, larger) = (second < first ? second : first, second > first ? second : first);
            Check(smaller, OneLane.Min(OneLane.Of(first), OneLane.Of(second))[0], EightLanes.Min(EightLanes.Of(first), EightLanes.Of(second)), $"min {first} {second}");
            Check(larger, OneLane.Max(OneLane.Of(first), OneLane.Of(second))[0], EightLanes.Max(EightLanes.Of(first), EightLanes.Of(second)), $"max {first} {second}");
        }
    }

    private static void Check(double expected, double alone, EightLanes together, string what)
    {
        for (var lane = 0; lane < EightLanes.Count; lane++)
        {
            Assert.True(
                BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(alone) && BitConverter.DoubleToInt64Bits(alone) == BitConverter.DoubleToInt64Bits(together[lane]),
                $"{what}: expected {expected}, alone {alone}, together {together[lane]}");
        }
    }
}
