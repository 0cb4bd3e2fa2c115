using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Training of logistic scores.</summary>
public sealed class LogisticRegressionTests
{
    // Two cells, 1 of 4 and 3 of 4 failed: log odds ±log 3 in closed form. x is −1 or 1 after standardising. The information of each cell is
    // 4 · 3/16; the standard error of either weight 1/√(8 · 3/16).
    [Fact]
    public void Two_cells_have_the_weights_of_their_odds()
    {
        var set = new TrainingSet(["x"], [[10], [10], [10], [10], [20], [20], [20], [20]], [true, false, false, false, true, true, true, false]);

        var trained = LogisticRegression.Train(set, 0);

        Near.Equal([0, Math.Log(3)], [trained.Scorer!.Intercept, trained.Scorer.Weights[0].Weight], 1e-9, "weights");
        Near.Equal([1 / Math.Sqrt(1.5), 3, Math.Pow(3, .2)], [trained.Coefficients[0].StandardError, trained.Coefficients[0].OddsRatio, trained.Coefficients[0].OddsRatioOfUnit], 1e-9, "standard error, odds");
        Near.Equal([.25, .75], [trained.Scorer.Score([10]), trained.Scorer.Score([20])], 1e-9, "scores");
        // 2 Φ(−log 3 √1.5), z = −1.34552.
        Assert.Equal(.178453, trained.Coefficients[0].PValue, 1e-5);
    }

