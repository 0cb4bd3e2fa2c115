using System.Text.Json;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Networks.Tests;

/// <summary>Centralities and shape of two networks as networkx 2.8.8 has them, cross-checked with igraph 0.10.2: tests/reference/centrality-sim125, shared/reference/centrality-emid-2008-11.</summary>
/// <remarks>Its edges lead from creditor to debtor: what comes in there is our impact. Tolerances are those of the cases' README.</remarks>
public sealed class CentralityReferenceTests
{
    private const double Tolerance = 1e-8;
    private const double Loose = 1e-6;

    [Fact]
    public void Simulated_banks() => Check(Folders.Reference("centrality-sim125"));

    [SharedFact("centrality-emid-2008-11")]
    public void Banks_of_the_eMID_market() => Check(Folders.Shared("centrality-emid-2008-11")!);

    private static void Check(string folder)
    {
        var (table, exposures) = (Table.Read(folder, "expected.csv"), Table.Read(folder, "exposures.csv"));
        var ids = table.Texts("id");
        var indexOf = ids.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index);
        var debts = new double[ids.Length, ids.Length];
        foreach (var row in exposures.Rows)
        {
            debts[indexOf[exposures.Text(row, "debtor")], indexOf[exposures.Text(row, "creditor")]] += exposures.Number(row, "amount");
        }

        var (weighted, plain) = (TestNetwork.Of(debts), TestNetwork.Of(Plain(debts)));
        var (n, pairs) = (ids.Length, (ids.Length - 1.0) * (ids.Length - 2.0));
        Agree("out_degree", Measures.Of(Measure.Debtors, weighted));
        Agree("in_degree", Measures.Of(Measure.Creditors, weighted));
        Agree("out_strength", Measures.Of(Measure.NetworkAssets, weighted));
        Agree("in_strength", Measures.Of(Measure.NetworkLiabilities, weighted));
        Agree("pagerank_weighted_d085", Measures.Of(Measure.Pagerank, weighted));
        Agree("pagerank_unweighted_d085", Measures.Of(Measure.Pagerank, plain));
        Agree("pagerank_reversed_weighted_d085", Measures.Of(Measure.PagerankVulnerability, weighted));
        Agree("katz_alpha_half_over_lambda_beta1_unnormalised", Measures.Of(Measure.Katz, plain));
        Agree("betweenness_unweighted_raw", [.. Measures.Of(Measure.Betweenness, plain).Select(share => share * pairs)]);
        Agree("betweenness_distance_1_over_amount_raw", [.. Measures.Of(Measure.Betweenness, weighted).Select(share => share * pairs)]);
        Agree("closeness_in_wf", Measures.Of(Measure.Closeness, plain));
        Agree("closeness_out_wf", Measures.Of(Measure.ClosenessVulnerability, plain));
        Agree("harmonic_in", [.. Measures.Of(Measure.Harmonic, plain).Select(mean => mean * (n - 1))]);
        Agree("hits_hub_sum1_weighted", Measures.Of(Measure.Hub, weighted), Loose);
        Agree("hits_authority_sum1_weighted", Measures.Of(Measure.Authority, weighted), Loose);
        Agree("core_number_undirected", Measures.Of(Measure.KCore, weighted));
        var neighbours = new ExposureGraph(weighted);
        Agree("clustering_undirected", Clustering.Of(neighbours).Local);
        Agree("average_neighbour_degree_undirected", LinkShape.NeighbourDegrees(neighbours));
        Agree("eigenvector_weighted_undirected_l2", Unit(Measures.Of(Measure.Eigenvector, TestNetwork.Of(Both(debts)))), Loose);
        OnComponent(table, plain);
        Shape(folder, weighted, plain, neighbours);

        void Agree(string column, double[] actual, double tolerance = Tolerance) => Near.Equal(table.Numbers(column), actual, tolerance, $"{folder}, {column}");
    }

    // The peer's eigenvector goes on to those who are outside of the component and reached from it; inside it is the same but for its length.
    private static void OnComponent(Table table, Network plain)
    {
        if (!table.Has("eigenvector_unweighted_in_edges"))
        {
            return;
        }

        var (all, own) = (table.Numbers("eigenvector_unweighted_in_edges"), Measures.Of(Measure.Eigenvector, plain));
        int[] members = [.. Enumerable.Range(0, own.Length).Where(one => own[one] > 0)];
        var sum = members.Sum(one => all[one]);
        Near.Equal([.. members.Select(one => all[one] / sum)], [.. members.Select(one => own[one])], Loose, "eigenvector of the component");
    }

    private static void Shape(string folder, Network weighted, Network plain, ExposureGraph neighbours)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var expected = file.RootElement;
        var centralities = new Centralities(weighted);
        var (graph, weak) = (centralities.Graph, Components.Weak(centralities.Graph.Debts));
        Agree("links", graph.Edges);
        Agree("density", LinkShape.Density(graph));
        Agree("reciprocity", LinkShape.Reciprocity(graph).OfEdges);
        Agree("transitivity_undirected", Clustering.Of(neighbours).Transitivity);
        Agree("average_clustering_undirected", Clustering.Of(neighbours).Mean);
        Agree("assortativity_undirected_degree", LinkShape.Assortativity(neighbours));
        Agree("assortativity_out_in", LinkShape.AssortativityOfLending(graph));
        Agree("largest_strong_component", centralities.Strong.LargestSize);
        Agree("strong_components", centralities.Strong.Count);
        Agree("largest_weak_component", weak.LargestSize);
        Agree("weak_components", weak.Count);
        var distances = Distances.Of(neighbours, weak);
        Assert.True(distances.IsExact);
        Agree("diameter_undirected_largest", distances.DiameterMin);
        Agree("diameter_undirected_largest", distances.DiameterMax);
        Agree("average_path_undirected_largest", distances.Mean);
        Agree("dangling_nodes", Enumerable.Range(0, graph.Count).Count(one => graph.Claims.LengthOf(one) == 0));
        Agree("lambda_max_weighted", centralities.Radius.Value, 1e-10);
        Agree("lambda_max_unweighted", new Centralities(plain).Radius.Value);
        Agree("katz_alpha", Katz.Attenuation(new Centralities(plain).Graph, new Centralities(plain).Radius));

        void Agree(string name, double actual, double relative = 0) =>
            Near.Equal([expected.GetProperty(name).GetDouble()], [actual], Tolerance + (relative * Math.Abs(actual)), $"{folder}, {name}");
    }

    private static double[,] Plain(double[,] debts) => Made(debts, (one, other) => debts[one, other] > 0 ? 1 : 0);

    private static double[,] Both(double[,] debts) => Made(debts, (one, other) => debts[one, other] + debts[other, one]);

    private static double[,] Made(double[,] debts, Func<int, int, double> amount)
    {
        var n = debts.GetLength(0);
        var made = new double[n, n];
        for (var one = 0; one < n; one++)
        {
            for (var other = 0; other < n; other++)
            {
                made[one, other] = amount(one, other);
            }
        }

        return made;
    }

    private static double[] Unit(double[] vector)
    {
        var length = Math.Sqrt(vector.Sum(one => one * one));
        return [.. vector.Select(one => one / length)];
    }
}
