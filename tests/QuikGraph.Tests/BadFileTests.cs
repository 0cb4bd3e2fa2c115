using System.Text;
using Contagion.Model;

namespace Contagion.QuikGraphs.Tests;

/// <summary>A bad file is told by all its faults with their places, and makes no network.</summary>
public sealed class BadFileTests
{
    private const string Head =
        """
        <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
        <key id="k" for="node" attr.name="kind" attr.type="string"/>
        <key id="c" for="node" attr.name="cash" attr.type="double"/>
        <key id="a" for="edge" attr.name="amount" attr.type="double"/>
        <key id="t" for="edge" attr.name="type" attr.type="string"/>
        <graph edgedefault="directed">

        """;

    private const string Foot = "</graph></graphml>";

    // Each names what the reader was told of it; the place is that of the attribute, or of the element where something is missing.
    [Fact]
    public void All_faults_of_a_GraphML_file_are_told_at_once_with_their_places() => AssertFaults(
        GraphFormat.GraphMl,
        Head +
        """
        <node id="A"><data key="k">bank</data></node>
        <node id="B"><data key="k">bnak</data><data key="c">-1</data></node>
        <node id="A"><data key="k">bank</data></node>
        <node id="C"/>
        <edge source="A" target="B"><data key="a">ten</data></edge>
        <edge source="A" target="A"><data key="a">1</data></edge>
        <edge source="A" target="D"><data key="a">1</data></edge>
        <edge source="A" target="B"><data key="a">-5</data></edge>
        <edge source="A" target="B"><data key="a">NaN</data></edge>
        <edge source="A" target="B"><data key="a">1</data><data key="t">laon</data></edge>
        <edge source="A" target="B"/>
        <edge source="A" target="B" directed="false"><data key="x">1</data><data key="a">1</data></edge>

        """ + Foot,
        "net:8:15: unknown kind 'bnak'; expected one of platform, lender, borrower, guarantor, bank, provider, authority; did you mean 'bank'?",
        "net:8:40: cash is '-1'; expected a finite number from 0 to 1E+150",
        "net:9:7: id 'A' is taken by line 7",
        "net:10:2: kind of 'C' is missing; expected one of platform, lender, borrower, guarantor, bank, provider, authority",
        "net:11:30: amount is 'ten'; expected a finite number from 0 to 1E+150",
        "net:12:18: 'A' has an exposure to itself; expected two institutions",
        "net:13:18: unknown target 'D'; expected the id of a node",
        "net:14:30: amount is '-5'; expected a finite number from 0 to 1E+150",
        "net:15:30: amount is 'NaN'; expected a finite number from 0 to 1E+150",
        "net:16:52: unknown type 'laon'; expected one of loan, demand, guarantee, service, holding, payment; did you mean 'loan'?",
        "net:17:2: amount of the edge from 'A' to 'B' is missing; expected a number, at least 0",
        "net:18:2: an edge without direction; expected directed edges, from creditor to debtor",
        "net:18:47: unknown key 'x'; expected one that an element 'key' declares");

    [Fact]
    public void All_faults_of_a_DOT_file_are_told_at_once_with_their_places() => AssertFaults(
        GraphFormat.Dot,
        """
        digraph {
          A [kind=bank]
          B [kind=bnak, cash="-1"]
          A [kind=bank]
          C
          A -> B [amount=ten]
          A -> A [amount=1]
          A -> D [amount=1]
          A -> B [amount=1, type=laon]
          A -> B
          A -> B [ammount=1, amount=2]
        }
        """,
        "net:3:6: unknown kind 'bnak'; expected one of platform, lender, borrower, guarantor, bank, provider, authority; did you mean 'bank'?",
        "net:3:17: cash is '-1'; expected a finite number from 0 to 1E+150",
        "net:4:3: id 'A' is taken by line 2",
        "net:5:3: kind of 'C' is missing; expected one of platform, lender, borrower, guarantor, bank, provider, authority",
        "net:6:11: amount is 'ten'; expected a finite number from 0 to 1E+150",
        "net:7:8: 'A' has an exposure to itself; expected two institutions",
        "net:8:8: unknown target 'D'; expected the id of a node",
        "net:9:21: unknown type 'laon'; expected one of loan, demand, guarantee, service, holding, payment; did you mean 'loan'?",
        "net:10:3: amount of the edge from 'A' to 'B' is missing; expected a number, at least 0",
        "net:11:11: unknown attribute 'ammount' of edges; did you mean 'amount'?");

