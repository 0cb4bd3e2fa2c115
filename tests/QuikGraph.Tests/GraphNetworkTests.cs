using Contagion.Model;
using Contagion.Tests;
using QuikGraph;

namespace Contagion.QuikGraphs.Tests;

/// <summary>A graph of QuikGraph becomes a network, or all its faults are told.</summary>
public sealed class GraphNetworkTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_view_of_a_network_becomes_the_same_network(int seed)
    {
        var network = Sample.Random(seed);

        var back = GraphNetwork.From(
            new ExposureGraph(network), network.Given, edge => edge.Amount, edge => network.IsLoan(edge.Position) ? ExposureType.Loan : ExposureType.Demand);

        SameNetwork.Assert(network, back);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var graph = new Loose(["A", "B", "C", "A'", " "], [("A", "A", 1), ("A", "B", -1), ("B", "C", double.NaN), ("A", "Z", 1), ("Y", "A", 1), ("A", "C", 5), ("A'", "B", double.PositiveInfinity)]);

        var told = Assert.Throws<InputException>(() => GraphNetwork.From(
            graph, vertex => new Institution(vertex.TrimEnd('\''), InstitutionKind.Bank) { Cash = vertex == "C" ? -3 : 1 }, edge => edge.Tag));

        Assert.Equal(
            [
                "vertices:3:1: cash of 'C' is -3; expected a finite number from 0 to 1E+150",
                "vertices:4:1: id 'A' is taken by vertex 1",
                "vertices:5:1: id is empty; expected a name that no other institution has",
                "edges:1:1: 'A' has an exposure to itself; expected two institutions",
                "edges:2:1: amount is -1; expected a finite number, at least 0",
                "edges:3:1: amount is NaN; expected a finite number, at least 0",
                "edges:4:1: unknown debtor 'Z'; expected a vertex of the graph",
                "edges:5:1: unknown creditor 'Y'; expected a vertex of the graph",
                "edges:7:1: amount is Infinity; expected a finite number, at least 0",
            ],
            told.Message.Split('\n'));
    }

    [Fact]
    public void A_sheet_that_does_not_balance_is_told_by_its_vertex()
    {
        var graph = new AdjacencyGraph<string, STaggedEdge<string, double>>();
        graph.AddVertexRange(["A", "B"]);

        var told = Assert.Throws<InputException>(() => GraphNetwork.From(
            graph, vertex => new Institution(vertex, InstitutionKind.Bank) { ExternalAssets = 1, ExternalLiabilities = 1, Equity = vertex == "B" ? 7 : 0 }, edge => edge.Tag));

        Assert.StartsWith("vertices:2:1: the balance sheet of 'B' does not balance", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_has_an_efficiency_and_an_id_whole_characters()
    {
        var graph = new AdjacencyGraph<string, STaggedEdge<string, double>>();
        graph.AddVerticesAndEdge(new("A", "B", 2));

        var told = Assert.Throws<InputException>(() => GraphNetwork.From(
            graph, vertex => new Institution(vertex == "A" ? "A\ud800" : vertex, InstitutionKind.Bank), edge => edge.Tag, _ => ExposureType.Service));

        Assert.Equal(
            ["vertices:1:1: id has half of a character; expected text", "edges:1:1: amount of a service is 2; expected its efficiency, above 0 and at most 1"],
            told.Faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void An_undirected_graph_does_not_say_who_owes() => Assert.Throws<ArgumentException>(() => GraphNetwork.From(
        new UndirectedGraph<string, STaggedEdge<string, double>>(), vertex => new Institution(vertex, InstitutionKind.Bank), edge => edge.Tag));

    /// <summary>A graph that does not see to it that ends of its edges are vertices, as those of QuikGraph do.</summary>
    private sealed class Loose(string[] vertices, (string Creditor, string Debtor, double Amount)[] edges) : IEdgeListGraph<string, STaggedEdge<string, double>>
    {
        public bool IsDirected => true;

        public bool AllowParallelEdges => true;

        public bool IsVerticesEmpty => false;

        public int VertexCount => vertices.Length;

        public IEnumerable<string> Vertices => vertices;

        public bool IsEdgesEmpty => false;

        public int EdgeCount => edges.Length;

        public IEnumerable<STaggedEdge<string, double>> Edges => edges.Select(edge => new STaggedEdge<string, double>(edge.Creditor, edge.Debtor, edge.Amount));

        public bool ContainsVertex(string vertex) => vertices.Contains(vertex);

        public bool ContainsEdge(STaggedEdge<string, double> edge) => Edges.Contains(edge);
    }
}
