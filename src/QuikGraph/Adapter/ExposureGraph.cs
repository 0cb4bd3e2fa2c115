using Contagion.Networks;
using QuikGraph;

namespace Contagion.QuikGraphs;

/// <summary>A network as a QuikGraph graph, for all algorithms that do not change their graph. Vertices are the indices of institutions; edges are
/// the claims, loans and demand deposits, from creditor to debtor.</summary>
/// <remarks>
/// A view on the rows of <see cref="Network.Claims"/> and <see cref="Network.Debts"/>: it holds nothing itself. An edge is a value made on the way;
/// to walk a row or all edges allocates one enumerator, however many there are. Guarantees, services and shares are no edges.
/// </remarks>
/// <param name="network">The network.</param>
public sealed partial class ExposureGraph(Network network) : IBidirectionalGraph<int, ExposureEdge>
{
    /// <summary>The network that is looked at.</summary>
    public Network Network => network;

    /// <inheritdoc/>
    public bool IsDirected => true;

    /// <summary>True: claims of the same two institutions that differ in type, class or terms are edges of their own.</summary>
    public bool AllowParallelEdges => true;

    /// <inheritdoc/>
    public bool IsVerticesEmpty => network.Count == 0;

    /// <inheritdoc/>
    public int VertexCount => network.Count;

    /// <inheritdoc/>
    public IEnumerable<int> Vertices => Enumerable.Range(0, network.Count);

    /// <inheritdoc/>
    public bool IsEdgesEmpty => network.Claims.Count == 0;

    /// <inheritdoc/>
    public int EdgeCount => network.Claims.Count;

    /// <summary>All claims, by creditor, those of one creditor by debtor.</summary>
    public IEnumerable<ExposureEdge> Edges
    {
        get
        {
            var creditor = 0;
            for (var position = 0; position < network.Claims.Count; position++)
            {
                while (position >= network.Claims.Start[creditor + 1])
                {
                    creditor++;
                }

                yield return Edge(creditor, position);
            }
        }
    }

    /// <inheritdoc/>
    public bool ContainsVertex(int vertex) => (uint)vertex < (uint)network.Count;

    /// <inheritdoc/>
    public bool ContainsEdge(ExposureEdge edge) =>
        ContainsVertex(edge.Creditor) && edge.Position >= network.Claims.Start[edge.Creditor] && edge.Position < network.Claims.Start[edge.Creditor + 1]
        && edge == Edge(edge.Creditor, edge.Position);

    private ExposureEdge Edge(int creditor, int position) => new(creditor, network.Claims.Column[position], network.Claims.Amount[position], position);

    /// <exception cref="VertexNotFoundException">There is no such institution.</exception>
    private int Known(int vertex) => ContainsVertex(vertex) ? vertex : throw new VertexNotFoundException();
}