    [Theory]
    [InlineData("A [kind=bank, cash=1, equity=5, external_assets=1, external_liabilities=1]", "net:1:11: the balance sheet of 'A' does not balance")]
    [InlineData("A [kind=bank, client_money=1, trust_assets=2]", "net:1:11: trust_assets of 'A' are 2; expected at most its client_money, 1")]
    [InlineData("A [kind=bank, mode=pooled]", "net:1:25: mode pooled is that of a bank; expected modes of platforms alone")]
    [InlineData("A [kind=bank, members=1.5]", "net:1:25: members is '1.5'; expected a whole number from 1 to 1000000000")]
    [InlineData("A [kind=bank, \"asset:B\"=1] B [kind=bank]", "net:1:25: 'B' is the name of a marketable asset and the id of an institution")]
    [InlineData("A [kind=bank, \"feature:x\"=a]", "net:1:25: feature:x is 'a'; expected a finite number")]
    [InlineData("\" \" [kind=bank]", "net:1:11: id is empty")]
    [InlineData("\"a\tb\" [kind=bank]", "net:1:11: id has a control character")]
    [InlineData("terms=maybe A [kind=bank]", "net:1:11: terms is 'maybe'; expected true or false")]
    [InlineData("", "net:1:1: no institutions; expected a node for each")]
    public void What_an_institution_cannot_be_is_told(string nodes, string fault) => AssertFault($"digraph {{ {nodes} }}", fault);

    [Theory]
    [InlineData("type=service, amount=2", "amount of a service is 2; expected its efficiency, above 0 and at most 1")]
    [InlineData("type=loan, amount=2, need=n", "need 'n' is that of a loan; expected needs of services alone")]
    [InlineData("amount=2, seniority=17", "seniority is '17'; expected a finite number from 1 to 16")]
    [InlineData("amount=2, guarantor=B", "'B' stands for its own debt; expected another institution")]
    [InlineData("amount=2, guarantor=A", "'A' stands for a debt to itself; expected another institution")]
    [InlineData("amount=2, guarantor=X", "unknown guarantor 'X'; expected the id of a node")]
    [InlineData("amount=2, platform=B", "platform 'B' is of kind bank; expected a platform")]
    [InlineData("amount=2, pledge=house", "pledge 'house' has no collateral; expected its value in that attribute")]
    [InlineData("amount=2, coverage=2", "coverage is '2'; expected a finite number from 0 to 1")]
    [InlineData("amount=2, maturity=2.5", "maturity is '2.5'; expected a whole number from 0 to 2147483646")]
    [InlineData("amount=2, type=holding", "amount is '2'; expected a finite number from 0 to 1")]
    [InlineData("amount=2, type=payment", "a payment has no id; expected one in the attribute payment")]
    [InlineData("amount=0, type=payment, payment=p", "amount of a payment is 0; expected more")]
    public void What_an_edge_cannot_be_is_told(string attributes, string fault) =>
        AssertFault($"digraph {{\nA [kind=bank] B [kind=bank]\nA -> B [{attributes}]}}", fault);

    [Fact]
    public void Payments_and_pledges_are_told_by_the_first_line_that_named_them()
    {
        AssertFault(
            "digraph { A [kind=bank] B [kind=bank]\nA -> B [type=payment, payment=p, amount=1]\nA -> B [type=payment, payment=p, amount=1] }",
            "net:3:23: payment 'p' is taken by line 2");
        AssertFault(
            "digraph { A [kind=bank] B [kind=bank]\nA -> B [amount=1, pledge=h, collateral=5]\nA -> B [amount=1, pledge=h, collateral=6] }",
            "net:3:29: collateral is 6; expected 5, which line 2 says of pledge 'h'");
    }

    [Theory]
    [InlineData("", "net:1:1: the file ends; expected 'digraph'")]
    [InlineData("graph { }", "net:1:1: 'graph'; expected 'digraph': exposures have a direction")]
    [InlineData("strict digraph { }", "net:1:1: 'strict'; expected 'digraph' alone: parallel exposures add up")]
    [InlineData("digraph { a -- b }", "net:1:13: '--'; expected a node, an edge, or '}'; subgraphs are not read")]
    [InlineData("digraph { subgraph x { } }", "net:1:11: 'subgraph'; expected a node, an edge, or '}'; subgraphs are not read")]
    [InlineData("digraph { a -> { b c } }", "net:1:16: '{'; expected the id of a debtor")]
    [InlineData("digraph { a:port -> b }", "net:1:12: ':'; expected a node, an edge, or '}'; subgraphs are not read")]
    [InlineData("digraph { a [label=<b>] }", "net:1:20: '<'; expected the value of 'label'")]
    [InlineData("digraph { a [kind=] }", "net:1:19: ']'; expected the value of 'kind'")]
    [InlineData("digraph { \"a", "net:1:11: quotation marks that do not close; expected \"...\"")]
    [InlineData("digraph { /* a", "net:1:11: a comment that does not end; expected */")]
    [InlineData("digraph { / a", "net:1:11: a '/'; expected a comment, or a text in quotation marks")]
    [InlineData("digraph { a", "net:1:12: the file ends; expected a node, an edge, or '}'; subgraphs are not read")]
    [InlineData("digraph { } x", "net:1:13: 'x'; expected the end of the file")]
    [InlineData("digraph { ! }", "net:1:11: a sign '!'; expected an id, or a text in quotation marks")]
    public void What_is_no_DOT_of_ours_is_told_where_it_stands(string text, string fault) => AssertFault(text, fault);

