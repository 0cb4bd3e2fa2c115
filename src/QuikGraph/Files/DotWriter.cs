using System.Text;
using Contagion.Networks;

namespace Contagion.QuikGraphs;

/// <summary>Writes a network as DOT: a drawing for Graphviz that says as much as the network does.</summary>
/// <remarks>QuikGraph.Graphviz writes attributes of drawings only, numbers vertices, and so would lose ids, kinds and amounts.</remarks>
internal static class DotWriter
{
    public static void Write(Network network, Stream stream)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        var (ofNodes, ofEdges) = (NodeColumns.Of(network), EdgeColumns.Of(network));
        text.WriteLine("digraph contagion {");
        text.WriteLine($"  graph [terms={(network.Terms is null ? "false" : "true")}];");
        text.WriteLine($"  node [style=filled{string.Concat(ofNodes.Where(IsNamedByUser).Select(column => $", {DotText.Write(column.Name)}=\"\""))}];");
        Nodes(text, network, ofNodes);
        Edges(text, network, ofEdges);
        text.WriteLine("}");
    }

    /// <summary>Assets and features keep their order, and those that nobody has are not lost.</summary>
    private static bool IsNamedByUser(NodeColumn column) => column.Name.Contains(':', StringComparison.Ordinal) || column.Name == AttributeNames.Features;

    private static void Nodes(StreamWriter text, Network network, IReadOnlyList<NodeColumn> columns)
    {
        for (var institution = 0; institution < network.Count; institution++)
        {
            var given = network.Given(institution);
            text.Write($"  {DotText.Write(given.Id)} [");
            foreach (var column in columns)
            {
                Attribute(text, column.Name, column.Say(given, institution));
            }

            var (shape, fill) = DotStyle.Of(given.Kind);
            text.WriteLine($"{(given.Name is { } name ? $"label={DotText.Write(name)}, " : "")}shape={shape}, fillcolor=\"{fill}\"];");
        }
    }

    private static void Edges(StreamWriter text, Network network, IReadOnlyList<EdgeColumn> columns)
    {
        foreach (var edge in WrittenEdges.Of(network))
        {
            text.Write($"  {DotText.Write(network.Ids[edge.Source])} -> {DotText.Write(network.Ids[edge.Target])} [");
            foreach (var column in columns)
            {
                Attribute(text, column.Name, column.Say(edge));
            }

            text.WriteLine($"label={DotText.Write(Number.Write(edge.Amount))}, style={DotStyle.Of(edge.Type)}];");
        }
    }

    private static void Attribute(StreamWriter text, string name, string? value)
    {
        if (value is not null)
        {
            text.Write($"{DotText.Write(name)}={DotText.Write(value)}, ");
        }
    }
}
