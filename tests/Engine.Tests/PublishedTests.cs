using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Results of the literature that a correct simulator replicates: published-results.md sections 1, 2, 5 and 7.</summary>
public sealed class PublishedTests
{
    // Source: published-results.md 1: the threshold cascade with LGD 1 in the systemicrisk example: from {0}, {1, 2} follow.
    [Fact]
    public void In_the_systemicrisk_example_the_default_of_the_first_brings_down_the_others()
    {
        var result = TestRun.Single(SystemicRisk.Network, new Furfine(), TestRun.Default(0));

        Assert.Equal([0, 1, 1], result.DefaultRound);
    }

    // Source: Rogers and Veraart 2013, published-results.md 2: without default costs a rescue cannot create value; with them it can.
    // N4: B lacks 13, A and D fail with it. Whoever hands B the 13 has 13 less; the others gain what default would have destroyed.
    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(.8, .8, true)]
    public void A_rescue_creates_value_only_where_default_destroys_some(double alpha, double beta, bool creates)
    {
        var mechanism = new RogersVeraart { Alpha = alpha, Beta = beta };
        var fallen = Value(TestRun.Single(FourNodes.Network, mechanism, FourNodes.Shock));
        double[] rescued = [2, 2, 0, 3];

        var saved = TestRun.Single(FourNodes.Network, mechanism, TestRun.AssetLosses(rescued));

        Assert.Equal(0, saved.Replications[0].Defaults);
        var gain = Value(saved) - fallen - 13;
        Assert.True(creates ? gain > 1e-9 : Math.Abs(gain) <= Near.Exact, $"the rescue with 13 gains {gain}; before it {fallen}, alpha {alpha}, beta {beta}");
    }

    // Source: Bardoscia et al. 2015, published-results.md 5: a shock of 0.5 % is amplified 3 times in normal years and 6 times in the crisis;
    // regular leverage ℓ gives 1/(1 − ℓ), so ℓ = 2/3 and 5/6.
    [Theory]
    [InlineData(2 / 3.0, 3)]
    [InlineData(5 / 6.0, 6)]
    public void A_regular_network_amplifies_as_Europes_banks_did(double leverage, double amplification)
    {
        var network = TestNetwork.Of(Rings.Complete(8, leverage), equity: [1, 1, 1, 1, 1, 1, 1, 1]);

        var result = TestRun.Single(network, new LinearDebtRank(), TestRun.EquityLossOfAll(.005)).Replications[0];

        // The rounds stop at changes of 1e-12, of 0.005.
        Near.Equal([amplification], [result.Multiplier], 1e-8, $"leverage {leverage}");
    }

    // Source: Bardoscia et al. 2017, published-results.md 5: closing a chain of leverage ℓ > 1 to a cycle takes the spectral radius from 0 to ℓ:
    // a small shock dies out at the end of the chain and brings everybody down in the cycle.
    [Fact]
    public void Closing_a_chain_to_a_cycle_makes_it_unstable()
    {
        var chain = Rings.One(4, 1.2);
        chain[3, 0] = 0;
        double[] equity = [1, 1, 1, 1];

        var open = TestRun.Single(TestNetwork.Of(chain, equity: equity), new LinearDebtRank(), TestRun.EquityLoss(0, .01));
        var closed = TestRun.Single(TestNetwork.Of(Rings.One(4, 1.2), equity: equity), new LinearDebtRank(), TestRun.EquityLoss(0, .01));

        // By hand: 0.01 (1 + 1.2 + 1.44 + 1.728).
        Near.Equal([.05368], [open.Replications[0].TotalLoss], Near.Exact, "chain");
        Assert.Equal((0, 4), (open.Replications[0].Defaults, closed.Replications[0].Defaults));
    }

    // Source: Glasserman and Young 2015, published-results.md 7, "[I] vector".
    [Theory]
    [InlineData(new[] { 9.0, 0, 0 }, new[] { 3.0, 9, 8 }, 11.2)]
    [InlineData(new[] { 9, 1.5, 1.5 }, new[] { 25 / 9.0, 8, 68 / 9.0 }, 11.2)]
    [InlineData(new[] { 0, 8.0, 0 }, new[] { 10.0, 3, 8 }, 9.6)]
    public void Three_banks_fall_short_by_less_than_the_bound(double[] shock, double[] payment, double bound)
    {
        var result = TestRun.Single(GlassermanYoung, new EisenbergNoe(), TestRun.AssetLosses(shock));

        Near.Equal(payment, result.Totals.Payment, Near.Exact, $"shock {string.Join(", ", shock)}");
        double[] due = [10, 9, 8];
        Assert.True(due.Sum() - result.Totals.Payment.Sum() <= bound);
    }

    // Source: as above: all default in waves {0}, {0, 1, 2}.
    [Fact]
    public void Two_weakened_banks_fall_with_the_third() =>
        Assert.Equal([0, 1, 1], TestRun.Single(GlassermanYoung, new EisenbergNoe(), TestRun.AssetLosses([9, 1.5, 1.5])).DefaultRound);

    // Source: Glasserman and Young 2015, published-results.md 7, inequality 1: a shock to i alone cannot topple all of D if Σ_D w > β_i (c_i − w_i).
    [Fact]
    public void A_single_shock_topples_no_more_than_its_contagion_index_allows() => ForAll.RegularSystems(system =>
    {
        var (worth, due) = (system.Worth, system.Due);
        if (worth.Any(equity => equity < 0))
        {
            return;
        }

        for (var seed = 0; seed < system.Size; seed++)
        {
            var result = TestRun.Single(system.Network, new EisenbergNoe(), TestRun.AssetLoss(seed, system.Assets[seed]));
            var toppled = Enumerable.Range(0, system.Size).Where(i => i != seed && result.DefaultRound![i] >= 0).Sum(i => worth[i]);
            var passedOn = (1 - (system.Outside[seed] / due[seed])) * Math.Max(0, system.Assets[seed] - worth[seed]);
            Assert.True(toppled <= passedOn + (1e-10 * due.Sum()), $"seed {seed} topples equity of {toppled}; it can pass on {passedOn}");
        }
    });

    private static Network GlassermanYoung { get; } = TestNetwork.Of(new double[,] { { 0, 2, 1 }, { 1, 0, 2 }, { 2, 1, 0 } }, [9, 8, 7], [7, 6, 5]);

    /// <summary>What owners and outside creditors have.</summary>
    private static double Value(RunResult result) => result.Totals.FinalEquity.Sum() + 18 - result.Replications[0].ExternalCreditorLoss;
}
