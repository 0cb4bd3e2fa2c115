using System.Text;
using System.Xml;
using System.Xml.Serialization;
using Contagion.Model;
using Contagion.Networks;
using QuikGraph;
using QuikGraph.Graphviz;
using QuikGraph.Serialization;

namespace Contagion.QuikGraphs.Tests;

/// <summary>Files of other programs, and ours in theirs.</summary>
public sealed class OtherProgramsTests
{
    private const string NetworkX =
        """
        <?xml version='1.0' encoding='utf-8'?>
        <graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
          <key id="d5" for="edge" attr.name="type" attr.type="string" />
          <key id="d4" for="edge" attr.name="weight" attr.type="double" />
          <key id="d3" for="node" attr.name="equity" attr.type="double" />
          <key id="d2" for="node" attr.name="equity" attr.type="long" />
          <key id="d1" for="node" attr.name="kind" attr.type="string" />
          <key id="d0" for="graph" attr.name="terms" attr.type="boolean" />
          <graph edgedefault="directed">
            <node id="A">
              <data key="d1">bank</data>
              <data key="d2">5</data>
            </node>
            <node id="B">
              <data key="d1">bank</data>
              <data key="d3">0.5</data>
            </node>
            <edge source="A" target="B" id="0">
              <data key="d4">1e+20</data>
              <data key="d5">loan</data>
            </edge>
            <edge source="A" target="B" id="1">
              <data key="d4">2.5</data>
              <data key="d5">demand</data>
            </edge>
            <data key="d0">True</data>
          </graph>
        </graphml>
        """;

    // QuikGraph.Serialization 2.3.0 stands for readers of typed GraphML.
    [Fact]
    public void QuikGraph_reads_the_GraphML_that_we_write()
    {
        var network = Sample.Random(4);
        using var stream = new MemoryStream();
        GraphFile.Write(network, stream, GraphFormat.GraphMl);
        stream.Position = 0;
        var graph = new Banks();
        using var xml = XmlReader.Create(stream);

        graph.DeserializeFromGraphML(xml, id => new Bank { Id = id }, (source, target, _) => new Loan(source, target));

        Assert.False(graph.KeepsTerms);
        Assert.Equal(network.Ids, graph.Vertices.Select(bank => bank.Id));
        Assert.All(graph.Vertices, bank => Assert.Equal("bank", bank.Kind));
        Assert.Equal(
            new ExposureGraph(network).Edges.Select(edge => (network.Ids[edge.Creditor], network.Ids[edge.Debtor], edge.Amount)).Order(),
            graph.Edges.Select(loan => (loan.Source.Id, loan.Target.Id, loan.Amount)).Order());
    }

