using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Weights from comparisons.</summary>
public sealed class PrioritiesTests
{
    internal static readonly double[][] Three = [[1, 3, 5], [1 / 3.0, 1, 3], [1 / 5.0, 1 / 3.0, 1]];

    private static readonly double[][] Four = [[1, 2, 4, 3], [1 / 2.0, 1, 3, 2], [1 / 4.0, 1 / 3.0, 1, 1 / 2.0], [1 / 3.0, 1 / 2.0, 2, 1]];

    // Source: models.md TV-AHP.
    [Fact]
    public void Three_criteria_are_weighed_as_models_md_says()
    {
        var three = Priorities.Of(Three);

        Near.Equal([.6369855717, .2582849944, .1047294339, 3.0385110906, .0331992160], [.. three.Weights, three.PrincipalValue, three.ConsistencyRatio], Near.Printed, "TV-AHP, 3 x 3");
    }

    [Fact]
    public void Four_criteria_are_weighed_as_models_md_says()
    {
        var four = Priorities.Of(Four);

        Near.Equal([.4672959828, .2771805906, .0954349516, .160088475, 4.0309834983, .0114753697], [.. four.Weights, four.PrincipalValue, four.ConsistencyRatio], Near.Printed, "TV-AHP, 4 x 4");
    }

    // models.md section 11, 14.
    [Fact]
    public void Comparisons_without_contradiction_give_back_their_weights_and_a_ratio_of_0()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var count = 1 + random.Next(Priorities.CountMax);
            double[] weights = [.. Enumerable.Range(0, count).Select(_ => .01 + random.NextDouble())];
            var priorities = Priorities.Of([.. weights.Select(one => weights.Select(other => one / other).ToArray())]);

            Near.Equal([.. weights.Select(weight => weight / weights.Sum())], priorities.Weights, Near.Exact, "weights");
            Assert.InRange(priorities.ConsistencyRatio, 0, 1e-12);
        }
    }

    [Fact]
    public void Weights_are_the_principal_eigenvector_and_sum_to_1()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var count = 2 + (round % 9);
            var comparisons = Random(random, count);
            var priorities = Priorities.Of(comparisons);

            var eigen = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRowArrays(comparisons).Evd();
            var largest = eigen.EigenValues.Where(value => Math.Abs(value.Imaginary) < 1e-9).Max(value => value.Real);
            Assert.Equal(largest, priorities.PrincipalValue, 1e-9);
            Assert.Equal(1, priorities.Weights.Sum(), Near.Exact);
            Assert.True(priorities.PrincipalValue >= count);
            for (var row = 0; row < count; row++)
            {
                Assert.Equal(priorities.PrincipalValue * priorities.Weights[row], comparisons[row].Zip(priorities.Weights).Sum(pair => pair.First * pair.Second), 1e-9);
            }
        }
    }

    [Fact]
    public void One_and_two_criteria_cannot_contradict_each_other()
    {
        Near.Equal([1, 0], [.. Priorities.Of([[1]]).Weights, Priorities.Of([[1]]).ConsistencyRatio], 0, "one");
        Near.Equal([.8, .2, 0], [.. Priorities.Of([[1, 4], [.25, 1]]).Weights, Priorities.Of([[1, 4], [.25, 1]]).ConsistencyRatio], Near.Exact, "two");
    }

    // A circle: the first beats the second, the second the third, and the third the first. Then weights of 8, 4, 2 and 1 with one comparison turned
    // round: of three criteria all would be to blame alike.
    [Fact]
    public void A_contradiction_is_found_and_the_worst_comparison_named()
    {
        double[][] circle = [[1, 3, 1 / 3.0], [1 / 3.0, 1, 3], [3, 1 / 3.0, 1]];
        double[][] typo = [[1, 2, 4, 1 / 8.0], [.5, 1, 2, 4], [.25, .5, 1, 2], [8, .25, .5, 1]];

        Assert.True(Priorities.Of(circle).ConsistencyRatio > Priorities.RatioMax);
        Assert.Equal((3, 0), (Priorities.Of(typo).Worst(typo).Row, Priorities.Of(typo).Worst(typo).Column));
    }

    [Theory]
    [InlineData("1 2, .5 1 3", 1, -1, "row 2 has 3 comparisons; expected 2")]
    [InlineData("1 2 3, .5 1", 0, -1, "row 1 has 3 comparisons; expected 2")]
    [InlineData("1 0, .5 1", 0, 1, "a comparison is 0; expected a finite number above 0")]
    [InlineData("1 2, -.5 1", 1, 0, "a comparison is -0.5")]
    [InlineData("1 NaN, 1 1", 0, 1, "a comparison is NaN")]
    [InlineData("1 Infinity, 0 1", 1, 0, "a comparison is 0")]
    [InlineData("1 2, .4 1", 1, 0, "criterion 2 is 0.4 times as important as criterion 1, which is 2 times as important as it; expected 1/2")]
    [InlineData("2 2, .5 1", 0, 0, "criterion 1 is 2 times as important as itself; expected 1")]
    public void Comparisons_that_are_not_positive_and_reciprocal_are_refused(string rows, int row, int column, string words)
    {
        double[][] comparisons = [.. rows.Split(", ").Select(line => line.Split(' ').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
        var fault = Priorities.Fault(comparisons);

        Assert.Equal((row, column), (fault!.Value.Row, fault.Value.Column));
        Assert.Contains(words, fault.Value.Fault, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Priorities.Of(comparisons));
    }

    [Fact]
    public void None_and_more_than_ten_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Priorities.Of([]));
        Assert.Throws<ArgumentException>(() => Priorities.Of([.. Enumerable.Range(0, 11).Select(_ => Enumerable.Repeat(1.0, 11).ToArray())]));
    }

    private static double[][] Random(Random random, int count)
    {
        double[][] comparisons = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Repeat(1.0, count).ToArray())];
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < row; column++)
            {
                comparisons[row][column] = random.Next(2) == 0 ? random.Next(1, 10) : 1.0 / random.Next(1, 10);
                comparisons[column][row] = 1 / comparisons[row][column];
            }
        }

        return comparisons;
    }
}
