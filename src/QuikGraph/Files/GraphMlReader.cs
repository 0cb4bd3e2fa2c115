using System.Text.RegularExpressions;
using System.Xml;
using Contagion.Model;

namespace Contagion.QuikGraphs;

/// <summary>Reads GraphML and tells a receiver what it says.</summary>
/// <remarks>QuikGraph.Serialization reads GraphML into objects whose every attribute must be given, and stops at the first fault without its place.</remarks>
internal sealed partial class GraphMlReader
{
    /// <summary>The longest text of an attribute, in characters: names and numbers, not documents.</summary>
    public const int TextMax = 4096;

    private readonly XmlReader _xml;
    private readonly RecordFields _fields;
    private readonly IGraphReceiver _receiver;
    private readonly GraphMlKeys _keys;
    private readonly GraphRecord _record = new();
    private readonly char[] _text = new char[TextMax + 1];
    private bool _isDirected = true;

    private GraphMlReader(XmlReader xml, RecordFields fields, IGraphReceiver receiver) =>
        (_xml, _fields, _receiver, _keys) = (xml, fields, receiver, new GraphMlKeys(fields, receiver));

    /// <summary>Reads a file; false, and told, when it is not XML to its end.</summary>
    public static bool Read(Stream stream, RecordFields fields, IGraphReceiver receiver)
    {
        // No document type, so no entities either; nothing outside the file is ever opened.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };
        using var xml = XmlReader.Create(stream, settings);
        var reader = new GraphMlReader(xml, fields, receiver);
        try
        {
            reader.Document();
            return true;
        }
        catch (XmlException fault)
        {
            var place = new Place(Math.Max(1, fault.LineNumber), Math.Max(1, fault.LinePosition));
            fields.Fault(place, fault.Message.Contains("DTD", StringComparison.Ordinal)
                ? "a document type (DTD); expected GraphML without one"
                : $"not XML from here on: {PlaceInMessage().Replace(fault.Message, "")}");
            return false;
        }
    }

    private Place Here => _xml is IXmlLineInfo place ? new Place(place.LineNumber, place.LinePosition) : default;

    private void Document()
    {
        _xml.MoveToContent();
        if (_xml.LocalName != "graphml")
        {
            _fields.Fault(Here, $"the root element is {RecordFields.Say(_xml.LocalName)}; expected 'graphml'");
            return;
        }

        var graphs = 0;
        ForEachChild(element =>
        {
            switch (element)
            {
                case "key":
                    Key();
                    break;
                case "graph" when graphs++ == 0:
                    Graph();
                    break;
                case "graph":
                    Refuse("a second graph; expected one in a file");
                    break;
                case "desc" or "data":
                    _xml.Skip();
                    break;
                default:
                    Refuse($"unknown element {RecordFields.Say(element)}; expected key or graph");
                    break;
            }
        });
        if (graphs == 0)
        {
            _fields.Fault(new Place(1, 1), "no graph; expected an element 'graph' with nodes and edges");
        }
    }

    private void Key()
    {
        var (id, of, name, place) = (_xml.GetAttribute("id"), _xml.GetAttribute("for"), _xml.GetAttribute("attr.name"), Here);
        GraphRecord.Attribute? missing = null;
        ForEachChild(element =>
        {
            if (element == "default")
            {
                missing = new GraphRecord.Attribute(Text(), place);
            }
            else
            {
                _xml.Skip();
            }
        });
        _keys.Add(id, of, name, missing, place);
    }

    private void Graph()
    {
        _isDirected = _xml.GetAttribute("edgedefault") != "undirected";
        ForEachChild(element =>
        {
            switch (element)
            {
                case "node":
                    Node();
                    break;
                case "edge":
                    Edge();
                    break;
                case "data":
                    Data(_keys.OfGraph, _receiver.Graph);
                    break;
                case "desc":
                    _xml.Skip();
                    break;
                default:
                    Refuse($"unknown element {RecordFields.Say(element)}; expected node or edge");
                    break;
            }
        });
    }

