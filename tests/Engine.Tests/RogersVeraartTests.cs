using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Test vectors and edge cases of clearing with default costs (models.md 2.3 and 0.6).</summary>
public sealed class RogersVeraartTests
{
    // Source: models.md TV-RV, whole table; default sets always {B}, {A,B}, {A,B,D}, p_C = 4.
    [Theory]
    [InlineData(1, 1, 4, 1, 11)]
    [InlineData(.8, .6, 2.4164222874, .8, 7.1249266862)]
    [InlineData(.5, .5, 16 / 11.0, .5, 107 / 22.0)]
    [InlineData(0, 0, 0, 0, 0)]
    public void The_four_node_network_clears_as_printed(double alpha, double beta, double a, double b, double d)
    {
        var result = TestRun.Single(FourNodes.Network, new RogersVeraart { Alpha = alpha, Beta = beta }, FourNodes.Shock);

        Near.Equal([a, b, 4, d], result.Totals.Payment, Near.Printed, $"TV-RV, alpha {alpha}, beta {beta}");
        Assert.Equal([1, 0, -1, 2], result.DefaultRound);
    }

    // Source: models.md TV-NEVA-EN: net worth before default costs.
    [Fact]
    public void Net_worth_is_counted_before_default_costs()
    {
        var result = TestRun.Single(FourNodes.Network, new RogersVeraart { Alpha = .8, Beta = .6 }, FourNodes.Shock);

        Near.Equal([-6.6392961877, -13, 2.3916212838, -3.7917888563], result.Totals.NetWorth, Near.Printed, "TV-NEVA-EN, alpha .8, beta .6");
    }

    // Identity: α = β = 1 is Eisenberg-Noe, to the last bit since the arithmetic is the same.
    [Fact]
    public void Without_default_costs_it_is_Eisenberg_Noe()
    {
        var costless = TestRun.Single(FourNodes.Network, new RogersVeraart(), FourNodes.Shock);
        var plain = TestRun.Single(FourNodes.Network, new EisenbergNoe(), FourNodes.Shock);

        Assert.Equal(plain.Totals.Payment, costless.Totals.Payment);
        Assert.Equal(plain.Totals.NetWorth, costless.Totals.NetWorth);
    }

    // Source: models.md TV-RV-multi: (0.375, 0.375) clears as well.
    [Fact]
    public void Of_many_solutions_the_greatest_is_returned()
    {
        var network = TestNetwork.Of(new double[,] { { 0, 1 }, { 1, 0 } }, [.5, .5], [.5, .5]);

        var result = TestRun.Single(network, new RogersVeraart { Alpha = .5, Beta = .5 });

        Near.Equal([1.5, 1.5], result.Totals.Payment, 0, "TV-RV-multi");
        Assert.Equal([-1, -1], result.DefaultRound);
    }

    // Source: models.md TV-RV-ext; default sets {0}, {0,1,2}.
    [Fact]
    public void The_example_of_systemicrisk_clears_as_printed()
    {
        var result = TestRun.Single(SystemicRisk.Network, new RogersVeraart { Alpha = .5, Beta = .7 });

        Near.Equal([0.502019962, 0.5147049378, 0.5653806135], result.Totals.Payment, Near.Printed, "TV-RV-ext");
        Assert.Equal([0, 1, 1], result.DefaultRound);
    }

    // Worked by hand: B0 is declared in default. It loses its own 10, is owed 100 by B1 who pays, recovers half of that and owes 60.
    // It pays 50 of 60, so by absolute priority (models.md 11, 1: E > 0 only if all is paid) its owners have nothing.
    [Fact]
    public void Whoever_pays_less_than_it_owes_leaves_its_owners_nothing()
    {
        var network = TestNetwork.Of(new double[,] { { 0, 0, 60 }, { 100, 0, 0 }, { 0, 0, 0 } }, [10, 200, 5], [0, 0, 0]);

        var result = TestRun.Single(network, new RogersVeraart { Alpha = .5, Beta = .5 }, TestRun.Default(0));

        Near.Equal([50, 100, 0], result.Totals.Payment, Near.Exact, "a declared default with half of its claims recovered");
        Near.Equal([0, 100, 55], result.Totals.FinalEquity, Near.Exact, "a declared default with half of its claims recovered, equity");
    }

    // Worked by hand: zero equity counts, B0 owns 5 and owes 5, so it fails and recovers 0.8 · 5 = 4. Otherwise it pays.
    [Theory]
    [InlineData(false, 5, -1)]
    [InlineData(true, 4, 0)]
    public void Zero_equity_costs_only_where_it_counts_as_default(bool zeroEquityIsDefault, double payment, int defaultRound)
    {
        var network = TestNetwork.Of(new double[,] { { 0, 1 }, { 0, 0 } }, [5, 5], [4, 0]);

        var result = TestRun.Single(network, new RogersVeraart { Alpha = .8, Beta = .6, ZeroEquityIsDefault = zeroEquityIsDefault });

        Near.Equal([payment, 0], result.Totals.Payment, Near.Exact, $"equity of zero, zeroEquityIsDefault {zeroEquityIsDefault}");
        Assert.Equal([defaultRound, -1], result.DefaultRound);
    }
}
