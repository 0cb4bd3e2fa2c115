using System.Text;

namespace Contagion.QuikGraphs;

/// <summary>Reads the part of the DOT language that networks are written in, and tells a receiver what it says.</summary>
/// <remarks>Nodes, edges, chains of edges, attributes and their defaults; no subgraphs, ports, HTML or joined texts. QuikGraph.Graphviz does not read DOT.</remarks>
internal sealed class DotReader
{
    private readonly DotLexer _lexer;
    private readonly IGraphReceiver _receiver;
    private readonly GraphRecord _record = new();
    private readonly DotAttributes _ofNodes;
    private readonly DotAttributes _ofEdges;
    private DotToken _token;

    private DotReader(TextReader reader, IGraphReceiver receiver)
    {
        (_lexer, _receiver) = (new DotLexer(reader), receiver);
        (_ofNodes, _ofEdges) = (new DotAttributes(receiver, isOfNodes: true), new DotAttributes(receiver, isOfNodes: false));
    }

    /// <summary>Reads a file; false, and told, when it is not DOT to its end.</summary>
    public static bool Read(Stream stream, RecordFields fields, IGraphReceiver receiver)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        using var text = new StreamReader(stream, strict, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var reader = new DotReader(text, receiver);
        try
        {
            reader.Document();
            return true;
        }
        catch (DecoderFallbackException)
        {
            fields.Fault(new Place(Math.Max(1, reader._token.Place.Line), Math.Max(1, reader._token.Place.Column)), "not UTF-8 from here on, or a little further; expected UTF-8 text");
        }
        catch (DotFormatException fault)
        {
            fields.Fault(fault.Place, fault.Message);
        }

        return false;
    }

    private void Document()
    {
        Next();
        if (_token.IsKeyword("graph") || _token.IsKeyword("strict"))
        {
            throw Unexpected(_token.IsKeyword("graph") ? "'digraph': exposures have a direction" : "'digraph' alone: parallel exposures add up");
        }

        if (!_token.IsKeyword("digraph"))
        {
            throw Unexpected("'digraph'");
        }

        Next();
        if (_token.IsId)
        {
            Next();
        }

        Expect("{");
        while (!_token.Is("}"))
        {
            Statement();
            if (_token.Is(";"))
            {
                Next();
            }
        }

        Next();
        if (_token.Kind != DotTokenKind.End)
        {
            throw Unexpected("the end of the file");
        }
    }

    private void Statement()
    {
        if (_token.IsKeyword("node") || _token.IsKeyword("edge") || _token.IsKeyword("graph"))
        {
            Defaults(_token.Text.ToLowerInvariant());
            return;
        }

        var id = Id("a node, an edge, or '}'; subgraphs are not read");
        if (_token.Is("="))
        {
            Next();
            _receiver.Graph(id.Text, Id("a value") with { Place = id.Place });
        }
        else if (_token.Is("->"))
        {
            Edges(id);
        }
        else
        {
            _record.Begin(id.Place, _ofNodes.Defaults);
            _record.Id = id;
            Attributes(_ofNodes.Declaring(_record.Set));
            _receiver.Node(_record);
        }
    }

    private void Defaults(string word)
    {
        Next();
        Attributes(word switch
        {
            "node" => _ofNodes.Declaring(_ofNodes.Default),
            "edge" => _ofEdges.Declaring(_ofEdges.Default),
            _ => _receiver.Graph,
        });
    }

    /// <summary>A chain of edges, all of which have the attributes at its end.</summary>
    private void Edges(GraphRecord.Attribute first)
    {
        List<GraphRecord.Attribute> chain = [first];
        while (_token.Is("->"))
        {
            Next();
            chain.Add(Id("the id of a debtor"));
        }

        _record.Begin(first.Place, _ofEdges.Defaults);
        Attributes(_ofEdges.Declaring(_record.Set));
        for (var edge = 1; edge < chain.Count; edge++)
        {
            (_record.Id, _record.Target) = (chain[edge - 1], chain[edge]);
            _receiver.Edge(_record);
        }
    }

    /// <summary>Any number of lists in brackets.</summary>
    private void Attributes(Action<string, GraphRecord.Attribute> take)
    {
        while (_token.Is("["))
        {
            Next();
            while (!_token.Is("]"))
            {
                var name = Id("the name of an attribute, or ']'");
                Expect("=");
                var value = Id($"the value of {RecordFields.Say(name.Text)}");
                // The value is told where its name stands, so that a fault points at what it is about.
                take(name.Text, value with { Place = name.Place });
                if (_token.Is(",") || _token.Is(";"))
                {
                    Next();
                }
            }

            Next();
        }
    }

    private GraphRecord.Attribute Id(string expected)
    {
        var (isNegative, place) = (_token.Is("-"), _token.Place);
        if (isNegative)
        {
            Next();
        }

        if (!_token.IsId || (isNegative && _token.Kind != DotTokenKind.Word))
        {
            throw Unexpected(expected);
        }

        var text = isNegative ? "-" + _token.Text : _token.Text;
        Next();
        return new GraphRecord.Attribute(text, place);
    }

    private void Expect(string sign)
    {
        if (!_token.Is(sign))
        {
            throw Unexpected($"'{sign}'");
        }

        Next();
    }

    private void Next() => _token = _lexer.Next();

    private DotFormatException Unexpected(string expected) =>
        new(_token.Place, $"{(_token.Kind == DotTokenKind.End ? "the file ends" : RecordFields.Say(_token.Text))}; expected {expected}");
}
