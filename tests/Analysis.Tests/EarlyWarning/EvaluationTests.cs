using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Fuzzy comprehensive evaluation.</summary>
public sealed class EvaluationTests
{
    private static readonly double[][] Rows = [[.1, .3, .4, .2], [.3, .4, .2, .1], [.5, .3, .1, .1]];
    private static readonly Grade[] Grades = [new("1", 25), new("2", 50), new("3", 75), new("4", 100)];

    // Source: models.md TV-FCE.
    [Fact]
    public void A_weighted_average_is_that_of_models_md()
    {
        var judged = Judge(FuzzyOperator.WeightedAverage);

        Near.Equal([.1935487724, .3258284994, .316924171, .1636985572, 61.2693128221], [.. judged.Membership, judged.Score], Near.Printed, "TV-FCE, M(·,+)");
        Assert.Equal("2", judged.Grade.Name);
    }

    [Fact]
    public void The_largest_of_lesser_shares_is_that_of_models_md()
    {
        var judged = Judge(FuzzyOperator.MaxMin);

        Near.Equal([.2229891569, .2590036144, .3453381525, .1726690762], judged.Membership, Near.Printed, "TV-FCE, M(∧,∨)");
        Assert.Equal("3", judged.Grade.Name);
    }

    // The row of a criterion of the level above is what came of the level below.
    [Fact]
    public void Two_levels_are_judged_from_the_bottom_up()
    {
        var parts = new Criterion.Composed("parts", [new Criterion.Voted("a", [1, 0]), new Criterion.Voted("b", [0, 1])], Priorities.Of([[1, 3], [1 / 3.0, 1]]));
        var whole = new Criterion.Composed("whole", [parts, new Criterion.Measured("c", "capital", [10, 20])], Priorities.Of([[1, 1], [1, 1]]));
        var judged = new Evaluation([new("good", 0), new("bad", 1)], FuzzyOperator.WeightedAverage, whole).Judge(feature => feature == "capital" ? 12 : double.NaN);

        // (¾ + .8) / 2 good.
        Near.Equal([.775, .225, .225], [.. judged.Membership, judged.Score], Near.Exact, "whole");
        Near.Equal([.75, .25, .8, .2], [.. judged.Parts[0].Membership, .. judged.Parts[1].Membership], Near.Exact, "parts");
        Assert.Equal(["capital"], whole.Features);
    }

    [Fact]
    public void Memberships_sum_to_1_and_scores_lie_between_the_points()
    {
        var random = new Random(8);
        for (var round = 0; round < 300; round++)
        {
            var (criteria, grades) = (1 + random.Next(6), 2 + random.Next(4));
            var weights = Membership.OfVotes([.. Enumerable.Range(0, criteria).Select(_ => random.NextDouble())]);
            double[][] rows = [.. Enumerable.Range(0, criteria).Select(_ => Membership.OfVotes([.. Enumerable.Range(0, grades).Select(_ => (double)random.Next(5)).Append(1).Skip(1)]))];
            foreach (var by in Enum.GetValues<FuzzyOperator>())
            {
                var combined = Membership.Combine(weights, rows, by);
                Assert.Equal(1, combined.Sum(), Near.Exact);
                Assert.All(combined, share => Assert.InRange(share, 0, 1));
            }
        }
    }

    [Theory]
    [InlineData(5, 1, 0, 0)]
    [InlineData(10, 1, 0, 0)]
    [InlineData(15, .5, .5, 0)]
    [InlineData(20, 0, 1, 0)]
    [InlineData(35, 0, .25, .75)]
    [InlineData(40, 0, 0, 1)]
    [InlineData(99, 0, 0, 1)]
    public void A_number_between_two_grades_belongs_to_both(double number, double first, double second, double third)
    {
        Near.Equal([first, second, third], Membership.OfNumber(number, [10, 20, 40]), Near.Exact, "rising");
        Near.Equal([first, second, third], Membership.OfNumber(-number, [-10, -20, -40]), Near.Exact, "falling");
    }

    [Fact]
    public void Of_equal_shares_the_first_grade_is_given() => Assert.Equal(1, Membership.GradeOf([.2, .4, .4]));

    private static Judgement Judge(FuzzyOperator by) =>
        new Evaluation(Grades, by, new Criterion.Composed("whole", [.. Rows.Select((row, place) => new Criterion.Voted($"{place}", row))], Priorities.Of(PrioritiesTests.Three))).Judge(_ => double.NaN);
}
