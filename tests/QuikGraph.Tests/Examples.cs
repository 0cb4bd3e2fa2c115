using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;
using QuikGraph;
using QuikGraph.Algorithms;

namespace Contagion.QuikGraphs.Tests;

/// <summary>The examples of docs/quikgraph.md, line by line as they stand there.</summary>
public sealed class Examples
{
    [Fact]
    public void A_file_becomes_a_network_and_a_drawing() => InFolder(() =>
    {
        File.WriteAllText("small.dot", Small);

        Network network = GraphFile.Read("small.dot");
        Console.WriteLine($"{network.Count} institutions, {network.Claims.Count} claims");
        GraphFile.Write(network, "small.graphml");

        Assert.Equal((3, 3), (network.Count, network.Claims.Count));
        SameNetwork.Assert(network, GraphFile.Read("small.graphml"));
    });

    [Fact]
    public void Algorithms_answer_on_a_network() => InFolder(() =>
    {
        File.WriteAllText("small.dot", Small);
        var network = GraphFile.Read("small.dot");

        network.TryFind("Platform", out int platform);
        network.TryFind("North", out int north);

        int[] component = StrongComponents.Of(network);              // 0, 0, 0: each can be hit by its own failure
        int[] hops = ClaimChains.Hops(network, platform);            // 2, 1, 0: North is two claims away
        double[] costs = ClaimChains.Costs(network, platform);       // 0.15, 0.1, 0 with 1 / amount
        var chain = ClaimChains.Cheapest(network, platform, north);  // Platform -> South -> North
        double flow = ClaimFlow.Maximum(network, platform, north);   // 10: all it lent to South
        var tree = SpanningTree.Of(network);                         // North - South (20), then South - Platform (10)
        double[] ranks = ClaimRanking.PageRank(network);             // 1/3 each: one claim leads to each

        Assert.Equal([0, 0, 0], component);
        Assert.Equal([2, 1, 0], hops);
        Assert.Equal([0.15, 0.1, 0], costs.Select(cost => Math.Round(cost, 12)));
        Assert.Equal([10, 20], chain!.Select(claim => claim.Amount));
        Assert.Equal(10, flow);
        Assert.Equal([20, 10], tree.Select(tie => tie.Amount));
        Assert.All(ranks, rank => Assert.Equal(1.0 / 3, rank, 1e-12));
    });

    [Fact]
    public void Any_algorithm_of_QuikGraph_runs_on_the_view() => InFolder(() =>
    {
        File.WriteAllText("small.dot", Small);
        var network = GraphFile.Read("small.dot");

        var graph = new ExposureGraph(network);
        bool hasCycle = !graph.IsDirectedAcyclicGraph();
        foreach (ExposureEdge claim in graph.OutEdges(0))
        {
            Console.WriteLine($"{network.Ids[claim.Creditor]} is owed {claim.Amount} by {network.Ids[claim.Debtor]}");
        }

        // Distress goes from debtor to creditor: against the edges.
        var distress = new ReversedBidirectionalGraph<int, ExposureEdge>(graph);
        var reach = distress.TreeBreadthFirstSearch(1);

        Assert.True(hasCycle);
        Assert.True(reach(2, out _));
    });

    [Fact]
    public void A_graph_becomes_a_network()
    {
        var graph = new AdjacencyGraph<string, STaggedEdge<string, double>>();
        graph.AddVerticesAndEdge(new("South", "North", 20));
        graph.AddVerticesAndEdge(new("Platform", "South", 10));

        Network network = GraphNetwork.From(
            graph,
            name => new Institution(name, InstitutionKind.Bank) { ExternalAssets = 100 },
            edge => edge.Tag);

        Assert.Equal(["South", "North", "Platform"], network.Ids);
        Assert.Equal([20, 10], network.Claims.Amount.ToArray());
    }

    [Fact]
    public void A_bad_file_is_told_by_all_its_faults() => InFolder(() =>
    {
        File.WriteAllText("bad.dot", "digraph {\n  North [kind=bank, equity=four]\n  North -> Sout [amount=-5]\n}\n");
        try
        {
            GraphFile.Read("bad.dot");
        }
        catch (InputException wrong)
        {
            Console.WriteLine(wrong.Message);
            Assert.Equal(
                """
                bad.dot:2:21: equity is 'four'; expected a finite number from -1E+150 to 1E+150
                bad.dot:3:12: unknown target 'Sout'; expected the id of a node
                bad.dot:3:18: amount is '-5'; expected a finite number from 0 to 1E+150
                """,
                wrong.Message);
            return;
        }

        Assert.Fail("the file was read");
    });

    // Every block of C#, DOT, XML and told faults on the page stands in this file, blanks at the beginning of lines left aside.
    [Fact]
    public void What_the_page_shows_stands_here()
    {
        var source = Plain(File.ReadAllLines(Path.Combine(Contagion.Tests.Folders.Root, "tests", "QuikGraph.Tests", "Examples.cs")));
        var page = File.ReadAllLines(Path.Combine(Contagion.Tests.Folders.Root, "docs", "quikgraph.md"));
        var blocks = page.Select((line, at) => (line, at)).Where(item => item.line.StartsWith("```", StringComparison.Ordinal)).Select(item => item.at).Chunk(2).ToList();

        Assert.True(blocks.Count >= 5);
        Assert.All(blocks, block => Assert.Contains(Plain(page[(block[0] + 1)..block[1]]), source, StringComparison.Ordinal));
    }

    // <ProjectReference Include="../Contagion/src/QuikGraph/QuikGraph.csproj" />
    private const string Small =
        """
        digraph {
          node [kind=bank]
          North [external_assets=70, equity=4]
          South [external_assets=80, equity=6]
          Platform [kind=platform, external_assets=30]
          South -> North [amount=20]
          Platform -> South [amount=10]
          North -> Platform [amount=8]
        }
        """;

    private static string Plain(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.Trim().Replace("// <", "<", StringComparison.Ordinal)).Where(line => line.Length > 0));

    private static void InFolder(Action example)
    {
        var (folder, before) = (Directory.CreateTempSubdirectory().FullName, Directory.GetCurrentDirectory());
        try
        {
            Directory.SetCurrentDirectory(folder);
            example();
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
            Directory.Delete(folder, recursive: true);
        }
    }
}
