namespace Contagion.QuikGraphs;

/// <summary>A kind of file that holds a network as a graph.</summary>
public enum GraphFormat
{
    /// <summary>GraphML: XML with typed attributes, which Gephi, yEd, NetworkX and igraph read.</summary>
    GraphMl,

    /// <summary>DOT: the language of Graphviz.</summary>
    Dot,
}
