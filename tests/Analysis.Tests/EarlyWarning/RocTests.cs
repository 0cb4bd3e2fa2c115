using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Scores against what happened.</summary>
public sealed class RocTests
{
    private static readonly double[] Scores = [.9, .8, .7, .6, .55, .4, .3, .2];
    private static readonly bool[] HasFailed = [true, true, false, true, false, true, false, false];

    // Source: models.md TV-ROC.
    [Fact]
    public void Area_and_errors_are_those_of_models_md()
    {
        var counts = Confusion.Of(Scores, HasFailed, .5);

        Assert.Equal(.8125, AreaUnderCurve.Of(Scores, HasFailed).Value);
        Assert.Equal(new Confusion(Caught: 3, Missed: 1, FalseAlarms: 2, Cleared: 2), counts);
        Assert.Equal(.25, counts.TypeI);
        Assert.Equal(.5, counts.TypeII);
    }

    // Worked by hand: failed platforms beat 4, 4, 3 and 2 of 4 healthy ones; squares of these shares about their mean .8125 sum to .171875. Healthy
    // ones are beaten by 2, 3, 4 and 4 of 4, which has the same squares.
    [Fact]
    public void The_interval_is_that_of_DeLong()
    {
        var area = AreaUnderCurve.Of(Scores, HasFailed);

        var margin = 1.959963984540054 * Math.Sqrt(2 * (.171875 / 3) / 4);
        Near.Equal([.8125 - margin, 1], [area.Low, area.High], Near.Exact, "margin, cut off at 1");
    }

    [Fact]
    public void The_area_is_that_of_all_pairs_and_of_the_trapezes_under_the_curve()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var (scores, hasFailed) = Random(seed);
            var (failed, healthy) = (Split(true), Split(false));
            var wins = failed.Sum(one => healthy.Sum(other => one > other ? 1 : one == other ? .5 : 0));

            Near.Equal([wins / (failed.Length * healthy.Length), Trapezes(scores, hasFailed)], Enumerable.Repeat(AreaUnderCurve.Of(scores, hasFailed).Value, 2).ToArray(), Near.Exact, $"seed {seed}");

