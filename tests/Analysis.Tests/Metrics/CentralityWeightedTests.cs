using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Centrality-weighted contagion.</summary>
public sealed class CentralityWeightedTests
{
    /// <summary>N4 after Eisenberg and Noe: models.md TV-N4 and TV-LOSS.</summary>
    private static ContagionShares N4 => ContagionShares.OfEquity([2, 2, 7, 3], [2, 15, 0, 3], [-12 / 5.0, -7, 7 - (116 / 35.0), -1]);

    // Source: models.md TV-CWC.
    [Fact]
    public void N4_is_weighed_as_models_md_says()
    {
        Near.Equal([0, 0, 116 / 245.0, 0], N4.Loss, Near.Exact, "ℓ");
        Assert.Equal(0.1380952381, CentralityWeighted.Of([8, 0, 7, 9], N4).Value!.Value, Near.Printed);
        Assert.Equal(0.0789115646, CentralityWeighted.Of([6, 8, 4, 6], N4).Value!.Value, Near.Printed);
    }

    // Source: models.md TV-CWC, with the PageRank of TV-CENT.
    [Fact]
    public void PageRank_weighs_as_models_md_says()
    {
        var weighted = CentralityWeighted.Of([.2315577877, .1612160797, .1983832907, .2047799145, .2040629273], [0, .5, .2, 1, 0], []);

        Assert.Equal(0.3250646125, weighted.Value!.Value, Near.Printed);
        Assert.Equal(0.34, weighted.Mean!.Value, Near.Exact);
        Assert.Equal(0.9560723897, weighted.Concentration!.Value, Near.Printed);
        Assert.Equal(5, weighted.Count);
    }

    // Source: models.md TV-CWC: TV-INT-1 with a lender of last resort. Claims are 20, 10 and 5; what is lost of them follows from ℓ.
    [Fact]
    public void Claims_held_weigh_as_models_md_says()
    {
        var shares = ContagionShares.OfAssets([20 * 0.3214285714, 10 * 0.1333333333, 5 * 0.5952380952], [20, 10, 5]);

        Assert.Equal(0.3068027211, CentralityWeighted.Of([20, 10, 5], shares).Value!.Value, Near.Printed);
    }

    [Fact]
    public void Without_seeds_the_rest_is_weighed()
    {
        var shares = N4.Without([0, 1, 3]);

        Assert.Equal([false, false, true, false], shares.Counted);
        Assert.Equal(116 / 245.0, CentralityWeighted.Of([8, 0, 7, 9], shares).Value!.Value, Near.Exact);
        Assert.Equal([true, true, true, true], N4.Counted);
    }

    [Fact]
    public void Contagious_defaults_of_those_with_equity_count_as_one()
    {
        var shares = ContagionShares.OfDefaults([true, false, true, true], [1, 2, 0, 3]);

        Assert.Equal([1, 0, 0, 1], shares.Loss);
        Assert.Equal([true, true, false, true], shares.Counted);
        Assert.Equal(0.75, CentralityWeighted.Of([1, 1, 100, 2], shares).Value);
    }

    // A rescue can leave more than the shock did, and a loss on claims can be a gain: neither is a loss below 0.
    [Fact]
    public void Shares_stay_between_0_and_1()
    {
        Assert.Equal([0, 1], ContagionShares.OfEquity([10, 10], [5, 0], [8, -3]).Loss);
        Assert.Equal([0, 1, 0], ContagionShares.OfAssets([-1, 7, 3], [5, 5, 0]).Loss);
    }

    [Theory]
    [InlineData(new double[0], new double[0], new bool[0])]
    [InlineData(new[] { 1.0 }, new[] { 1.0 }, new[] { false })]
    public void Where_nobody_counts_nothing_is_defined(double[] centrality, double[] loss, bool[] counted) =>
        Assert.Equal(new CentralityWeighted(null, null, null, 0), CentralityWeighted.Of(centrality, loss, counted));

    [Fact]
    public void Where_nobody_is_central_or_nobody_loses_only_what_is_defined_is_told()
    {
        Assert.Equal(new CentralityWeighted(null, 0.5, null, 2), CentralityWeighted.Of([0, 0], [0, 1], []));
        Assert.Equal(new CentralityWeighted(0, 0, null, 2), CentralityWeighted.Of([1, 2], [0, 0], []));
    }

    [Fact]
    public void Numbers_of_those_who_do_not_count_are_not_looked_at() =>
        Assert.Equal(1, CentralityWeighted.Of([double.NaN, 3], [double.NaN, 1], [false, true]).Value);

    [Fact]
    public void What_is_no_number_is_refused_and_named()
    {
        Assert.Contains("Number 1 of loss is NaN", Assert.Throws<ArgumentException>(() => CentralityWeighted.Of([1, 1], [0, double.NaN], [])).Message);
        Assert.Contains("Number 0 of centrality is -1", Assert.Throws<ArgumentException>(() => CentralityWeighted.Of([-1, 1], [0, 0], [])).Message);
        Assert.Throws<ArgumentException>(() => CentralityWeighted.Of([1, 1], [0], []));
        Assert.Throws<ArgumentException>(() => CentralityWeighted.Of([1, 1], [0, 0], [true]));
    }

    // The textbook's formula; a mean of losses lies between them; where all are as central the weighted mean is the plain one; units do not matter.
    [Fact]
    public void It_is_the_weighted_mean() => RandomCases.ForAll(1, 30, (random, count) =>
    {
        var (centrality, loss) = (random.Any(count), Enumerable.Range(0, count).Select(_ => random.NextDouble()).ToArray());
        var counted = Enumerable.Range(0, count).Select(_ => random.Next(3) > 0).ToArray();
        var who = Enumerable.Range(0, count).Where(one => counted[one]).ToArray();

        var weighted = CentralityWeighted.Of(centrality, loss, counted);

        var weight = who.Sum(one => centrality[one]);
        Assert.Equal(weight > 0, weighted.Value is not null);
        if (weighted.Value is { } value)
        {
            // Some thirty roundings of numbers up to 1.
            Assert.Equal(who.Sum(one => centrality[one] * loss[one]) / weight, value, 1e-13);
            Assert.Equal(value, CentralityWeighted.Of([.. centrality.Select(one => 4 * one)], loss, counted).Value);
            Assert.InRange(value, who.Min(one => loss[one]) - 1e-15, who.Max(one => loss[one]) + 1e-15);
        }

        if (who.Length > 0)
        {
            Assert.Equal(1, CentralityWeighted.Of([.. centrality.Select(_ => 3.0)], loss, counted).Concentration!.Value, 1e-13);
        }
    });
}
