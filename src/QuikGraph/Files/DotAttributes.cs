namespace Contagion.QuikGraphs;

/// <summary>Attributes of nodes or of edges in a DOT file: which there are, and what is said where one is not given.</summary>
/// <param name="receiver">Told each name once.</param>
/// <param name="isOfNodes">Whether they are of nodes.</param>
internal sealed class DotAttributes(IGraphReceiver receiver, bool isOfNodes)
{
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);

    /// <summary>What is said where an attribute is not given.</summary>
    public Dictionary<string, GraphRecord.Attribute> Defaults { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes a default.</summary>
    public void Default(string name, GraphRecord.Attribute attribute) => Defaults[name] = attribute;

    /// <summary>Declares a name before it is taken.</summary>
    public Action<string, GraphRecord.Attribute> Declaring(Action<string, GraphRecord.Attribute> take) => (name, attribute) =>
    {
        if (_declared.Add(name))
        {
            receiver.Declare(isOfNodes, name, attribute.Place);
        }

        take(name, attribute);
    };
}
