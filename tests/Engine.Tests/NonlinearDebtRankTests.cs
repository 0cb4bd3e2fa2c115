using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Test vectors and edge cases of non-linear DebtRank (models.md 2.6).</summary>
public sealed class NonlinearDebtRankTests
{
    // Source: models.md TV-LDR-cycle: each owes the next ½, equity 1; a = 0 is linear.
    [Theory]
    [InlineData(0, .4, new[] { 16 / 35.0, 8 / 35.0, 4 / 35.0 })]
    [InlineData(1, .4, new[] { .4043119639, .1114249813, .0229112797 })]
    [InlineData(2, .4, new[] { .4003145215, .060324143, .0046054183 })]
    [InlineData(0, 1, new[] { 1, .5, .25 })]
    [InlineData(2, 1, new[] { 1, .5, .0919698603 })]
    [InlineData(1000, 1, new[] { 1, .5, 0 })]
    public void Distress_goes_round_a_cycle_as_printed(double exponent, double shock, double[] distress)
    {
        var network = TestNetwork.Of(Rings.One(3, .5), equity: [1, 1, 1]);

        var rounds = TestCascade.Distress(network, new NonlinearDebtRank { Exponent = exponent }, TestRun.EquityLoss(0, shock));

        Near.Equal(distress, rounds[^1], Near.Printed, $"TV-LDR-cycle, a {exponent}, shock {shock}");
    }

    // Identity (models.md 2.6): a = 0 is linear DebtRank. exp(0) = 1 exactly, so every bit agrees.
    [Fact]
    public void Without_playing_down_it_is_linear_DebtRank()
    {
        var linear = TestCascade.Distress(FourNodes.Network, new LinearDebtRank { Recovery = .3 }, TestRun.EquityLossOfAll(.1));

        var rounds = TestCascade.Distress(FourNodes.Network, new NonlinearDebtRank { Exponent = 0, Recovery = .3 }, TestRun.EquityLossOfAll(.1));

        Assert.Equal(linear[^1], rounds[^1]);
        Assert.Equal(linear.Count, rounds.Count);
    }

    // Source: models.md 2.6: a → ∞ passes on defaults only, so with a large a it is the threshold cascade in which zero equity is default.
    // N4 with B in default: TV-FUR, LGD 1 and zeroEquityIsDefault: all fail.
    [Fact]
    public void With_a_large_exponent_it_is_the_threshold_cascade()
    {
        var result = TestRun.Single(FourNodes.Network, new NonlinearDebtRank { Exponent = 1e6 }, TestRun.Default(1));

        Assert.Equal([1, 0, 3, 2], result.DefaultRound);
    }

    // Source: models.md 0.6: no edges: h is the shock; full recovery: nothing is passed on.
    [Fact]
    public void Without_exposures_or_losses_distress_stays_where_it_is()
    {
        double[] shocked = [.25, .25, .25];
        var strangers = TestNetwork.Of(new double[3, 3], [10, 10, 10], [6, 6, 6]);

        Near.Equal(shocked, TestCascade.Distress(strangers, new NonlinearDebtRank(), TestRun.EquityLossOfAll(.25))[^1], 0, "three strangers");
        var kept = TestCascade.Distress(FourNodes.Network, new NonlinearDebtRank { Recovery = 1 }, TestRun.Default(1))[^1];
        Near.Equal([0, 1, 0, 0], kept, 0, "N4, recovery 1");
    }
}
