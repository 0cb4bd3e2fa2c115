using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Test vectors and edge cases of ex-ante valuation after Black and Cox (models.md 2.7).</summary>
public sealed class BlackCoxTests
{
    // Source: models.md TV-NEVA-GBM, PD_BC at E = (1, 1, 1).
    [Theory]
    [InlineData(0, .0369891657)]
    [InlineData(1, .02865229)]
    [InlineData(2, .0083939794)]
    public void At_book_equity_default_has_the_printed_probability(int node, double probability)
    {
        var value = new BlackCox.DebtValue(0).Of(1, BrownianCycle.Assets[node], .5, BrownianCycle.Volatility[node]);

        Near.Equal([1 - probability], [value], Near.Printed, $"TV-NEVA-GBM, node {node}");
    }

    // Source: models.md TV-NEVA-GBM, fixed point with ρ = 0.5.
    [Fact]
    public void The_cycle_settles_at_the_printed_equities()
    {
        var result = TestRun.Single(BrownianCycle.Network, new BlackCox { Recovery = .5 });

        Near.Equal([.9927319277, .9976961365, .9903817244], result.Totals.NetWorth, Near.Printed, "TV-NEVA-GBM, Black-Cox, recovery .5");
    }

    // Source: models.md 2.7: PD_BC is 1 for E ≤ 0, 0 for E ≥ A^e.
    [Theory]
    [InlineData(-1, .3)]
    [InlineData(0, .3)]
    [InlineData(10, 1)]
    [InlineData(11, 1)]
    public void Exhausted_equity_is_certain_default_and_unassailable_equity_none(double equity, double value) =>
        Near.Equal([value], [new BlackCox.DebtValue(.3).Of(equity, 10, 5, .2)], Near.Exact, $"equity {equity} of 10, recovery .3");

    // Identity: default at any time is likelier than default at maturity.
    [Fact]
    public void Default_at_any_time_is_likelier_than_at_maturity()
    {
        for (var equity = .125; equity < 10; equity += .125)
        {
            var (any, end) = (new BlackCox.DebtValue(0).Of(equity, 10, 5, .2), new Merton.DebtValue(0).Of(equity, 10, 5, .2));
            Assert.True(any <= end, $"equity {equity} of 10: 1 − PD {any} at any time, {end} at maturity");
        }
    }
}