    [Theory]
    [InlineData("<graphml/>", "net:1:1: no graph; expected an element 'graph' with nodes and edges")]
    [InlineData("<svg/>", "net:1:2: the root element is 'svg'; expected 'graphml'")]
    [InlineData("<graphml><graph><node id='A'>", "net:1:30: not XML from here on: ")]
    [InlineData("", "net:1:1: not XML from here on: Root element is missing.")]
    [InlineData("<graphml><graph/><graph/></graphml>", "net:1:19: a second graph; expected one in a file")]
    [InlineData("<graphml><graph><hyperedge/></graph></graphml>", "net:1:18: unknown element 'hyperedge'; expected node or edge")]
    [InlineData("<graphml><graph><node id='A'><graph/></node></graph></graphml>", "net:1:31: a graph inside a node; expected institutions side by side")]
    [InlineData("<graphml><key for='node' attr.name='kind'/><graph/></graphml>", "net:1:11: a key without id; expected one")]
    [InlineData("<graphml><key id='a' attr.name='x'/><key id='a' attr.name='y'/><graph/></graphml>", "net:1:38: key 'a' is there twice; expected an id of its own")]
    [InlineData("<graphml><key id='a' for='node' attr.name='equty'/><graph/></graphml>", "net:1:11: unknown attribute 'equty' of nodes; did you mean 'equity'?")]
    [InlineData("<graphml><key id='a' for='node' attr.name='kind'/><graph><node id='A'><data key='a'><b/></data></node></graph></graphml>", "net:1:72: an element inside a text; expected text alone")]
    public void What_is_no_GraphML_of_ours_is_told_where_it_stands(string text, string fault) => AssertFault(text, fault, GraphFormat.GraphMl);

    // A document type could name files of this machine and grow a few lines to gigabytes.
    [Theory]
    [InlineData("<!DOCTYPE g [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>")]
    [InlineData("<!DOCTYPE g [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>")]
    [InlineData("<!DOCTYPE g SYSTEM 'http://localhost/g.dtd'>")]
    public void A_document_type_is_refused(string type) => AssertFault(
        $"{type}<graphml><graph><node id='&x;'/></graph></graphml>", "a document type (DTD); expected GraphML without one", GraphFormat.GraphMl);

    [Fact]
    public void Texts_have_a_longest_length()
    {
        var text = new string('x', 5000);

        AssertFault($"{Head}<node id='A'><data key='k'>{text}</data></node>{Foot}", "a text is longer than 4096 characters", GraphFormat.GraphMl);
        AssertFault($"{Head}<node id='{text}'><data key='k'>bank</data></node>{Foot}", "id is longer than 256 bytes", GraphFormat.GraphMl);
        AssertFault($"digraph {{ \"{text}\" }}", "a text is longer than 4096 characters");
        AssertFault(
            $"<graphml>{string.Concat(Enumerable.Range(0, 2000).Select(key => $"<key id='{key}'/>"))}<graph/></graphml>", "more than 1000 keys; expected fewer", GraphFormat.GraphMl);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_told()
    {
        using var stream = new MemoryStream([.. "digraph { A [kind=bank] \""u8, 0xFF, .. "\" }"u8]);

        var told = Assert.Throws<InputException>(() => GraphFile.Read(stream, GraphFormat.Dot, "net"));

        Assert.Contains("not UTF-8", told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.graphml", "no such file")]
    [InlineData("network.csv", "is of no known format; expected a name that ends in .graphml, .xml, .dot or .gv")]
    public void A_file_that_is_not_there_is_told(string path, string fault) =>
        Assert.Equal($"{path}:1:1: {fault}", Assert.Throws<InputException>(() => GraphFile.Read(path)).Message);

    // Random damage: whatever is cut out or put in, the answer is a network or faults with places, and nothing else.
    [Theory]
    [InlineData(GraphFormat.GraphMl)]
    [InlineData(GraphFormat.Dot)]
    public void Damaged_files_are_told_or_read(GraphFormat format)
    {
        using var whole = new MemoryStream();
        GraphFile.Write(RandomNetwork.Of(11), whole, format);
        var (text, random) = (Encoding.UTF8.GetString(whole.ToArray()), new Random(5));
        for (var trial = 0; trial < 2000; trial++)
        {
            var (at, length) = (random.Next(text.Length), random.Next(8));
            var damaged = text[..at] + "\"<>[];x-1 "[random.Next(10)] + text[Math.Min(text.Length, at + length)..];
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(damaged));
            try
            {
                GraphFile.Read(stream, format, "net");
            }
            catch (InputException told)
            {
                Assert.All(told.Faults, fault => Assert.True(fault is { Line: > 0, Column: > 0, Message.Length: > 0 }, fault.ToString()));
            }
        }
    }

    private static void AssertFaults(GraphFormat format, string text, params string[] faults) =>
        Assert.Equal(faults, Told(format, text).Message.Split('\n'));

    private static void AssertFault(string text, string fault, GraphFormat format = GraphFormat.Dot) =>
        Assert.Contains(fault, Told(format, text).Message, StringComparison.Ordinal);

    private static InputException Told(GraphFormat format, string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return Assert.Throws<InputException>(() => GraphFile.Read(stream, format, "net"));
    }
}
