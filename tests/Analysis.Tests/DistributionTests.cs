using MathNet.Numerics.Statistics;
using Reference = MathNet.Numerics.Distributions.StudentT;

namespace Contagion.Analysis.Tests;

/// <summary>Statistics over replications against MathNet.Numerics 5.0 and values by hand.</summary>
public sealed class DistributionTests
{
    public static TheoryData<int> Sizes => [1, 2, 3, 4, 5, 8, 20, 30, 31, 32, 33, 100, 999, 1000];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Mean_spread_and_quantiles_are_those_of_MathNet(int count)
    {
        var random = new Random(count);
        var values = Enumerable.Range(0, count).Select(_ => 1000 * Math.Pow(random.NextDouble(), 3)).ToArray();

        var distribution = Distribution.Of(values);

        Assert.Equal(count, distribution.Count);
        AssertNear(values.Average(), distribution.Mean, "mean");
        AssertNear(values.Min(), distribution.Min, "min");
        AssertNear(values.Max(), distribution.Max, "max");
        for (var level = 0; level < Distribution.Levels.Count; level++)
        {
            AssertNear(values.QuantileCustom(Distribution.Levels[level], QuantileDefinition.R7), distribution.Quantiles[level], $"quantile {Distribution.Levels[level]}");
        }

        if (count > 1)
        {
            AssertNear(values.StandardDeviation(), distribution.StandardDeviation, "standard deviation");
            var half = Reference.InvCDF(0, 1, count - 1, 0.975) * values.StandardDeviation() / Math.Sqrt(count);
            AssertNear(values.Average() - half, distribution.Confidence95!.Value.Low, "low", 1e-6);
            AssertNear(values.Average() + half, distribution.Confidence95!.Value.High, "high", 1e-6);
        }
    }

    // R 4.2: quantile(c(0,0,1,2,2,3,5,8,13,40), c(.05,.5,.95,.99)) by hand: place = 9 p, so 0, 2.5, 13 + 0.55 * 27, 13 + 0.91 * 27.
    [Fact]
    public void Quantiles_are_interpolated_between_order_statistics()
    {
        var distribution = Distribution.Of([13, 0, 40, 2, 1, 2, 3, 8, 5, 0]);

        Assert.Equal([0, 2.5, 27.85, 37.57], distribution.Quantiles.Select(quantile => Math.Round(quantile!.Value, 10)));
    }

    // Mean 3, squares 4 + 1 + 0 + 1 + 4 = 10, variance 10 / 4, t(4) = 2.776445.
    [Fact]
    public void Five_values_by_hand()
    {
        var distribution = Distribution.Of([1, 2, 3, 4, 5]);

        Assert.Equal((3, Math.Sqrt(2.5)), (distribution.Mean!.Value, distribution.StandardDeviation!.Value));
        AssertNear(3 - (2.776445105197793 * Math.Sqrt(0.5)), distribution.Confidence95!.Value.Low, "low");
    }

    [Fact]
    public void Of_a_single_value_there_is_no_spread()
    {
        var distribution = Distribution.Of([7]);

        Assert.Equal((1, 7, 7, 7), (distribution.Count, distribution.Mean!.Value, distribution.Min!.Value, distribution.Max!.Value));
        Assert.Null(distribution.StandardDeviation);
        Assert.Null(distribution.Confidence95);
        Assert.All(distribution.Quantiles, quantile => Assert.Equal(7, quantile));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_metric_that_is_undefined_everywhere_is_null_throughout(int count)
    {
        var distribution = Distribution.Of(Enumerable.Repeat(double.NaN, count));

        Assert.Equal(0, distribution.Count);
        Assert.Null(distribution.Mean ?? distribution.StandardDeviation ?? distribution.Min ?? distribution.Max);
        Assert.All(distribution.Quantiles, Assert.Null);
        Assert.Null(distribution.Confidence95);
    }

    [Fact]
    public void Replications_in_which_a_metric_is_undefined_are_left_out()
    {
        var distribution = Distribution.Of([double.NaN, 1, double.NaN, 3]);

        Assert.Equal((2, 2.0), (distribution.Count, distribution.Mean!.Value));
    }

    [Fact]
    public void Equal_values_have_no_spread_whatever_they_are()
    {
        var distribution = Distribution.Of(Enumerable.Repeat(0.1, 1000));

        Assert.Equal((0.1, 0.0), (distribution.Mean!.Value, distribution.StandardDeviation!.Value));
    }

    // 1 + 1e100 − 1e100 … a plain sum loses the ones: Kahan's classic, with Neumaier's answer.
    [Fact]
    public void A_sum_carries_its_rounding_error_along() => Assert.Equal(2, Distribution.Sum([1, 1e100, 1, -1e100]));

    [Fact]
    public void A_sum_that_overflows_is_infinite() => Assert.Equal(double.PositiveInfinity, Distribution.Sum([1e308, 1e308]));

    [Fact]
    public void The_quantile_of_Students_t_is_that_of_MathNet()
    {
        foreach (var degrees in Enumerable.Range(1, 200).Concat([500, 1000, 10_000, 1_000_000]))
        {
            AssertNear(Reference.InvCDF(0, 1, degrees, 0.975), StudentT.Quantile975(degrees), $"{degrees} degrees of freedom", 1e-6);
        }
    }

    private static void AssertNear(double expected, double? actual, string what, double tolerance = 1e-12) =>
        Assert.True(Math.Abs(expected - actual!.Value) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{what}: expected {expected:R}, got {actual:R}, tolerance {tolerance:R}");
}
