using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>What is told of a network.</summary>
public sealed class NetworkDescriptionTests
{
    // models.md 9.5, TV-CONC.
    [Fact]
    public void Concentration_is_as_the_model_reference_has_it()
    {
        var concentration = Unevenness.Of([4, 4, 5, 6, 2]);

        Near.Equal([0.2199546485, 0.1714285714, 1], [concentration.Herfindahl, concentration.Gini, concentration.LargestFive], Near.Printed, "TV-CONC");
    }

    // What banks of the simulated network lent, by networkx 2.8.8: tests/reference/centrality-sim125.
    [Fact]
    public void Concentration_of_lending_is_as_another_program_has_it()
    {
        var lent = Table.Read(Folders.Reference("centrality-sim125"), "expected.csv").Numbers("out_strength");

        Near.Equal([0.07436145056839907, 0.8300222212957906], [Unevenness.Of(lent).Herfindahl, Unevenness.Of(lent).Gini], 1e-12, "sim125");
    }

    [Fact]
    public void Of_nothing_there_is_no_concentration()
    {
        Assert.True(double.IsNaN(Unevenness.Of([]).Gini));
        Assert.True(double.IsNaN(Unevenness.Of([0, 0]).Herfindahl));
        Assert.Equal(new Unevenness(1, 0, 1), Unevenness.Of([7]));
    }

    // Worked by hand: 0, 1 and 2 lend each other in a circle, 3 lends to 0, 4 has nothing to do with anybody.
    [Fact]
    public void A_small_network_is_described_as_counted_by_hand()
    {
        double[,] debts = { { 0, 6, 0, 2, 0 }, { 0, 0, 4, 0, 0 }, { 8, 0, 0, 0, 0 }, { 0, 0, 0, 0, 0 }, { 0, 0, 0, 0, 0 } };
        var network = NetworkDescription.Of(TestNetwork.Of(debts, equity: [16, 12, 8, 0, 5]));

        Assert.Equal((4, 0.2, 0.0), (network.Edges, network.Density, network.Reciprocity));
        Assert.Equal((1, 3, 3), (network.Groups, network.InGroups, network.LargestGroup));
        Assert.Equal((1, 4, 1), (network.Pieces, network.LargestPiece, network.Isolated));
        // 0 to 1, 2 and 3, and 1 to 2 in one step; 3 to 1 and 2 in two.
        Near.Equal([8.0 / 6], [network.Distances.Mean], 1e-15, "distances");
        Assert.Equal((4, 2, 2, 0.0), (network.Distances.Sources, network.Distances.DiameterMin, network.Distances.DiameterMax, network.Distances.StandardError));
        Assert.Equal("Any two institutions of the largest piece are 1.33 steps apart on average, and at most 2.", NetworkMeaning.Distances(network));
        // Of 0 (2 + 2 + 1)/3, of 1 and 2 (3 + 2)/2, of 3 it is 3.
        Near.Equal([((5.0 / 3) + 2.5 + 2.5 + 3) / 4], [network.NeighbourDegree.Mean], 1e-15, "neighbour degree");
        // ∛(8/16 × 6/12 × 4/8) = ½.
        Near.Equal([0.5], [network.Stability.Radius.Value], 1e-14, "circle");
        Assert.Equal(1, network.Stability.LeftOut);
        Assert.Equal([3, 0, 1, 2], network.MostLeveraged.Select(one => one.Institution));
        Assert.Equal([double.PositiveInfinity, 0.5, 0.5, 0.5], network.MostLeveraged.Select(one => one.Value));
        Assert.Equal(new KindTotals(InstitutionKind.Bank, 5, 43 + 16, 41, 20, 20) with { TotalAssets = network.Total.TotalAssets }, Assert.Single(network.Kinds));
        Assert.Equal(
            "3 of 5 institutions can be hit by their own failure through others, in 1 group. 1 has no exposure at all.", NetworkMeaning.Groups(network));
        Assert.Equal(
            "Small shocks die out: the spectral radius of the leverage matrix is 0.5, below 1. In the long run each step of contagion is that much of the one before. 1 institution without positive equity is left out.",
            NetworkMeaning.Stability(network.Stability));
    }