    // Source: models.md TV-LOGIT, as a scorer with means 0 and deviations 1.
    [Fact]
    public void A_scorer_scores_as_models_md_says() => Assert.Equal(
        .2314752165, new LogisticScorer(-3, [new("a", 0, 1, 1.2), new("b", 0, 1, -.8), new("c", 0, 1, .5)]).Score([1, .5, 2]), Near.Printed);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(25)]
    public void Weights_are_those_of_gradient_descent(double ridge)
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var set = RandomPlatforms.Of(seed, 60, 3);
            var trained = LogisticRegression.Train(set, ridge);
            Assert.Null(trained.Fault);

            var naive = Descend(set, ridge);

            // The descent stops where the gradient is 1e-9; curvature is at least 1 for 60 platforms.
            Near.Equal(naive, [trained.Scorer!.Intercept, .. trained.Scorer.Weights.Select(weight => weight.Weight)], 1e-7, $"seed {seed}");
        }
    }

    [Fact]
    public void Scores_do_not_hang_on_units_and_a_turned_feature_turns_its_weight()
    {
        var set = RandomPlatforms.Of(3, 80, 2);
        var turned = new TrainingSet(set.Features, Array.ConvertAll(set.Rows, row => (double[])[(row[0] * 1e6) - 5, -row[1]]), set.HasFailed);

        var (one, other) = (LogisticRegression.Train(set, 1), LogisticRegression.Train(turned, 1));

        Near.Equal(CrossValidation.Scores(one.Scorer!, set), CrossValidation.Scores(other.Scorer!, turned), 1e-8, "scores");
        Assert.Equal(one.Coefficients[1].Feature.Weight, -other.Coefficients[1].Feature.Weight, 1e-8);
        Assert.Equal(one.Coefficients[1].PValue, other.Coefficients[1].PValue, 1e-8);
    }

    // The likelihood equation of the intercept: scores sum to the failures, with a penalty as well.
    [Fact]
    public void As_many_fail_as_scores_say()
    {
        var set = RandomPlatforms.Of(5, 200, 4);

        Assert.Equal(set.Failed, CrossValidation.Scores(LogisticRegression.Train(set, 3).Scorer!, set).Sum(), 1e-7);
    }

    [Fact]
    public void A_heavier_penalty_makes_weights_smaller()
    {
        var set = RandomPlatforms.Of(2, 60, 3);
        double[] sizes = [.. new[] { 0, 1, 10, 1e3, 1e9 }.Select(ridge => LogisticRegression.Train(set, ridge).Scorer!.Weights.Sum(weight => weight.Weight * weight.Weight))];

        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.InRange(sizes[^1], 0, 1e-12);
    }

    [Fact]
    public void Perfect_separation_is_told_and_a_penalty_copes_with_it()
    {
        var set = new TrainingSet(["age", "leak"], [[3, 0], [1, 0], [2, 0], [1, 1], [3, 1], [2, 1]], [false, false, false, true, true, true]);

        var endless = LogisticRegression.Train(set, 0);
        var penalised = LogisticRegression.Train(set, 1);

        Assert.Null(endless.Scorer);
        Assert.Contains("tell all 3 failed platforms from all 3 healthy ones", endless.Fault, StringComparison.Ordinal);
        Assert.Contains("'leak' weighs most", endless.Fault, StringComparison.Ordinal);
        Assert.True(penalised is { Fault: null, IsSeparated: true });
    }

    // All with the flag failed, and some without: not separated, yet the likeliest weight of the flag is infinite.
    [Fact]
    public void Separation_but_for_ties_is_told()
    {
        var set = new TrainingSet(["flag", "x"], [[1, 1], [1, 2], [0, 3], [0, 1], [0, 2], [0, 3], [0, 1]], [true, true, true, false, false, false, true]);

        var endless = LogisticRegression.Train(set, 0);

        Assert.Null(endless.Scorer);
        Assert.Contains("'flag' weighs most", endless.Fault, StringComparison.Ordinal);
        Assert.Null(LogisticRegression.Train(set, .1).Fault);
    }

    [Fact]
    public void A_feature_that_repeats_others_is_told_and_a_penalty_shares_its_weight()
    {
        var set = RandomPlatforms.Of(4, 50, 2);
        var repeated = new TrainingSet(["a", "b", "sum"], Array.ConvertAll(set.Rows, row => (double[])[row[0], row[1], row[0] + row[1]]), set.HasFailed);

        Assert.Contains("feature 'sum' is a combination of others", LogisticRegression.Train(repeated, 0).Fault, StringComparison.Ordinal);
        Assert.Null(LogisticRegression.Train(repeated, 1).Fault);
    }

    [Fact]
    public void Huge_and_tiny_features_are_weighed()
    {
        var set = RandomPlatforms.Of(6, 60, 2);
        var scaled = new TrainingSet(set.Features, Array.ConvertAll(set.Rows, row => (double[])[row[0] * 1e150, row[1] * 1e-90]), set.HasFailed);

        Near.Equal(CrossValidation.Scores(LogisticRegression.Train(set, 1).Scorer!, set), CrossValidation.Scores(LogisticRegression.Train(scaled, 1).Scorer!, scaled), 1e-8, "scores");
    }

    [Fact]
    public void What_cannot_be_learnt_from_is_told()
    {
        Assert.Equal([(null, "all 2 platforms are healthy; expected some that failed and some that did not"), (0, "feature 'x' is the same for all platforms; expected one that tells them apart, or leave it out")],
            new TrainingSet(["x"], [[1], [1]], [false, false]).Faults());
        Assert.Contains("all 1 platforms failed", new TrainingSet(["x"], [[1]], [true]).Faults().First().Fault, StringComparison.Ordinal);
        Assert.Contains("there are no platforms", new TrainingSet(["x"], [], []).Faults().Single().Fault, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new TrainingSet(["x"], [[1, 2]], [true]));
        Assert.Throws<ArgumentException>(() => new TrainingSet(["x"], [[1]], []));
    }

    private static double[] Descend(TrainingSet set, double ridge)
    {
        var (mean, rows) = (set.Features.Select((_, feature) => set.Rows.Average(row => row[feature])).ToArray(), set.Rows);
        var deviation = mean.Select((middle, feature) => Math.Sqrt(rows.Average(row => Math.Pow(row[feature] - middle, 2)))).ToArray();
        double[][] inputs = [.. rows.Select(row => (double[])[1, .. row.Select((number, feature) => (number - mean[feature]) / deviation[feature])])];
        var weights = new double[inputs[0].Length];
        var gradient = new double[weights.Length];
        // The curvature is at most ¼ Σ |x|² + λ, so this step never overshoots.
        var step = 1 / ((inputs.Sum(row => row.Sum(number => number * number)) / 4) + ridge);
        do
        {
            for (var weight = 0; weight < weights.Length; weight++)
            {
                gradient[weight] = inputs.Select((row, one) => ((set.HasFailed[one] ? 1 : 0) - (1 / (1 + Math.Exp(-row.Zip(weights).Sum(pair => pair.First * pair.Second))))) * row[weight]).Sum()
                    - (weight == 0 ? 0 : ridge * weights[weight]);
            }

            weights = [.. weights.Select((weight, place) => weight + (step * gradient[place]))];
        }
        while (gradient.Max(Math.Abs) > 1e-8);
        return weights;
    }
}
