using System.Text;
using System.Xml;
using Contagion.Networks;

namespace Contagion.QuikGraphs;

/// <summary>Writes a network as GraphML.</summary>
/// <remarks>QuikGraph.Serialization writes the properties of a class for every vertex, given or not, so that what was not given would read back as 0;
/// and it knows neither names of assets nor of features.</remarks>
internal static class GraphMlWriter
{
    private const string Space = "http://graphml.graphdrawing.org/xmlns";

    /// <exception cref="ArgumentException">An id or a name has a character that XML cannot write.</exception>
    public static void Write(Network network, Stream stream)
    {
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.Entitize,
        };
        using var xml = XmlWriter.Create(stream, settings);
        var (ofNodes, ofEdges) = (NodeColumns.Of(network), EdgeColumns.Of(network));
        xml.WriteStartElement("graphml", Space);
        Key(xml, AttributeNames.Terms, "graph", AttributeNames.Terms, "boolean");
        string[] nodeKeys = [.. ofNodes.Select((column, number) => KeyOf(column.Name, number))];
        for (var column = 0; column < nodeKeys.Length; column++)
        {
            Key(xml, nodeKeys[column], "node", ofNodes[column].Name, ofNodes[column].Type);
        }

        foreach (var column in ofEdges)
        {
            Key(xml, column.Name, "edge", column.Name, column.Type);
        }

        xml.WriteStartElement("graph", Space);
        xml.WriteAttributeString("edgedefault", "directed");
        Data(xml, AttributeNames.Terms, network.Terms is null ? "false" : "true");
        Nodes(xml, network, ofNodes, nodeKeys);
        Edges(xml, network, ofEdges);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>Names of the user's choice may have characters that the key of an attribute may not.</summary>
    private static string KeyOf(string name, int number) => name.Contains(':', StringComparison.Ordinal) ? $"n{number}" : name;

    private static void Nodes(XmlWriter xml, Network network, IReadOnlyList<NodeColumn> columns, string[] keys)
    {
        for (var institution = 0; institution < network.Count; institution++)
        {
            var given = network.Given(institution);
            xml.WriteStartElement("node", Space);
            xml.WriteAttributeString("id", given.Id);
            for (var column = 0; column < keys.Length; column++)
            {
                Data(xml, keys[column], columns[column].Say(given, institution));
            }

            xml.WriteEndElement();
        }
    }

    private static void Edges(XmlWriter xml, Network network, IReadOnlyList<EdgeColumn> columns)
    {
        var number = 0L;
        foreach (var edge in WrittenEdges.Of(network))
        {
            // Not asked for by GraphML, but by QuikGraph and Gephi.
            xml.WriteStartElement("edge", Space);
            xml.WriteAttributeString("id", $"e{++number}");
            xml.WriteAttributeString("source", network.Ids[edge.Source]);
            xml.WriteAttributeString("target", network.Ids[edge.Target]);
            foreach (var column in columns)
            {
                Data(xml, column.Name, column.Say(edge));
            }

            xml.WriteEndElement();
        }
    }

    private static void Key(XmlWriter xml, string id, string of, string name, string type)
    {
        xml.WriteStartElement("key", Space);
        xml.WriteAttributeString("id", id);
        xml.WriteAttributeString("for", of);
        xml.WriteAttributeString("attr.name", name);
        xml.WriteAttributeString("attr.type", type);
        xml.WriteEndElement();
    }

    private static void Data(XmlWriter xml, string key, string? text)
    {
        if (text is not null)
        {
            xml.WriteStartElement("data", Space);
            xml.WriteAttributeString("key", key);
            xml.WriteString(text);
            xml.WriteEndElement();
        }
    }
}
