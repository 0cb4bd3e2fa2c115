using Contagion.Engine;
using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Relative losses and the multiplier.</summary>
public sealed class RelativeLossesTests
{
    // Source: models.md TV-N4 and TV-LOSS: L, b, e⁰, x, and what is lost of (2, 2, 7, 3).
    [Fact]
    public void The_losses_of_N4_are_those_of_models_md()
    {
        var network = TestNetwork.Of(new double[,] { { 0, 0, 1, 5 }, { 6, 0, 2, 0 }, { 0, 0, 0, 4 }, { 2, 0, 4, 0 } }, [4, 16, 4, 8], [4, 6, 0, 8]);
        var run = TestRun.Single(network, new EisenbergNoe(), TestRun.AssetLosses([2, 15, 0, 3]));

        var losses = RelativeLosses.Of(run.InitialEquity, [2, 15, 0, 3], run.Totals.NetWorth);

        Near.Equal([1, 1, 116 / 245.0, 1], losses.Total, Near.Printed, "total");
        Near.Equal([1, 1, 0, 1], losses.FirstRound, Near.Exact, "first round");
        Near.Equal([0, 0, 116 / 245.0, 0], losses.Contagion, Near.Printed, "contagion");
        Assert.Equal(1.4734693878, losses.Multiplier!.Value, Near.Printed);
    }

    [Fact]
    public void Who_had_no_equity_has_no_relative_loss_and_counts_nowhere()
    {
        var losses = RelativeLosses.Of([10, 0, -5], [1, 7, 7], [5, 0, -9]);

        Assert.Equal([0.5, double.NaN, double.NaN], losses.Total);
        Assert.Equal([0.1, double.NaN, double.NaN], losses.FirstRound);
        Assert.Equal(5.0, losses.Multiplier);
    }

    [Fact]
    public void Where_nothing_is_lost_directly_there_is_no_multiplier() => Assert.Null(RelativeLosses.Of([10], [0], [5]).Multiplier);

    [Fact]
    public void Of_nobody_there_are_no_losses() => Assert.Null(RelativeLosses.Of([], [], []).Multiplier);

    // models.md 9.2: loss over initial claim.
    [Fact]
    public void Who_holds_claims_loses_a_share_of_them() => Assert.Equal([0.25, double.NaN], RelativeLosses.OfClaims([8, 0], [2, 0]));

    [Fact]
    public void What_is_no_number_is_refused_and_named()
    {
        Assert.Contains("Number 1 of directLoss is NaN", Assert.Throws<ArgumentException>(() => RelativeLosses.Of([1, 1], [0, double.NaN], [1, 1])).Message);
        Assert.Contains("at least 0", Assert.Throws<ArgumentException>(() => RelativeLosses.Of([1], [-1], [1])).Message);
        Assert.Contains("expected 2", Assert.Throws<ArgumentException>(() => RelativeLosses.Of([1, 1], [0, 0], [1])).Message);
        Assert.Throws<ArgumentException>(() => RelativeLosses.OfClaims([double.PositiveInfinity], [1]));
    }
}
