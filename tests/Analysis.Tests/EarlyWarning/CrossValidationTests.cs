using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Scorers on platforms that they were not trained on.</summary>
public sealed class CrossValidationTests
{
    [Fact]
    public void Every_part_has_its_share_of_both_kinds()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var set = RandomPlatforms.Of(seed, 43, 2);
            var folds = CrossValidation.Deal(set.HasFailed, 4, (ulong)seed);

            foreach (var label in new[] { true, false })
            {
                var counts = Enumerable.Range(0, 4).Select(fold => folds.Where((one, platform) => one == fold && set.HasFailed[platform] == label).Count()).ToArray();
                Assert.InRange(counts.Max() - counts.Min(), 0, 1);
            }
        }
    }

    [Fact]
    public void The_seed_deals_and_the_same_seed_deals_the_same()
    {
        var set = RandomPlatforms.Of(1, 40, 2);

        Assert.Equal(CrossValidation.Deal(set.HasFailed, 4, 7), CrossValidation.Deal(set.HasFailed, 4, 7));
        Assert.NotEqual(CrossValidation.Deal(set.HasFailed, 4, 7), CrossValidation.Deal(set.HasFailed, 4, 8));
    }

    // A tree of single leaves knows everybody it has seen, and nothing of labels that are drawn without regard to features.
    [Fact]
    public void Learning_by_heart_is_found_out()
    {
        var random = new Random(11);
        var set = new TrainingSet(["x"], [.. Enumerable.Range(0, 400).Select(_ => (double[])[random.NextDouble()])], [.. Enumerable.Range(0, 400).Select(_ => random.Next(2) == 0)]);

        var outside = CrossValidation.Of(set, some => new Trained(TreeGrowth.Grow(some, 50, 1), null), (scores, labels) => WarningThreshold.Choose(scores, labels, .1, 1), 5, 1);

        Assert.Equal(1, AreaUnderCurve.Of(CrossValidation.Scores(TreeGrowth.Grow(set, 50, 1), set), set.HasFailed).Value);
        Assert.InRange(outside.Area, .4, .6);
    }

    // Worked once more, part by part.
    [Fact]
    public void Every_platform_is_scored_by_what_was_trained_without_it()
    {
        var set = RandomPlatforms.Of(2, 60, 3);
        Trained Train(TrainingSet some) => new(LogisticRegression.Train(some, 1).Scorer, null);
        WarningThreshold Choose(double[] scores, bool[] labels) => WarningThreshold.Choose(scores, labels, .2, 1);

        var outside = CrossValidation.Of(set, Train, Choose, 3, 5);

        var (folds, squares, areas, caught) = (CrossValidation.Deal(set.HasFailed, 3, 5), 0.0, new List<double>(), 0);
        for (var fold = 0; fold < 3; fold++)
        {
            int[] held = [.. Enumerable.Range(0, 60).Where(one => folds[one] == fold)];
            var known = set.Of(Enumerable.Range(0, 60).Except(held));
            var scorer = Train(known).Scorer!;
            var threshold = Choose(CrossValidation.Scores(scorer, known), known.HasFailed).Threshold;
            double[] scores = [.. held.Select(one => scorer.Score(set.Rows[one]))];
            areas.Add(AreaUnderCurve.Of(scores, [.. held.Select(one => set.HasFailed[one])]).Value);
            squares += held.Zip(scores).Sum(pair => Math.Pow(pair.Second - (set.HasFailed[pair.First] ? 1 : 0), 2));
            caught += held.Zip(scores).Count(pair => set.HasFailed[pair.First] && pair.Second >= threshold);
        }

        Near.Equal([areas.Average(), squares / 60, caught, 60], [outside.Area, outside.Brier, outside.Counts.Caught, outside.Counts.Caught + outside.Counts.Missed + outside.Counts.FalseAlarms + outside.Counts.Cleared], Near.Exact, "by part");
    }

    [Fact]
    public void A_part_without_which_nothing_can_be_trained_is_told()
    {
        var outside = CrossValidation.Of(RandomPlatforms.Of(1, 20, 1), _ => new Trained(null, "it rains"), (_, _) => throw new InvalidOperationException(), 2, 1);

        Assert.Equal("without part 1 of 2, it rains", outside.Fault);
    }
}
