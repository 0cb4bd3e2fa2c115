namespace Contagion.Analysis.Tests;

/// <summary>What an alternative changes, in a sentence.</summary>
public sealed class ComparisonMeaningTests
{
    // Differences 2, 3, 4: mean 3, sd 1, half width 4.3026527 / √3 = 2.4841377.
    [Fact]
    public void A_difference_is_told_with_its_interval() =>
        Assert.Equal(
            "no lender: total loss is 3 higher (95 % interval 0.5159 to 5.48), as many institutions default.",
            Say("no lender", [("total_loss", [(12, 10), (13, 10), (14, 10)]), ("defaults", [(1, 1), (2, 2), (0, 0)])]));

    [Fact]
    public void What_falls_is_told_by_how_much() =>
        Assert.Equal(
            "lender: total loss is 3 lower (95 % interval 0.5159 to 5.48), 2 fewer institutions default, the public purse loses 3 more (0.5159 to 5.48); it costs 3 lost by the public purse.",
            Say("lender", [("total_loss", [(10, 12), (10, 13), (10, 14)]), ("defaults", [(1, 3), (0, 2), (2, 4)]), ("public_loss", [(2, 0), (3, 0), (4, 0)])]));

    [Fact]
    public void No_difference_can_be_told_where_the_interval_contains_zero()
    {
        var said = Say("gate", [("total_loss", [(10, 12), (14, 10), (10, 11)]), ("defaults", [(1, 3), (2, 0), (1, 1)]), ("lender_loss", [(1, 3), (2, 0), (1, 1)]), ("bridged", [(1, 3), (2, 0), (1, 1)])]);

        Assert.StartsWith("gate: no difference in total loss can be told (95 % interval ", said, StringComparison.Ordinal);
        Assert.EndsWith("), no difference in defaults can be told.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_the_same_is_said_to_be() =>
        Assert.Equal("fund: total loss is the same, as many institutions default.", Say("fund", [("total_loss", [(5, 5), (7, 7)]), ("defaults", [(5, 5), (7, 7)])]));

    [Fact]
    public void A_single_replication_has_no_interval() =>
        Assert.Equal(
            "fund: total loss is 2.5 lower, 1 more institution defaults; it costs 4 put into the guarantee fund, and saves 1 less lent by the lender of last resort.",
            Say("fund", [("total_loss", [(5, 7.5)]), ("defaults", [(2, 1)]), ("fund_filled", [(4, 0)]), ("bridged", [(2, 3)])]));

    // Under each the replications are all the turns there are: the mean is exact.
    [Fact]
    public void Turns_have_no_interval() =>
        Assert.Equal(
            "fund: total loss is 1 higher, as many institutions default.",
            ComparisonMeaning.Of(Of("fund", false, [("total_loss", [(5, 7), (9, 5)]), ("defaults", [(1, 1), (1, 1)])])));

    private static string Say(string name, (string Metric, (double, double)[] Pairs)[] metrics) => ComparisonMeaning.Of(Of(name, true, metrics));

    private static Alternative Of(string name, bool isDrawn, (string Metric, (double, double)[] Pairs)[] metrics) =>
        new(name, isDrawn, [.. metrics.Select(one => (Metric.Known.Single(metric => metric.Name == one.Metric), PairedDifference.Of(one.Pairs)))]);
}
