namespace Contagion.QuikGraphs;

/// <summary>The attributes that a GraphML file declares.</summary>
/// <param name="fields">Tells what is wrong.</param>
/// <param name="receiver">Told the names.</param>
internal sealed class GraphMlKeys(RecordFields fields, IGraphReceiver receiver)
{
    /// <summary>More keys than this are no graph of institutions.</summary>
    public const int KeysMax = 1000;

    private int _count;

    /// <summary>Keys of nodes.</summary>
    public Domain OfNodes { get; } = new();

    /// <summary>Keys of edges.</summary>
    public Domain OfEdges { get; } = new();

    /// <summary>Keys of the graph itself.</summary>
    public Domain OfGraph { get; } = new();

    /// <summary>Takes a key.</summary>
    /// <param name="id">What data refer to.</param>
    /// <param name="of">What has it: node, edge, graph, or all.</param>
    /// <param name="name">The attribute's name; null for drawings of other programs, which are passed over.</param>
    /// <param name="missing">What is said where it is not given.</param>
    /// <param name="place">Where it stands.</param>
    public void Add(string? id, string? of, string? name, GraphRecord.Attribute? missing, Place place)
    {
        if (++_count > KeysMax)
        {
            // Told once.
            TellIf(_count == KeysMax + 1, $"more than {KeysMax} keys; expected fewer");
            return;
        }

        TellIf(string.IsNullOrEmpty(id), "a key without id; expected one");
        foreach (var (domain, word) in new[] { (OfNodes, "node"), (OfEdges, "edge"), (OfGraph, "graph") })
        {
            if (id is not null && (of is null or "all" || of == word))
            {
                TellIf(!domain.TryAdd(id, name, missing), $"key {RecordFields.Say(id)} is there twice; expected an id of its own");
                if (name is not null && word != "graph")
                {
                    receiver.Declare(word == "node", name, place);
                }
            }
        }

        void TellIf(bool isWrong, string message)
        {
            if (isWrong)
            {
                fields.Fault(place, message);
            }
        }
    }

    /// <summary>The keys of nodes, of edges or of the graph.</summary>
    internal sealed class Domain
    {
        private readonly HashSet<string> _unnamed = new(StringComparer.Ordinal);

        /// <summary>The name of each key that has one.</summary>
        public Dictionary<string, string> Names { get; } = new(StringComparer.Ordinal);

        /// <summary>What is said of each name where it is not given.</summary>
        public Dictionary<string, GraphRecord.Attribute> Defaults { get; } = new(StringComparer.Ordinal);

        public bool IsKnown(string key) => Names.ContainsKey(key) || _unnamed.Contains(key);

        /// <summary>Adds a key. Several may have one name: NetworkX has a key for each type that the values of an attribute have.</summary>
        public bool TryAdd(string key, string? name, GraphRecord.Attribute? missing)
        {
            if (IsKnown(key))
            {
                return false;
            }

            if (name is null)
            {
                return _unnamed.Add(key);
            }

            if (missing is { } said)
            {
                Defaults[name] = said;
            }

            Names.Add(key, name);
            return true;
        }
    }
}
