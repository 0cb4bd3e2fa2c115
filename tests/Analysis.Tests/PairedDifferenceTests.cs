using Contagion.Engine;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Differences of replications that had the same luck.</summary>
public sealed class PairedDifferenceTests
{
    // Worked by hand: differences −2, −1, −1, 1; mean −0.75; squares about it 1.5625 + 2 · 0.0625 + 3.0625 = 4.75, so sd = √(4.75 / 3) = 1.2583057;
    // Student's t with three degrees of freedom has its 97.5 % quantile at 3.1824463, and 3.1824463 · 1.2583057 / 2 = 2.0022451.
    [Fact]
    public void The_interval_is_that_of_a_paired_t_test()
    {
        var paired = PairedDifference.Of([(8, 10), (11, 12), (13, 14), (12, 11)]);

        Near.Equal([11, 11.75, -0.75, 1.2583057392], [paired.Mean, paired.BaseMean, paired.Difference.Mean!.Value, paired.Difference.StandardDeviation!.Value], 1e-9, "paired");
        Near.Equal([-2.7522450, 1.2522450], [paired.Difference.Confidence95!.Value.Low, paired.Difference.Confidence95.Value.High], 1e-6, "interval");
        Assert.Equal((4, 0.75), (paired.Count, paired.Better));
        Assert.True(paired is { IsTold: false, IsNone: false, Varies: true });
    }

    // What chance does to both alike drops out: levels vary by 100, the difference by 0.1.
    [Fact]
    public void A_difference_is_told_where_levels_drown_in_chance()
    {
        var paired = PairedDifference.Of([(100, 101), (300, 301.1), (200, 200.9)]);

        Assert.True(paired.IsTold);
        Assert.True(paired.Difference.Confidence95!.Value.High < 0);
    }

    [Fact]
    public void Pairs_of_which_one_is_undefined_count_nowhere()
    {
        var paired = PairedDifference.Of([(1, double.NaN), (double.NaN, 2), (5, 3)]);

        Assert.Equal((1, 5, 3, 2, 0), (paired.Count, paired.Mean, paired.BaseMean, paired.Difference.Mean, paired.Better));
        Assert.Null(paired.Difference.Confidence95);
        Assert.True(paired.IsTold);
    }

    [Fact]
    public void No_pairs_have_no_difference() => Assert.Equal((0, null), (PairedDifference.Of([]).Count, PairedDifference.Of([]).Difference.Mean));

    [Fact]
    public void Nothing_differs_where_every_pair_is_equal() => Assert.True(PairedDifference.Of([(1, 1), (7, 7)]) is { IsNone: true, IsTold: false, Better: 0 });

    // 0.1 + 0.2 is 0.30000000000000004 in doubles: the same loss, added up in another order.
    [Fact]
    public void What_rounding_alone_explains_is_no_difference()
    {
        var paired = PairedDifference.Of([(0.1 + 0.2, 0.3), (0.7 + 0.1, 0.8), (0.1 + 0.7, 0.8)]);

        Assert.True(paired is { IsNone: true, IsTold: false, Varies: false, Better: 0 }, $"{paired}");
        Assert.Equal((0, 0), paired.Difference.Confidence95);
    }

    // A trillionth of the scale is the most that counts as none; the replication that does differ still counts, and no other.
    [Theory]
    [InlineData(0.9e-12, true)]
    [InlineData(1.1e-12, false)]
    public void A_difference_is_none_up_to_a_trillionth_of_the_scale(double difference, bool isNone)
    {
        Assert.Equal(isNone, PairedDifference.Of([(1 + difference, 1), (0.5, 0.5)]).IsNone);
        Assert.Equal(isNone, PairedDifference.Of([(1000 * difference, 0), (0, 0)], scale: 1000).IsNone);
        Assert.Equal(0.5, PairedDifference.Of([(1 - (difference / 10), 1), (2, 3)]).Better);
    }

    // Undefined numbers are no scale to go by.
    [Fact]
    public void Numbers_that_are_small_throughout_do_differ() => Assert.True(PairedDifference.Of([(2e-9, 1e-9), (2e-9, 1e-9), (double.NaN, 1e9)]).IsTold);

    // 0.1 more in every replication, in doubles 0.10000000000000009 and 0.09999999999999998: no interval of nothing.
    [Fact]
    public void A_difference_that_varies_by_rounding_alone_does_not_vary() => Assert.True(PairedDifference.Of([(1.1, 1), (0.8, 0.7)]) is { Varies: false, IsTold: true });

    // Contagion adds nothing in either, but is what is left of losses of 100 after direct ones of 100: −1.4e-14 instead of 0.
    [Fact]
    public void What_rounding_leaves_of_a_difference_of_amounts_is_measured_by_these()
    {
        var shock = new Shock { Kind = ShockKind.EquityLoss, Target = new Target.Random(1, new Target.All()), Fraction = 0.5 };
        var replications = TestRun.Of(Sample.Chain, new LinearDebtRank(), new RunSettings { Replications = 9, Seed = 3 }, 1, shock).Replications;
        var noisy = replications.Select(one => one with { TotalLoss = one.FirstRoundLoss }).ToArray();

        var alternative = Alternative.Of("noisy", true, [.. noisy.Select(one => one with { TotalLoss = Math.BitIncrement(one.TotalLoss) })], noisy);

        Assert.All(new[] { "total_loss", "contagion_loss", "multiplier" }, name => Assert.True(alternative.Find(name)!.IsNone, name));
        Assert.StartsWith("noisy: total loss is the same, as many institutions default", ComparisonMeaning.Of(alternative), StringComparison.Ordinal);
        Assert.True(alternative.Find("contagion_loss")!.Mean > 0, "there is no noise to leave out");
    }

    [Fact]
    public void An_alternative_has_the_metrics_that_both_sides_have()
    {
        var shock = new Shock { Kind = ShockKind.EquityLoss, Target = new Target.Random(1, new Target.All()), Fraction = 0.5 };
        var settings = new RunSettings { Replications = 9, Seed = 3 };
        var linear = TestRun.Of(Sample.Chain, new LinearDebtRank(), settings, 1, shock).Replications;
        var furfine = TestRun.Of(Sample.Chain, new Furfine(), settings, 1, shock).Replications;

        var alternative = Alternative.Of("furfine", true, furfine, linear);

        // Common random numbers: the same institution is hit in both.
        Assert.True(alternative.Find("first_round_loss")!.IsNone);
        Assert.Null(alternative.Find("debtrank"));
        Assert.Equal(0.0, alternative.Find("contagion_loss")!.Mean);
        Assert.True(alternative.Find("contagion_loss")!.BaseMean > 0);
        Assert.Throws<ArgumentException>(() => Alternative.Of("fewer", true, [.. furfine.Skip(1)], linear));
    }
}
