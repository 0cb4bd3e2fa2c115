using Contagion.Networks;
using QuikGraph.Algorithms.ConnectedComponents;

namespace Contagion.QuikGraphs;

/// <summary>Strongly connected components: institutions of one component reach each other along claims, so that distress of each can come back to it.</summary>
public static class StrongComponents
{
    /// <summary>The component of each institution; components are numbered from 0 in the order of their first institutions.</summary>
    /// <remarks>Tarjan (1972), SIAM Journal on Computing 1(2): 146–160. O(institutions + exposures).</remarks>
    public static int[] Of(Network network)
    {
        var search = new StronglyConnectedComponentsAlgorithm<int, ExposureEdge>(new ExposureGraph(network));
        search.Compute();
        var numberOf = new Dictionary<int, int>();
        var component = new int[network.Count];
        for (var institution = 0; institution < component.Length; institution++)
        {
            var found = search.Components[institution];
            numberOf.TryAdd(found, numberOf.Count);
            component[institution] = numberOf[found];
        }

        return component;
    }
}
