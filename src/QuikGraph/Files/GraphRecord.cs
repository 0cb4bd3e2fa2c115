namespace Contagion.QuikGraphs;

/// <summary>A node, an edge or the graph itself as a file says it; one object is used for all of a file.</summary>
internal sealed class GraphRecord
{
    private readonly Dictionary<string, Attribute> _attributes = new(StringComparer.Ordinal);

    /// <summary>Where it begins.</summary>
    public Place Place { get; private set; }

    /// <summary>The id of a node; that of the creditor, of an edge.</summary>
    public Attribute Id { get; set; }

    /// <summary>The id of the debtor, of an edge.</summary>
    public Attribute Target { get; set; }

    /// <summary>Begins the next record.</summary>
    /// <param name="place">Where it begins.</param>
    /// <param name="defaults">What it says unless it says otherwise.</param>
    public void Begin(Place place, Dictionary<string, Attribute> defaults)
    {
        _attributes.Clear();
        foreach (var (name, attribute) in defaults)
        {
            _attributes.Add(name, attribute);
        }

        (Place, Id, Target) = (place, default, default);
    }

    /// <summary>Takes what an attribute says.</summary>
    public void Set(string name, Attribute attribute) => _attributes[name] = attribute;

    /// <summary>What an attribute says; false when it is not given, which an empty one is not.</summary>
    public bool TryGet(string name, out Attribute attribute) => _attributes.TryGetValue(name, out attribute) && attribute.Text.Length > 0;

    /// <summary>A text and where it stands.</summary>
    internal readonly record struct Attribute(string Text, Place Place);
}
