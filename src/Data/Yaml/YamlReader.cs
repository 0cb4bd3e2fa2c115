using Contagion.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Contagion.Data;

/// <summary>Reads one YAML document into a tree. What a scenario does not need and an attacker could use is refused: aliases, tags, deep nesting, size.</summary>
internal static class YamlReader
{
    /// <summary>A scenario is read by people.</summary>
    public const long BytesMax = 4 << 20;

    /// <summary>The deepest scenario has seven levels.</summary>
    public const int DepthMax = 32;

    /// <summary>Reads a document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="file">What to call it in faults.</param>
    /// <exception cref="InputException">It is not one plain YAML document.</exception>
    public static YamlNode Read(string text, string file) => Read(text, new YamlPlace(file, 1, 1));

    /// <summary>Reads a document that stands within a line of something else.</summary>
    /// <param name="text">The document.</param>
    /// <param name="start">Where it begins.</param>
    /// <exception cref="InputException">It is not one plain YAML document.</exception>
    public static YamlNode Read(string text, YamlPlace start)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.Accept<DocumentStart>(out _))
            {
                throw Refused(start, "the file is empty; expected a mapping such as 'name: ...'");
            }

            parser.Consume<DocumentStart>();
            var root = Node(parser, start, 0);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
            {
                throw Refused(At(second, start), "a second YAML document begins here; expected one document a file");
            }

            return root;
        }
        catch (YamlException fault)
        {
            throw Refused(At(fault.Start, start), $"not valid YAML: {Sentence(fault.Message)}");
        }
    }

    private static YamlNode Node(Parser parser, YamlPlace start, int depth)
    {
        var place = parser.Current is { } current ? At(current, start) : start;
        if (depth > DepthMax)
        {
            throw Refused(place, $"nested more than {DepthMax} levels deep");
        }

        if (parser.Accept<AnchorAlias>(out var alias))
        {
            throw Refused(place, $"alias '*{alias.Value}'; expected the value written out (anchors and aliases are not used in scenarios)");
        }

        if (parser.Current is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            throw Refused(place, $"anchor '&{anchored.Anchor.Value}'; anchors and aliases are not used in scenarios");
        }

        if (parser.Current is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            throw Refused(place, $"tag '{tagged.Tag.Value}'; tags are not used in scenarios");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            if (scalar.Value.Any(letter => char.IsControl(letter) && letter is not '\n'))
            {
                throw Refused(place, "a control character; expected text that can be seen");
            }

            return new YamlScalar(place, scalar.Value, scalar.Style is not ScalarStyle.Plain);
        }

        return parser.TryConsume<SequenceStart>(out _) ? List(parser, start, place, depth) : Map(parser, start, place, depth);
    }

    private static YamlList List(Parser parser, YamlPlace start, YamlPlace place, int depth)
    {
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node(parser, start, depth + 1));
        }

        return new YamlList(place, items);
    }

    private static YamlMap Map(Parser parser, YamlPlace start, YamlPlace place, int depth)
    {
        parser.Consume<MappingStart>();
        var entries = new List<(YamlScalar, YamlNode)>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(parser, start, depth + 1) as YamlScalar ?? throw Refused(place, "a key of this mapping is itself a mapping or list; expected a word");
            entries.Add((key, Node(parser, start, depth + 1)));
        }

        return new YamlMap(place, entries);
    }

    private static YamlPlace At(ParsingEvent node, YamlPlace start) => At(node.Start, start);

    private static YamlPlace At(Mark mark, YamlPlace start) =>
        new(start.File, start.Line + (int)Math.Max(1, mark.Line) - 1, (int)Math.Max(1, mark.Column) + (mark.Line <= 1 ? start.Column - 1 : 0));

    private static string Sentence(string message) => message.Trim().TrimEnd('.') is { Length: > 0 } text ? char.ToLowerInvariant(text[0]) + text[1..] : message;

    private static InputException Refused(YamlPlace place, string message) => new(new Fault(place.File, place.Line, place.Column, message));
}
