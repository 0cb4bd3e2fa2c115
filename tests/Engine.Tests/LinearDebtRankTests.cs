using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Test vectors and edge cases of linear DebtRank (models.md 2.6 and 0.6).</summary>
public sealed class LinearDebtRankTests
{
    // Stopping at a change of 1e-12 leaves at most 1e-12 · λ/(1 − λ) when each round shrinks the change by λ ≤ 0.9.
    private const double Stopped = 1e-11;

    // Source: models.md TV-LDR-cycle.
    [Theory]
    [InlineData(.4, new[] { 16 / 35.0, 8 / 35.0, 4 / 35.0 })]
    [InlineData(1, new[] { 1, .5, .25 })]
    public void Distress_goes_round_a_cycle_as_printed(double shock, double[] distress)
    {
        var network = TestNetwork.Of(Rings.One(3, .5), equity: [1, 1, 1]);

        var rounds = TestCascade.Distress(network, new LinearDebtRank(), TestRun.EquityLoss(0, shock));

        Near.Equal(distress, rounds[^1], Stopped, $"TV-LDR-cycle, shock {shock}");
    }

    // Source: models.md TV-LDR-N4.
    [Fact]
    public void The_four_node_network_has_the_printed_rounds()
    {
        var rounds = TestCascade.Distress(FourNodes.Network, new LinearDebtRank(), TestRun.EquityLossOfAll(.1));

        Near.Equal([.1, .1, .1, .1], rounds[0], Near.Exact, "TV-LDR-N4, shock");
        Near.Equal([.5, .1, .2, .4], rounds[1], Near.Exact, "TV-LDR-N4, round 1");
        Near.Equal([.8, .1, .4285714286, 1], rounds[2], Near.Printed, "TV-LDR-N4, round 2");
        Near.Equal([1, .1, .8142857143, 1], rounds[3], Near.Printed, "TV-LDR-N4, round 3");
        Near.Equal([1, .1, .8428571429, 1], rounds[^1], Near.Printed, "TV-LDR-N4, limit");
    }

    // Source: models.md TV-LDR-N4, last sentence, on the network of TV-DR-public: seed c, and 10 % on all.
    [Fact]
    public void Distress_is_passed_on_repeatedly_in_the_published_example()
    {
        var network = NetworkRiskMeasures.Network;

        Near.Equal([.5, 1, 1], TestCascade.Distress(network, new LinearDebtRank(), TestRun.Default(2))[^1], Stopped, "seed c");
        Near.Equal([.6, 1, 1], TestCascade.Distress(network, new LinearDebtRank(), TestRun.EquityLossOfAll(.1))[^1], Stopped, "10 % on all");
    }

    // Source: models.md TV-LDR-amp, on a ring of five and on the complete network of five.
    [Theory]
    [InlineData(.5, .1, .2)]
    [InlineData(.8, .1, .5)]
    [InlineData(.9, .02, .2)]
    [InlineData(1.2, .01, 1)]
    public void A_regular_network_amplifies_a_uniform_shock_by_its_leverage(double leverage, double shock, double distress)
    {
        foreach (var debt in new[] { Rings.One(5, leverage), Rings.Complete(5, leverage) })
        {
            var network = TestNetwork.Of(debt, equity: [1, 1, 1, 1, 1]);
            var rounds = TestCascade.Distress(network, new LinearDebtRank(), TestRun.EquityLossOfAll(shock));
            Near.Equal([distress, distress, distress, distress, distress], rounds[^1], Stopped, $"leverage {leverage}, shock {shock}");
        }
    }

    // Source: models.md 2.6, H = Σ w⁰ h / Σ w⁰, and 2.5, R = Σ ν (h(T) − h(1)): with weights by equity R is H less the shock.
    [Fact]
    public void Weighted_by_equity_DebtRank_is_the_loss_of_equity_beyond_the_shock()
    {
        var result = TestRun.Single(FourNodes.Network, new LinearDebtRank(), TestRun.EquityLossOfAll(.1)).Replications[0];

        // From the limit of TV-LDR-N4: (2 · 1 + 2 · 0.1 + 7 · 0.8428571429 + 3 · 1)/14 − 0.1.
        Near.Equal([(2 + .2 + 5.9 + 3 - 1.4) / 14], [result.DebtRank], Near.Printed, "TV-LDR-N4, R");
        Near.Equal([result.ContagionLoss / 14], [result.DebtRank], Near.Exact, "R and loss");
    }

    // Source: models.md 0.6, "LGD = 0: no propagation".
    [Fact]
    public void With_full_recovery_nothing_is_passed_on()
    {
        var rounds = TestCascade.Distress(FourNodes.Network, new LinearDebtRank { Recovery = 1 }, TestRun.Default(1));

        Near.Equal([0, 1, 0, 0], rounds[^1], 0, "N4, recovery 1");
    }

    // Source: models.md 0.6: equity of zero or less, and "no assets, has debts": h = 1, row skipped. B0 owes B1 1 of equity 4; it owns nothing.
    [Fact]
    public void Who_has_no_equity_is_in_full_distress_from_the_start()
    {
        var network = TestNetwork.Of(new double[,] { { 0, 1 }, { 0, 0 } }, [0, 3], [0, 0]);

        var result = TestRun.Single(network, new LinearDebtRank());

        Near.Equal([-1, 3], result.Totals.NetWorth, Stopped, "B0 owes 1 and owns nothing");
        Assert.Equal([0, -1], result.DefaultRound);
        Near.Equal([.25], [result.Replications[0].DebtRank], Stopped, "all weight is B1's");
    }

    // Source: models.md 2.6: when nobody defaults, h(∞) = (I − Λ)⁻¹ h(1), with leverage of different size.
    [Fact]
    public void Without_defaults_distress_solves_a_linear_system()
    {
        double[,] debt = { { 0, 1, 2 }, { .5, 0, 1 }, { 0, 2, 0 } };
        double[] equity = [4, 6, 5];
        double[] shock = [.1, .2, .05];
        var leverage = Textbook.LinearDebtRank.Leverage(debt, equity);
        var expected = Textbook.DenseAlgebra.Solve(Textbook.DenseAlgebra.IdentityMinus(leverage), shock)!;

        var rounds = TestCascade.Distress(
            TestNetwork.Of(debt, equity: equity), new LinearDebtRank(), [.. shock.Select((share, node) => TestRun.EquityLoss(node, share * equity[node]))]);

        Near.Equal(expected, rounds[^1], Stopped, "three nodes, leverage below one");
    }
}
