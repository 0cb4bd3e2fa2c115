using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Test vectors and edge cases of the threshold cascade (models.md 2.1 and 0.6).</summary>
public sealed class FurfineTests
{
    // Source: models.md TV-FUR.
    [Theory]
    [InlineData(0.5, false, new[] { 1, 0, -1, -1 }, new[] { -1, 2, 5.5, 0.5 })]
    [InlineData(1.0, false, new[] { 1, 0, -1, 2 }, new[] { -6.0, 2, 0, -2 })]
    [InlineData(1.0, true, new[] { 1, 0, 3, 2 }, new[] { -6.0, 2, 0, -6 })]
    public void A_default_of_B_spreads_in_the_printed_rounds(double lossGivenDefault, bool zeroEquityIsDefault, int[] defaultRound, double[] netWorth)
    {
        var mechanism = new Furfine { LossGivenDefault = lossGivenDefault, ZeroEquityIsDefault = zeroEquityIsDefault };

        var result = TestRun.Single(FourNodes.Network, mechanism, TestRun.Default(1));

        Assert.Equal(defaultRound, result.DefaultRound);
        Near.Equal(netWorth, result.Totals.NetWorth, Near.Exact, $"TV-FUR with {mechanism}");
    }

    // Source: models.md TV-NEVA-EN: the valuation Furfine(R) on the shocked network is the cascade with LGD 1 − R.
    [Theory]
    [InlineData(0, new[] { -8.0, -13, 0, -5 })]
    [InlineData(0.5, new[] { -4, -13, 3.5, -2.5 })]
    public void A_shock_alone_starts_the_cascade(double recovery, double[] netWorth)
    {
        var result = TestRun.Single(FourNodes.Network, new Furfine { LossGivenDefault = 1 - recovery }, FourNodes.Shock);

        Near.Equal(netWorth, result.Totals.NetWorth, Near.Exact, $"TV-NEVA-EN, Furfine with recovery {recovery}");
    }

    // Source: models.md 0.6, "w⁰ = 0: survives unless zeroEquityIsDefault". B0 owns 5, owes 5.
    [Theory]
    [InlineData(false, -1)]
    [InlineData(true, 0)]
    public void An_institution_without_equity_survives_unless_zero_counts(bool zeroEquityIsDefault, int defaultRound)
    {
        var network = TestNetwork.Of(new double[,] { { 0, 1 }, { 0, 0 } }, [5, 5], [4, 0]);

        var result = TestRun.Single(network, new Furfine { ZeroEquityIsDefault = zeroEquityIsDefault });

        Assert.Equal([defaultRound, -1], result.DefaultRound);
    }

    // Source: models.md 0.2, τ = 1e-9 · max(1, assets): of 1000, half of τ below zero is rounding and twice τ is default.
    [Theory]
    [InlineData(5e-7, -1)]
    [InlineData(2e-6, 0)]
    public void A_billionth_of_assets_counts_as_zero(double shortfall, int defaultRound)
    {
        var network = TestNetwork.Of(new double[,] { { 0 } }, [1000], [1000 + shortfall]);

        Assert.Equal([defaultRound], TestRun.Single(network, new Furfine()).DefaultRound);
    }

    // Source: models.md 0.6, "p̄ = 0: never defaults by contagion of its own debts". B1 loses everything it has, and owes nobody.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Who_owes_nothing_cannot_default(bool zeroEquityIsDefault)
    {
        var network = TestNetwork.Of(new double[,] { { 0, 3 }, { 0, 0 } }, [4, 0], [0, 0]);

        var result = TestRun.Single(network, new Furfine { ZeroEquityIsDefault = zeroEquityIsDefault }, TestRun.Default(0));

        Assert.Equal([0, -1], result.DefaultRound);
        Near.Equal([1, 0], result.Totals.NetWorth, 0, "B0 owes B1 all that B1 has");
    }

    // Source: models.md 0.6, "no assets, has debts: default in round 0".
    [Fact]
    public void Debts_without_assets_are_a_default_before_any_round()
    {
        var network = TestNetwork.Of(new double[,] { { 0, 3 }, { 0, 0 } }, [0, 10], [0, 0]);

        var result = TestRun.Single(network, new Furfine());

        Assert.Equal([0, -1], result.DefaultRound);
        Near.Equal([-3, 10], result.Totals.NetWorth, 0, "B0 owes 3 and has nothing");
    }

    // Source: models.md 0.6, "LGD = 0: only direct defaults".
    [Fact]
    public void Without_loss_given_default_only_direct_defaults_remain()
    {
        var result = TestRun.Single(FourNodes.Network, new Furfine { LossGivenDefault = 0 }, TestRun.Default(1));

        Assert.Equal([-1, 0, -1, -1], result.DefaultRound);
        Near.Equal([2, 2, 7, 3], result.Totals.NetWorth, 0, "N4, LGD 0, B in default");
    }

    // Worked by hand: with everybody in default each loses all its claims of TV-N4, w − Σ_j L[j,i] = (2, 2, 7, 3) − (8, 0, 7, 9).
    [Fact]
    public void When_everybody_is_in_default_the_cascade_still_ends()
    {
        var result = TestRun.Single(FourNodes.Network, new Furfine(), TestRun.Default(0, 1, 2, 3));

        Assert.Equal([0, 0, 0, 0], result.DefaultRound);
        Near.Equal([-6, 2, 0, -6], result.Totals.NetWorth, 0, "N4, all in default");
        Assert.Equal((4, 4, 0), (result.Replications[0].Defaults, result.Replications[0].FundamentalDefaults, result.Replications[0].CascadeDepth));
    }

    // Source: models.md 0.6, "n = 1, or no edges: trivial".
    [Fact]
    public void Without_exposures_nobody_is_hit_but_the_shocked()
    {
        var network = TestNetwork.Of(new double[3, 3], [5, 6, 7], [4, 4, 4]);

        var result = TestRun.Single(network, new Furfine(), TestRun.AssetLoss(0, 2));

        Assert.Equal([0, -1, -1], result.DefaultRound);
        Near.Equal([-1, 2, 3], result.Totals.NetWorth, 0, "three strangers");
        Assert.Equal(0, result.Replications[0].ContagionLoss);
    }
}
