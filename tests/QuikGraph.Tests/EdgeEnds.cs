using QuikGraph;

namespace Contagion.QuikGraphs.Tests;

/// <summary>The ends of an edge as QuikGraph sees them.</summary>
internal static class EdgeEnds
{
    public static int GetSource<TEdge>(this TEdge edge)
        where TEdge : IEdge<int> => edge.Source;

    public static int GetTarget<TEdge>(this TEdge edge)
        where TEdge : IEdge<int> => edge.Target;
}
