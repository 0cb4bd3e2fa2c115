using MathNet.Numerics.Distributions;

namespace Contagion.Networks.Tests;

public sealed class DistributionTests
{
    private static readonly double[] Probabilities = [1e-10, 1e-4, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999, 1 - 1e-10];

    // Round trip: the distribution function itself is held against 50-digit values in ElementaryTests.
    [Fact]
    public void The_normal_quantile_is_the_inverse_of_the_distribution_function()
    {
        for (var exponent = 1; exponent <= 300; exponent += 7)
        {
            var probability = Math.Pow(10, -exponent);
            var there = Elementary.NormalCdf(Elementary.NormalQuantile(probability));
            // dΦ/Φ is about |x| dx, and |x| stays below 38: 1e-15 in x becomes at most 4e-14 × |x| here.
            Assert.True(Math.Abs(there - probability) <= 2e-12 * probability, $"10^-{exponent}: {there:R}");
        }

        foreach (var probability in Probabilities)
        {
            var there = Elementary.NormalCdf(Elementary.NormalQuantile(probability));
            Assert.True(Math.Abs(there - probability) <= 1e-13 * probability, $"{probability:R}: {there:R}");
        }
    }

    // The threshold that models.md 6.1 prints in TV-VAS, N^{-1}(0.1).
    [Fact]
    public void The_normal_quantile_has_the_value_printed_in_the_model_reference() =>
        Assert.Equal(-1.2815515655, Elementary.NormalQuantile(0.1), 10);

    [Fact]
    public void Quantiles_agree_with_another_library()
    {
        (Distribution Ours, Func<double, double> Theirs)[] pairs =
        [
            (new Uniform { Low = 0.2, High = 0.7 }, p => MathNet.Numerics.Distributions.ContinuousUniform.InvCDF(0.2, 0.7, p)),
            (new Normal { Mean = 3, Deviation = 0.5 }, p => MathNet.Numerics.Distributions.Normal.InvCDF(3, 0.5, p)),
            (new LogNormal { Median = 2, Deviation = 0.8 }, p => MathNet.Numerics.Distributions.LogNormal.InvCDF(Math.Log(2), 0.8, p)),
            (new Pareto { Scale = 1.5, Exponent = 2.5 }, p => MathNet.Numerics.Distributions.Pareto.InvCDF(1.5, 2.5, p)),
        ];
        foreach (var (ours, theirs) in pairs)
        {
            foreach (var probability in Probabilities)
            {
                var (own, other) = (ours.Quantile(probability), theirs(probability));
                Assert.True(Math.Abs(own - other) <= 1e-7 * Math.Abs(other), $"{ours.Name} at {probability:R}: {own:R}, there {other:R}");
            }
        }
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(0.5, 0.5)]
    [InlineData(30, 1)]
    [InlineData(1, 1)]
    [InlineData(200, 300)]
    public void The_beta_quantile_is_the_inverse_of_another_librarys_distribution_function(double a, double b)
    {
        var beta = new Beta { A = a, B = b };
        foreach (var probability in Probabilities[1..^1])
        {
            var there = MathNet.Numerics.SpecialFunctions.BetaRegularized(a, b, beta.Quantile(probability));
            // Near 1 a double cannot say how far below 1 the quantile lies, hence the absolute part.
            Assert.True(Math.Abs(there - probability) <= (1e-10 * probability) + 1e-8, $"Beta({a}, {b}) at {probability:R}: {there:R}");
        }
    }

    [Fact]
    public void Discrete_and_bernoulli_sizes_are_as_frequent_as_their_weights()
    {
        var discrete = new Discrete { Sizes = [0.1, 0.2, 0.4], Weights = [1, 2, 1] };
        Assert.Equal([0.1, 0.1, 0.2, 0.2, 0.2, 0.4, 0.4], new[] { 0.01, 0.24, 0.26, 0.5, 0.74, 0.76, 0.99 }.Select(discrete.Quantile));
        var bernoulli = new Bernoulli { Probability = 0.25, Size = 3 };
        Assert.Equal([0, 0, 3, 3], new[] { 0.1, 0.74, 0.76, 0.99 }.Select(bernoulli.Quantile));
    }
}