            double[] Split(bool label) => [.. scores.Where((_, platform) => hasFailed[platform] == label)];
        }
    }

    [Fact]
    public void The_variance_is_that_of_all_pairs()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var (scores, hasFailed) = Random(seed);
            var (failed, healthy) = (scores.Where((_, one) => hasFailed[one]).ToArray(), scores.Where((_, one) => !hasFailed[one]).ToArray());
            static double Wins(double one, double other) => one > other ? 1 : one == other ? .5 : 0;
            var variance = (Variance([.. failed.Select(one => healthy.Average(other => Wins(one, other)))]) / failed.Length)
                + (Variance([.. healthy.Select(other => failed.Average(one => Wins(one, other)))]) / healthy.Length);

            var area = AreaUnderCurve.Of(scores, hasFailed);

            var margin = 1.959963984540054 * Math.Sqrt(variance);
            Near.Equal([Math.Max(0, area.Value - margin), Math.Min(1, area.Value + margin)], [area.Low, area.High], Near.Exact, $"seed {seed}");
        }

        static double Variance(double[] shares) => shares.Sum(share => Math.Pow(share - shares.Average(), 2)) / (shares.Length - 1);
    }

    [Fact]
    public void The_area_keeps_under_rising_maps_and_turns_round_with_the_labels()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var (scores, hasFailed) = Random(seed);
            var area = AreaUnderCurve.Of(scores, hasFailed);

            Assert.Equal(area, AreaUnderCurve.Of([.. scores.Select(score => Math.Exp(3 * score) - 7)], hasFailed));
            Assert.Equal(1 - area.Value, AreaUnderCurve.Of(scores, [.. hasFailed.Select(failed => !failed)]).Value, Near.Exact);
            Assert.InRange(area.Value, area.Low, area.High);
        }
    }

    [Fact]
    public void Scores_that_are_all_the_same_say_nothing() => Assert.Equal(new AreaUnderCurve(.5, .5, .5), AreaUnderCurve.Of([.3, .3, .3, .3, .3], [true, false, true, false, false]));

    [Fact]
    public void One_of_a_kind_has_no_interval()
    {
        var area = AreaUnderCurve.Of([.9, .3, .4], [true, false, false]);

        Assert.Equal(1, area.Value);
        Assert.True(double.IsNaN(area.Low) && double.IsNaN(area.High));
        Assert.True(double.IsNaN(AreaUnderCurve.Of([.9, .3], [true, true]).Value));
    }

    // Worked by hand on TV-ROC: with none missed all from .4 on are warned of, and two of four healthy ones; with one of four missed from .6 on, and one.
    [Theory]
    [InlineData(0, 1, .35, .5, true)]
    [InlineData(0, .4, .35, .5, false)]
    [InlineData(.25, .4, .57, .25, true)]
    [InlineData(.3, .2, .57, .25, false)]
    [InlineData(1, 0, .95, 0, true)]
    public void The_threshold_is_the_highest_that_misses_few_enough(double typeIMax, double typeIIMax, double threshold, double typeII, bool isWithinBounds)
    {
        var chosen = WarningThreshold.Choose(Scores, HasFailed, typeIMax, typeIIMax);

        Assert.Equal(threshold, chosen.Threshold, Near.Exact);
        Assert.Equal(typeII, chosen.Counts.TypeII);
        Assert.Equal(isWithinBounds, chosen.IsWithinBounds);
    }

    [Fact]
    public void No_threshold_that_keeps_both_bounds_is_overlooked()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var (scores, hasFailed) = Random(seed);
            var (typeI, typeII) = ((seed % 5) / 10.0, (seed % 7) / 10.0);
            var chosen = WarningThreshold.Choose(scores, hasFailed, typeI, typeII);

            var all = scores.Append(2).Select(threshold => Confusion.Of(scores, hasFailed, threshold)).ToArray();
            Assert.Equal(all.Any(counts => counts.TypeI <= typeI && counts.TypeII <= typeII), chosen.IsWithinBounds);
            Assert.Equal(all.Where(counts => counts.TypeI <= typeI).Min(counts => counts.FalseAlarms), chosen.Counts.FalseAlarms);
            Assert.True(chosen.Counts.TypeI <= typeI);
        }
    }

    [Fact]
    public void Calibration_counts_every_platform_once_and_keeps_ties_together()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var (scores, hasFailed) = Random(seed);
            var calibration = Calibration.Of(scores, hasFailed);

            Assert.Equal(scores.Length, calibration.Rows.Sum(row => row.Count));
            Assert.Equal(hasFailed.Count(failed => failed), calibration.Rows.Sum(row => row.Failed));
            Assert.True(calibration.Rows.Count <= Calibration.GroupsMax);
            Assert.Equal(calibration.Rows.Count, calibration.Rows.Select(row => row.MeanScore).Distinct().Count());
        }

        // (.2² + .2² + .5²) / 3.
        Assert.Equal(.11, Calibration.Of([.2, .8, .5], [false, true, true]).Brier, Near.Exact);
    }

    private static double Trapezes(double[] scores, bool[] hasFailed)
    {
        var points = RocCurve.Of(scores, hasFailed).Points;
        return points.Zip(points.Skip(1)).Sum(pair =>
            (pair.Second.Counts.TypeII - pair.First.Counts.TypeII) * (2 - pair.First.Counts.TypeI - pair.Second.Counts.TypeI) / 2);
    }

    /// <summary>Few values, so that there are ties.</summary>
    private static (double[] Scores, bool[] HasFailed) Random(int seed)
    {
        var random = new Random(seed);
        var count = 5 + random.Next(30);
        return ([.. Enumerable.Range(0, count).Select(_ => random.Next(1, 12) / 12.0)], [.. Enumerable.Range(0, count).Select(platform => platform < 4 ? platform % 2 == 0 : random.Next(3) == 0)]);
    }
}
