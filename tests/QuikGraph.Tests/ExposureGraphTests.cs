using Contagion.Model;
using Contagion.Networks;
using QuikGraph;
using QuikGraph.Algorithms;

namespace Contagion.QuikGraphs.Tests;

/// <summary>The view of a network as a graph says what the network's rows say, and makes no objects of edges.</summary>
public sealed class ExposureGraphTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 30)];

    // Worked by hand: B0 lends 40 and, on demand, 5 to B1; B1 lends 7 to B2.
    [Fact]
    public void An_edge_points_from_the_creditor_to_the_debtor()
    {
        var builder = new NetworkBuilder();
        for (var bank = 0; bank < 3; bank++)
        {
            builder.Add(new Institution($"B{bank}", InstitutionKind.Bank));
        }

        builder.Add(new Exposure(1, 2, 7));
        builder.Add(new Exposure(0, 1, 5, ExposureType.Demand));
        builder.Add(new Exposure(0, 1, 40));
        var graph = new ExposureGraph(builder.Build());

        Assert.Equal([new(0, 1, 40, 0), new(0, 1, 5, 1), new(1, 2, 7, 2)], graph.Edges);
        Assert.Equal([new(0, 1, 40, 0), new(0, 1, 5, 1)], graph.OutEdges(0));
        Assert.Equal([new(0, 1, 40, 0), new(0, 1, 5, 1)], graph.InEdges(1));
        Assert.True(graph.TryGetEdge(0, 1, out var first) && first.Amount == 40);
        Assert.True(graph.TryGetEdges(0, 1, out var parallel) && parallel.Sum(edge => edge.Amount) == 45);
        Assert.False(graph.ContainsEdge(1, 0));
        Assert.Equal((0, 1), (graph.OutEdges(0).First().GetSource(), graph.OutEdges(0).First().GetTarget()));
    }

    // An identity: whatever is asked, the answer is that of QuikGraph's own graph of the same edges.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void It_answers_as_a_graph_of_QuikGraph_with_the_same_edges_does(int seed)
    {
        var graph = new ExposureGraph(Sample.Random(seed));
        var copy = new BidirectionalGraph<int, ExposureEdge>();
        copy.AddVertexRange(graph.Vertices);
        copy.AddEdgeRange(graph.Edges);

        Assert.Equal((copy.VertexCount, copy.EdgeCount, copy.IsEdgesEmpty, copy.IsVerticesEmpty), (graph.VertexCount, graph.EdgeCount, graph.IsEdgesEmpty, graph.IsVerticesEmpty));
        foreach (var one in graph.Vertices)
        {
            Assert.Equal(copy.OutEdges(one), graph.OutEdges(one));
            Assert.Equal(copy.InEdges(one).Order(ByPosition), graph.InEdges(one).Order(ByPosition));
            Assert.Equal((copy.OutDegree(one), copy.InDegree(one), copy.Degree(one)), (graph.OutDegree(one), graph.InDegree(one), graph.Degree(one)));
            Assert.Equal((copy.IsOutEdgesEmpty(one), copy.IsInEdgesEmpty(one)), (graph.IsOutEdgesEmpty(one), graph.IsInEdgesEmpty(one)));
            Assert.Equal(graph.OutEdges(one), Enumerable.Range(0, graph.OutDegree(one)).Select(index => graph.OutEdge(one, index)));
            Assert.Equal(graph.InEdges(one), Enumerable.Range(0, graph.InDegree(one)).Select(index => graph.InEdge(one, index)));
            foreach (var other in graph.Vertices)
            {
                Assert.Equal(copy.ContainsEdge(one, other), graph.ContainsEdge(one, other));
                copy.TryGetEdges(one, other, out var expected);
                Assert.True(graph.TryGetEdges(one, other, out var edges));
                Assert.Equal(expected ?? [], edges);
            }
        }

        Assert.All(graph.Edges, edge => Assert.True(graph.ContainsEdge(edge)));
        Assert.All(graph.Edges, edge => Assert.False(graph.ContainsEdge(edge with { Amount = edge.Amount + 1 })));
    }

    [Fact]
    public void Who_is_not_there_is_told()
    {
        var graph = new ExposureGraph(Sample.Of(2, (0, 1, 5)));

        Assert.Throws<VertexNotFoundException>(() => graph.OutEdges(2));
        Assert.Throws<VertexNotFoundException>(() => graph.InDegree(-1));
        Assert.False(graph.TryGetOutEdges(2, out _));
        Assert.False(graph.TryGetInEdges(2, out _));
        Assert.False(graph.TryGetEdge(0, 2, out _));
        Assert.False(graph.TryGetEdges(2, 0, out _));
        Assert.False(graph.ContainsEdge(new ExposureEdge(7, 0, 5, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => graph.OutEdge(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => graph.InEdge(1, 1));
    }

    // QuikGraph's other adapters stand on this one: reversed, an edge leads from the debtor to the creditor, as distress does.
    [Fact]
    public void Distress_travels_on_the_reversed_graph()
    {
        var reversed = new ReversedBidirectionalGraph<int, ExposureEdge>(new ExposureGraph(Sample.Of(3, (0, 1, 5), (1, 2, 5))));
        var reach = reversed.TreeBreadthFirstSearch(2);

        Assert.True(reach(0, out var path));
        Assert.Equal([1, 0], path.Select(edge => edge.Target));
    }

    // A view: 400,000 edges as objects would be 16 MB and more; one enumerator for all, one for each row asked, are well below 1 MB.
    [Fact]
    public void Walking_all_edges_allocates_the_same_however_many_there_are()
    {
        var (few, many) = (new ExposureGraph(Large(1)), new ExposureGraph(Large(100)));
        var (ofFew, ofMany) = (Allocated(() => few.Edges.Sum(edge => edge.Amount)), Allocated(() => many.Edges.Sum(edge => edge.Amount)));

        Assert.Equal(400_000, many.EdgeCount);
        Assert.True(ofMany <= ofFew + 1024, $"{many.EdgeCount:N0} edges took {ofMany:N0} bytes, {few.EdgeCount:N0} took {ofFew:N0}");
    }

    [Fact]
    public void Walking_rows_allocates_an_enumerator_a_row_and_nothing_an_edge()
    {
        const int BytesARow = 128;
        var graph = new ExposureGraph(Large(100));

        var rows = Allocated(() => graph.Vertices.Sum(vertex => graph.OutEdges(vertex).Count() + graph.InEdges(vertex).Count()));

        Assert.True(rows <= 2L * BytesARow * graph.VertexCount, $"{graph.VertexCount:N0} rows in both directions took {rows:N0} bytes");
    }

    private static Comparer<ExposureEdge> ByPosition => Comparer<ExposureEdge>.Create((one, other) => one.Position.CompareTo(other.Position));

    /// <summary>4,000 banks in a ring, each of which lends to the next ones.</summary>
    private static Network Large(int each) =>
        Sample.Of(4000, [.. Enumerable.Range(0, 4000).SelectMany(bank => Enumerable.Range(1, each).Select(step => (bank, (bank + step) % 4000, 1.0)))]);

    private static long Allocated(Func<double> walk)
    {
        // The first time compiles it.
        walk();
        var before = GC.GetAllocatedBytesForCurrentThread();
        walk();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
