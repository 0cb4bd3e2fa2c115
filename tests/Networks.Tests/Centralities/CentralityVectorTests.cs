using Contagion.Engine;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Networks.Tests;

/// <summary>Every vector of TV-CENT, models.md 9.1.</summary>
public sealed class CentralityVectorTests
{
    private static readonly double[,] Debts = { { 0, 4, 2, 0, 0 }, { 0, 0, 3, 1, 0 }, { 1, 0, 0, 5, 0 }, { 0, 0, 0, 0, 2 }, { 3, 0, 0, 0, 0 } };

    public static TheoryData<Measure, double[]> Vectors => new()
    {
        { Measure.NetworkLiabilities, [6, 4, 6, 2, 3] },
        { Measure.NetworkAssets, [4, 4, 5, 6, 2] },
        { Measure.Creditors, [2, 2, 2, 1, 1] },
        { Measure.Debtors, [2, 1, 2, 2, 1] },
        { Measure.PagerankVulnerability, [.2315577877, .1612160797, .1983832907, .2047799145, .2040629273] },
        { Measure.Pagerank, [.2445595198, .1663628765, .2151502199, .1880206898, .1859066939] },
        { Measure.Eigenvector, [.2867755905, .1826644576, .2070742152, .1079726615, .2155130753] },
        { Measure.EigenvectorVulnerability, [.1669352823, .167270099, .2093392399, .3041002779, .152355101] },
        { Measure.Katz, [2.5861070863, 2.0361215084, 2.2594859836, 1.49392247, 1.9717352342] },
        { Measure.KatzVulnerability, [1.8998402548, 1.9518253516, 2.2093152001, 2.6280589783, 1.6583324979] },
        { Measure.Betweenness, [6 / 12.0, 0, 6 / 12.0, 3 / 12.0, 3 / 12.0] },
        { Measure.Closeness, [1.5094339623, 1.2371134021, 1.2698412698, 1.0666666667, 1.4371257485] },
        { Measure.Harmonic, [2.0654761905, 1.6481854839, 2.0571428571, 1.2182692308, 1.7205069124] },
        { Measure.SinkrankVulnerability, [.4363636364, .2352941176, .325203252, .384496124, .3809523810] },
        { Measure.Subgraph, [1.8272615532, 1.2289823749, 1.7839229963, 1.0952429273, 1.0952429273] },
        { Measure.Communicability, [4.7173255359, 4.363169527, 4.0286454669, 1.9709841766, 2.9234193638] },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_centrality_is_as_the_model_reference_has_it(Measure measure, double[] expected) =>
        Near.Equal(expected, Measures.Of(measure, TestNetwork.Of(Debts)), Near.Printed, Words.Of(measure));

    [Fact]
    public void The_largest_eigenvalue_is_as_the_model_reference_has_it() =>
        Near.Equal([3.9919933875], [new Centralities(TestNetwork.Of(Debts)).Radius.Value], Near.Printed, "largest eigenvalue");

    // TV-LDR-N4: e is what remains of external assets before the shock.
    [Fact]
    public void The_leverage_of_the_four_nodes_is_as_the_model_reference_has_it()
    {
        double[,] debts = { { 0, 0, 1, 5 }, { 6, 0, 2, 0 }, { 0, 0, 0, 4 }, { 2, 0, 4, 0 } };
        var leverage = LeverageMatrix.Of(TestNetwork.Of(debts, externalAssets: [4, 16, 4, 8], externalLiabilities: [4, 6, 0, 8]));

        Near.Equal([1.5962146974], [leverage.Radius.Value], Near.Printed, "N4");
        Assert.False(leverage.IsStable);
        Assert.True(leverage.Radius.Converged);
        Assert.Equal(0, leverage.LeftOut);
    }

    // TV-LDR-amp: rows of leverage that sum to ℓ have the spectral radius ℓ. The ring only returns to itself after as many steps as it has banks.
    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.9, true)]
    [InlineData(1.2, false)]
    public void A_ring_whose_banks_lend_a_share_of_equity_has_that_spectral_radius(double share, bool isStable)
    {
        var debts = new double[7, 7];
        for (var bank = 0; bank < 7; bank++)
        {
            debts[bank, (bank + 1) % 7] = share * 10;
        }

        var leverage = LeverageMatrix.Of(TestNetwork.Of(debts, equity: [.. Enumerable.Repeat(10.0, 7)]));

        Near.Equal([share], [leverage.Radius.Value], 1e-14, "ring");
        Assert.Equal(isStable, leverage.IsStable);
    }

    // Worked by hand: 0 and 1 lend each other 4; 2, which has no equity, would close a second circle; 3 lends and nobody lends to it.
    [Fact]
    public void Who_has_no_equity_is_left_out_and_counted()
    {
        double[,] debts = { { 0, 4, 50, 1 }, { 4, 0, 0, 0 }, { 50, 0, 0, 0 }, { 0, 0, 0, 0 } };
        var leverage = LeverageMatrix.Of(TestNetwork.Of(debts, equity: [8, 2, 0, 1]));

        // √(4/8 × 4/2) = 1: neither proven to die out nor to grow.
        Near.Equal([1], [leverage.Radius.Value], 1e-14, "circle");
        Assert.Equal(1, leverage.LeftOut);
        Assert.Equal(leverage.Radius.Upper < 1 ? true : leverage.Radius.Lower > 1 ? false : null, leverage.IsStable);
    }
}