    [Fact]
    public void The_GraphML_that_QuikGraph_writes_is_read()
    {
        var graph = new AdjacencyGraph<Bank, Loan>();
        var (one, other) = (new Bank { Id = "A", Kind = "bank" }, new Bank { Id = "B", Kind = "lender" });
        graph.AddVerticesAndEdge(new Loan(other, one) { Amount = 0.1 });
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true }))
        {
            graph.SerializeToGraphML<Bank, Loan, AdjacencyGraph<Bank, Loan>>(xml, bank => bank.Id, _ => "e");
        }

        var network = Read(text.ToString(), GraphFormat.GraphMl);

        Assert.Equal(["B", "A"], network.Ids);
        Assert.Equal((0.1, InstitutionKind.Lender), (network.Claims.Amount[0], network.KindOf(0)));
    }

    // Of networkx 3.6.1, nx.write_graphml of a MultiDiGraph with a graph attribute, an equity that is whole for one and not for the other, and weights.
    [Fact]
    public void The_GraphML_of_NetworkX_is_read_by_its_weights()
    {
        var network = Read(NetworkX, GraphFormat.GraphMl);

        Assert.Equal([1e20, 2.5], network.Claims.Amount.ToArray());
        Assert.Equal((5, 0.5), (network.Sheets[0].Equity, network.Sheets[1].Equity));
        Assert.NotNull(network.Terms);
        Assert.Null(Read(NetworkX.Replace("True", "False", StringComparison.Ordinal), GraphFormat.GraphMl).Terms);
    }

    // As yEd writes it, shortened: drawings in a namespace of their own, a default, edges by the graph's direction, keys without names.
    [Fact]
    public void The_GraphML_of_yEd_is_read_without_its_drawings()
    {
        var network = Read(
            """
            <?xml version="1.0" encoding="UTF-8" standalone="no"?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:java="http://www.yworks.com/xml/yfiles-common/1.0/java" xmlns:y="http://www.yworks.com/xml/graphml">
              <!--Created by yEd-->
              <key attr.name="Beschreibung" attr.type="string" for="graph" id="d0"/>
              <key for="port" id="d1" yfiles.type="portgraphics"/>
              <key for="graphml" id="d5" yfiles.type="resources"/>
              <key attr.name="kind" attr.type="string" for="node" id="d4"><default>bank</default></key>
              <key for="node" id="d6" yfiles.type="nodegraphics"/>
              <key attr.name="amount" attr.type="double" for="edge" id="d9"/>
              <key for="edge" id="d10" yfiles.type="edgegraphics"/>
              <graph edgedefault="directed" id="G">
                <data key="d0" xml:space="preserve"/>
                <node id="n0"><data key="d6"><y:ShapeNode><y:Geometry height="30.0" width="30.0"/></y:ShapeNode></data></node>
                <node id="n1"><data key="d4"><![CDATA[lender]]></data><data key="d6"/></node>
                <edge id="e0" source="n1" target="n0"><data key="d9">7.0</data><data key="d10"><y:PolyLineEdge/></data></edge>
              </graph>
              <data key="d5"><y:Resources/></data>
            </graphml>
            """,
            GraphFormat.GraphMl);

        Assert.Equal((InstitutionKind.Bank, InstitutionKind.Lender), (network.KindOf(0), network.KindOf(1)));
        Assert.Equal([7], network.Debts.Amount.ToArray());
    }

    [Fact]
    public void DOT_is_read_in_the_ways_it_is_written()
    {
        var network = Read(
            """
            # A line for the preprocessor.
            digraph "G" {
              rankdir=LR; node [kind=bank, shape=box, fontname="Helvetica,Arial", height=0.5]
              edge [amount=5]; // half a million
              A; B [cash=.5, label="B\nbank"]; "C \"3\"" [kind=lender][cash=-0]
              A -> B -> "C \"3\"" [type=demand, color=red,]
              /* parallel exposures
                 add up */ A->B[amount=2.5];A->B
            }
            """,
            GraphFormat.Dot);

        Assert.Equal(["A", "B", "C \"3\""], network.Ids);
        Assert.Equal([7.5, 5, 5], network.Claims.Amount.ToArray());
        Assert.Equal((0.5, 0), (network.Sheets[1].Cash, network.Sheets[2].Cash));
        Assert.Equal(InstitutionKind.Lender, network.KindOf(2));
    }

    // The names that https://graphviz.org/doc/info/attrs.html lists for nodes and edges.
    [Fact]
    public void No_attribute_of_Graphviz_is_taken_for_a_misspelt_one_of_ours()
    {
        const string Names =
            "area arrowhead arrowsize arrowtail class color colorscheme comment constraint decorate dir distortion edgeURL edgehref edgetarget edgetooltip fillcolor fixedsize " +
            "fontcolor fontname fontsize gradientangle group headURL head_lp headclip headhref headlabel headport headtarget headtooltip height href id image imagepos imagescale " +
            "label labelURL labelangle labeldistance labelfloat labelfontcolor labelfontname labelfontsize labelhref labelloc labeltarget labeltooltip layer len lhead lp ltail " +
            "margin minlen nojustify ordering orientation penwidth peripheries pin pos rects regular root samehead sametail samplepoints shape shapefile showboxes sides skew " +
            "sortv style tailURL tail_lp tailclip tailhref taillabel tailport tailtarget tailtooltip target tooltip vertices weight width xlabel xlp z URL";

        Assert.All(Names.Split(' '), name => Assert.Null(AttributeNames.Misspelt(true, name) ?? AttributeNames.Misspelt(false, name)));
    }

    [Fact]
    public void QuikGraph_draws_the_view_of_a_network()
    {
        var drawn = new ExposureGraph(Sample.Of(3, (0, 1, 5), (2, 1, 7))).ToGraphviz();

        Assert.Contains("0 -> 1", drawn, StringComparison.Ordinal);
        Assert.Contains("2 -> 1", drawn, StringComparison.Ordinal);
    }

    // Written by hand from docs/quikgraph.md: what a person reads, and Graphviz draws.
    [Fact]
    public void A_drawing_says_ids_and_amounts_in_plain_words()
    {
        var builder = new NetworkBuilder();
        builder.Add(new Institution("North", InstitutionKind.Bank) { Name = "Bank of the North", ExternalAssets = 70, Equity = 4 });
        builder.Add(new Institution("Lenders", InstitutionKind.Lender));
        builder.Add(new Exposure(1, 0, 1.5, ExposureType.Demand));
        using var stream = new MemoryStream();

        GraphFile.Write(builder.Build(), stream, GraphFormat.Dot);

        Assert.Equal(
            """
            digraph contagion {
              graph [terms=false];
              node [style=filled];
              North [kind=bank, name="Bank of the North", external_assets=70, equity=4, total_assets=70, book_equity=4, label="Bank of the North", shape=box, fillcolor="#7FB8D8"];
              Lenders [kind=lender, total_assets=1.5, book_equity=1.5, shape=ellipse, fillcolor="#AADAF4"];
              Lenders -> North [type=demand, amount=1.5, seniority=1, label=1.5, style=dashed];
            }

            """,
            Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static Network Read(string text, GraphFormat format)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return GraphFile.Read(stream, format, "network");
    }

    /// <summary>A graph as QuikGraph.Serialization wants it.</summary>
    public sealed class Banks : AdjacencyGraph<Bank, Loan>
    {
        [XmlAttribute("terms")]
        public bool KeepsTerms { get; set; }
    }

    /// <summary>A vertex as QuikGraph.Serialization wants it.</summary>
    public sealed class Bank
    {
        public required string Id { get; init; }

        [XmlAttribute("kind")]
        public string Kind { get; set; } = "";

        [XmlAttribute("external_assets")]
        public double ExternalAssets { get; set; }

        [XmlAttribute("total_assets")]
        public double TotalAssets { get; set; }

        [XmlAttribute("book_equity")]
        public double BookEquity { get; set; }
    }

    /// <summary>An edge as QuikGraph.Serialization wants it.</summary>
    public sealed class Loan(Bank source, Bank target) : Edge<Bank>(source, target)
    {
        [XmlAttribute("amount")]
        public double Amount { get; set; }

        [XmlAttribute("type")]
        public string Type { get; set; } = "loan";

        [XmlAttribute("seniority")]
        public int Seniority { get; set; } = 1;
    }
}