    private void Node()
    {
        _record.Begin(Here, _keys.OfNodes.Defaults);
        _record.Id = Attribute("id");
        ForEachChild(element => Part(element, _keys.OfNodes));
        _receiver.Node(_record);
    }

    private void Edge()
    {
        _record.Begin(Here, _keys.OfEdges.Defaults);
        (_record.Id, _record.Target) = (Attribute("source"), Attribute("target"));
        if (_xml.GetAttribute("directed") is { } said ? said == "false" : !_isDirected)
        {
            _fields.Fault(Here, "an edge without direction; expected directed edges, from creditor to debtor");
        }

        ForEachChild(element => Part(element, _keys.OfEdges));
        _receiver.Edge(_record);
    }

    /// <summary>What stands inside a node or an edge.</summary>
    private void Part(string element, GraphMlKeys.Domain domain)
    {
        switch (element)
        {
            case "data":
                Data(domain, _record.Set);
                break;
            case "graph":
                Refuse("a graph inside a node; expected institutions side by side");
                break;
            default:
                _xml.Skip();
                break;
        }
    }

    private void Data(GraphMlKeys.Domain domain, Action<string, GraphRecord.Attribute> take)
    {
        var (key, place) = (_xml.GetAttribute("key") ?? "", Here);
        if (domain.Names.TryGetValue(key, out var name))
        {
            take(name, new GraphRecord.Attribute(Text(), place));
            return;
        }

        if (!domain.IsKnown(key))
        {
            _fields.Fault(place, $"unknown key {RecordFields.Say(key)}; expected one that an element 'key' declares");
        }

        _xml.Skip();
    }

    private GraphRecord.Attribute Attribute(string name)
    {
        if (!_xml.MoveToAttribute(name))
        {
            return new GraphRecord.Attribute("", Here);
        }

        var attribute = new GraphRecord.Attribute(_xml.Value, Here);
        _xml.MoveToElement();
        return attribute;
    }

    /// <summary>Visits the elements inside the one at hand and moves behind its end; those of other programs' namespaces are passed over.</summary>
    /// <param name="visit">Told the name; moves behind the end of the element.</param>
    private void ForEachChild(Action<string> visit)
    {
        var (isEmpty, space) = (_xml.IsEmptyElement, _xml.NamespaceURI);
        _xml.Read();
        while (!isEmpty && _xml.NodeType != XmlNodeType.EndElement)
        {
            if (_xml.NodeType != XmlNodeType.Element)
            {
                _xml.Read();
            }
            else if (_xml.NamespaceURI != space)
            {
                _xml.Skip();
            }
            else
            {
                visit(_xml.LocalName);
            }
        }

        if (!isEmpty)
        {
            _xml.ReadEndElement();
        }
    }

    /// <summary>The text of the element at hand; moves behind its end.</summary>
    private string Text()
    {
        var (place, length, isEmpty, depth) = (Here, 0, _xml.IsEmptyElement, _xml.Depth);
        var hasElement = false;
        while (!isEmpty && _xml.Read() && _xml.Depth > depth)
        {
            hasElement |= _xml.NodeType == XmlNodeType.Element;
            for (var read = 1; _xml.CanReadValueChunk && _xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && read > 0 && length <= TextMax;)
            {
                read = _xml.ReadValueChunk(_text, length, _text.Length - length);
                length += read;
            }
        }

        _xml.Read();
        if (length > TextMax || hasElement)
        {
            _fields.Fault(place, hasElement ? "an element inside a text; expected text alone" : $"a text is longer than {TextMax} characters");
            length = 0;
        }

        return new string(_text, 0, length);
    }

    private void Refuse(string message)
    {
        _fields.Fault(Here, message);
        _xml.Skip();
    }

    [GeneratedRegex(@" Line \d+, position \d+\.$")]
    private static partial Regex PlaceInMessage();
}