    [Theory]
    [InlineData(0.4, 0.4, true, "Small shocks die out: the spectral radius of the leverage matrix is 0.4, below 1.")]
    [InlineData(0.99999, 0.99999, true, "Small shocks die out: the spectral radius of the leverage matrix is 0.99999, below 1.")]
    [InlineData(1.5, 1.5, true, "Small shocks grow: the spectral radius of the leverage matrix is 1.5, above 1.")]
    [InlineData(0.9, 1.1, false, "Whether small shocks die out or grow is not decided: the spectral radius of the leverage matrix lies between 0.9 and 1.1. (The search for it was ended early")]
    [InlineData(0, 0, true, "Shocks die out: nobody can be hit by its own failure")]
    public void Stability_is_said_as_far_as_it_is_proven(double lower, double upper, bool converged, string expected) =>
        Assert.StartsWith(expected, NetworkMeaning.Stability(new LeverageMatrix(new SpectralRadius(lower, upper, converged), 0)), StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Nobody_who_owes_anybody_is_described_as_well(int count)
    {
        var network = NetworkDescription.Of(TestNetwork.Of(new double[count, count]));

        Assert.Empty(network.MostCentral);
        Assert.Empty(network.MostLeveraged);
        Assert.Equal("Nobody owes anybody in the network anything.", NetworkMeaning.Links(network));
        Assert.Equal("There is no core.", NetworkMeaning.Core(network));
        Assert.Equal(count, network.Isolated);
        Assert.Equal(0, network.Amounts.Count);
        Assert.Equal((0, 0), (network.NeighbourDegree.Count, network.Distances.Institutions));
        Assert.Equal("", NetworkMeaning.Distances(network));
    }

    [Theory]
    [InlineData(5, 5, 2.8, 0, 2, 5, "Any two institutions are 2.8 steps apart on average, and at most 5.")]
    [InlineData(4, 4, 2.8, 0, 2, 5, "Any two institutions of the largest piece are 2.8 steps apart on average, and at most 5.")]
    [InlineData(5, 5, 1, 0, 1, 1, "Any two institutions are one step apart.")]
    [InlineData(5, 3, 2.8, 0.1, 4, 6, "Any two institutions are 2.8 ± 0.1 steps apart on average, the furthest at least 4 and at most 6 (estimated from 3 of them; ± is the standard error).")]
    [InlineData(5, 3, 2.8, 0.1, 4, 4, "Any two institutions are 2.8 ± 0.1 steps apart on average, the furthest 4 (estimated from 3 of them; ± is the standard error).")]
    public void Distances_are_said_as_far_as_they_are_known(int institutions, int sources, double mean, double error, int least, int most, string expected) =>
        Assert.Equal(expected, NetworkMeaning.Distances(NetworkDescription.Of(TestNetwork.Of(new double[5, 5])) with { Distances = new Distances(institutions, sources, mean, error, least, most) }));

    [Fact]
    public void Where_everybody_deals_with_everybody_there_is_no_periphery()
    {
        double[,] debts = { { 0, 1, 1 }, { 1, 0, 1 }, { 1, 1, 0 } };

        Assert.Equal("Everybody deals with everybody else: all are core, and there is no periphery.", NetworkMeaning.Core(NetworkDescription.Of(TestNetwork.Of(debts))));
    }

    [Fact]
    public void Every_measure_tells_a_side()
    {
        Assert.Equal("impact", NetworkMeaning.SideOf(Measure.Pagerank));
        Assert.Equal("vulnerability", NetworkMeaning.SideOf(Measure.PagerankVulnerability));
        Assert.Equal("both", NetworkMeaning.SideOf(Measure.Betweenness));
        Assert.Equal("size", NetworkMeaning.SideOf(Measure.Assets));
        Assert.All(Enum.GetValues<Measure>(), measure => Assert.Contains(NetworkMeaning.SideOf(measure), (string[])["size", "impact", "vulnerability", "both"]));
    }

    // What is asked for by name is measured; what cannot be is said with the reason.
    [Fact]
    public void A_table_has_what_was_asked_for_and_says_what_is_left_out()
    {
        var network = TestNetwork.Of(new double[,] { { 0, 2 }, { 1, 0 } });

        var table = CentralityTable.Of(network, [Measure.Katz, Measure.Weight], seed: 0);

        Assert.Equal([Measure.Katz], table.Columns.Select(column => column.Measure));
        Assert.Equal([(Measure.Weight, "no institution has a weight")], table.LeftOut);
        Assert.All(CentralityTable.Of(network, null, seed: 0).Columns, column => Assert.Equal(2, column.Centrality.Values.Length));
    }
}
