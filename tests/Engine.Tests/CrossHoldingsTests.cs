using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Test vectors and edge cases of cross-holdings with failure costs (models.md 2.9).</summary>
public sealed class CrossHoldingsTests
{
    // Values are swept until they move by less than 1e-12 of themselves; the sweeps shrink the error by half or better.
    private const double Swept = 1e-10;

    private static readonly double[,] Three = { { 0, .2, .3 }, { .3, 0, .2 }, { .1, .3, 0 } };

    // Source: models.md TV-EGJ: v = (6, 8), then (4, 7), then (3, 5); organisations 1 and 2 are indices 0 and 1.
    [Fact]
    public void Two_organisations_fail_one_after_the_other()
    {
        double[] threshold = [7, 7.5];
        var network = TestNetwork.OfClasses(
            [new double[2, 2]], [4, 10], holding: new[,] { { 0, .5 }, { .5, 0 } },
            complete: (node, given) => given with { FailureThreshold = threshold[node], FailureCost = 3 });

        var rounds = TestCascade.NetWorth(network, new CrossHoldings());

        Near.Equal([6, 8], rounds[0], Swept, "TV-EGJ, before any failure");
        Near.Equal([4, 7], rounds[1], Swept, "TV-EGJ, first wave");
        Near.Equal([3, 5], rounds[^1], Swept, "TV-EGJ, second wave");
        Assert.Equal([0, 1], TestRun.Single(network, new CrossHoldings()).DefaultRound);
    }

    // Source: models.md TV-EGJ-3: waves {0,1}, {2}. Threshold 0.9 v, cost half of that.
    [Fact]
    public void Three_organisations_fail_in_the_printed_waves()
    {
        var network = TestNetwork.OfClasses([new double[3, 3]], [10, 10, 10], holding: Three);

        var result = TestRun.Single(network, new CrossHoldings { Threshold = .9, FailureCost = .5 }, TestRun.AssetLoss(0, 6));

        Near.Equal([11.5018315018, 9.6459096459, 8.8522588523], result.Dynamics.InitialEquity, Near.Printed, "TV-EGJ-3, before");
        Near.Equal([1.8912369682, 4.1868601484, 4.4219028834], result.Totals.NetWorth, Near.Printed, "TV-EGJ-3, after");
        Assert.Equal([0, 0, 1], result.DefaultRound);
    }

    // Identity (models.md 2.9): the columns of A sum to 1, so what outside owners hold in all is what there is outside.
    [Fact]
    public void Outside_owners_hold_all_there_is()
    {
        var network = TestNetwork.OfClasses([new double[3, 3]], [10, 7, 12], holding: Three);

        var result = TestRun.Single(network, new CrossHoldings());

        Near.Equal([29], [result.Totals.NetWorth.Sum()], Swept, "three organisations, no shock");
        Assert.Equal(0, result.Replications[0].Defaults);
    }

    // Identity: shares split by exposures are those shares given outright. B1 owes B0 3 and B2 1, so of B1 they hold ¾ and ¼ of 0.4.
    [Fact]
    public void Shares_derived_from_exposures_are_those_shares()
    {
        double[,] debt = { { 0, 2, 2 }, { 3, 0, 1 }, { 0, 5, 0 } };
        double[,] share = { { 0, .3, 0 }, { .2, 0, .4 }, { .2, .1, 0 } };
        var derived = TestNetwork.Of(debt, [10, 10, 10]);
        var given = TestNetwork.OfClasses([new double[3, 3]], [10, 10, 10], holding: share);

        var result = TestRun.Single(derived, new CrossHoldings { Integration = .4 }, TestRun.AssetLoss(0, 4));
        var expected = TestRun.Single(given, new CrossHoldings(), TestRun.AssetLoss(0, 4));

        Near.Equal(expected.Totals.NetWorth, result.Totals.NetWorth, Swept, "integration .4");
        Assert.Equal(expected.DefaultRound, result.DefaultRound);
    }

    // Worked by hand: a threshold of exactly the value is not below it; one that nobody can reach is.
    [Theory]
    [InlineData(5, -1)]
    [InlineData(5.001, 0)]
    public void A_value_at_its_threshold_has_not_failed(double threshold, int defaultRound)
    {
        var network = TestNetwork.OfClasses(
            [new double[1, 1]], [5], complete: (_, given) => given with { FailureThreshold = threshold, FailureCost = 1 });

        Assert.Equal([defaultRound], TestRun.Single(network, new CrossHoldings()).DefaultRound);
    }
}
