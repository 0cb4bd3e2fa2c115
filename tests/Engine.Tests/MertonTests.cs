using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Test vectors and edge cases of ex-ante valuation after Merton (models.md 2.7).</summary>
public sealed class MertonTests
{
    // Source: models.md TV-NEVA-GBM at E = (1, 1, 1): 1 − 𝕍 with ρ = 0 is PD; 𝕍 with ρ = 1.
    [Theory]
    [InlineData(0, .0186616318, .9941277168)]
    [InlineData(1, .0145756097, .9960459674)]
    [InlineData(2, .0042931544, .9992309244)]
    public void At_book_equity_debts_have_the_printed_values(int node, double probability, double value)
    {
        var (assets, volatility) = (BrownianCycle.Assets[node], BrownianCycle.Volatility[node]);

        Near.Equal([1 - probability], [new Merton.DebtValue(0).Of(1, assets, .5, volatility)], Near.Printed, $"TV-NEVA-GBM, node {node}, nothing recovered");
        Near.Equal([value], [new Merton.DebtValue(1).Of(1, assets, .5, volatility)], Near.Printed, $"TV-NEVA-GBM, node {node}, all recovered");
    }

    // Source: models.md TV-NEVA-GBM, fixed points.
    [Theory]
    [InlineData(0, .9926025655, .9976407568, .990287646)]
    [InlineData(.5, .9953266512, .9986525504, .9937040756)]
    [InlineData(1, .9980172699, .9996025236, .9970279148)]
    public void The_cycle_settles_at_the_printed_equities(double recovery, double a, double b, double c)
    {
        var result = TestRun.Single(BrownianCycle.Network, new Merton { Recovery = recovery });

        Near.Equal([a, b, c], result.Totals.NetWorth, Near.Printed, $"TV-NEVA-GBM, Merton, recovery {recovery}");
        Assert.True(result.Replications[0].Converged);
    }

    // Identity: debt that cannot fail is worth its face: equity that no fall of outside assets can exhaust (E ≥ A).
    [Theory]
    [InlineData(0)]
    [InlineData(.5)]
    [InlineData(1)]
    public void Debt_that_cannot_fail_is_worth_its_face(double recovery) =>
        Near.Equal([1, 1], [new Merton.DebtValue(recovery).Of(10, 10, 3, .2), new Merton.DebtValue(recovery).Of(12, 10, 3, .2)], 0, "equity not below outside assets");

    // Identity: without outside assets nothing is uncertain: the value is that of Eisenberg-Noe, min(1, (E + P)/P).
    [Theory]
    [InlineData(-1, 2 / 3.0)]
    [InlineData(-4, 0)]
    [InlineData(.5, 1)]
    public void Without_outside_assets_the_value_is_what_is_left(double equity, double value) =>
        Near.Equal([value], [new Merton.DebtValue(1).Of(equity, 0, 3, .2)], Near.Exact, $"equity {equity}, debt 3");

    // Source: models.md 2.7: as volatility falls to zero the value becomes Eisenberg-Noe's. At σ = 1e-6 the smoothed kink is 1e-6 wide.
    [Theory]
    [InlineData(-6, 4 / 10.0)]
    [InlineData(-13, 1 / 14.0)]
    public void As_volatility_vanishes_the_value_becomes_that_of_clearing(double equity, double value)
    {
        var due = equity == -6 ? 10 : 14;
        var assets = equity == -6 ? 2 : 1;

        Near.Equal([value], [new Merton.DebtValue(1).Of(equity, assets, due, 1e-6)], 1e-9, $"N4, equity {equity}");
    }

    // Identity: the same when a loss has taken more than there was outside: what claims bring in pays that first, so of 10 owed
    // (10 − 2)/10 is left where equity is −2. Debt of an institution that cannot pay is not worth its face.
    [Theory]
    [InlineData(-2, -2, .8)]
    [InlineData(-1, -2, .9)]
    [InlineData(-3, -2, .7)]
    [InlineData(1, -2, 1)]
    public void With_outside_assets_below_zero_the_value_is_what_is_left(double equity, double assets, double value) =>
        Near.Equal([value], [new Merton.DebtValue(1).Of(equity, assets, 10, .2)], Near.Exact, $"equity {equity}, outside assets {assets}, debt 10");

    // Source: models.md 2.7: P, which is all that the rank of outside creditors changes, stands only in the term that ρ multiplies.
    [Fact]
    public void Without_recovery_the_rank_of_outside_creditors_does_not_matter()
    {
        var network = TestNetwork.Of(new double[,] { { 0, 1 }, { 0, 0 } }, [5, 2], [3, 0], complete: (_, given) => given with { Volatility = .2 });

        var senior = TestRun.Single(network, new Merton { Recovery = 0 });
        var shared = TestRun.Single(network, new Merton { Recovery = 0, ExternalCreditors = ExternalCreditors.PariPassu });

        Assert.Equal(senior.Totals.NetWorth, shared.Totals.NetWorth);
        Assert.True(senior.Totals.NetWorth[1] < 3, "a debt that may fail is worth less than its face");
    }
}
