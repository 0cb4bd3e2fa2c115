using QuikGraph;

namespace Contagion.QuikGraphs;

/// <summary>A claim as an edge of a QuikGraph graph. It points from the creditor to the debtor; distress travels against it.</summary>
/// <param name="Creditor">Index of the institution that holds the claim; the edge's source.</param>
/// <param name="Debtor">Index of the institution that owes; the edge's target.</param>
/// <param name="Amount">Amount owed, in the network's currency unit.</param>
/// <param name="Position">Where it stands in <see cref="Networks.Network.Claims"/>; tells parallel claims apart, and finds their type, class and terms.</param>
public readonly record struct ExposureEdge(int Creditor, int Debtor, double Amount, int Position) : IEdge<int>
{
    /// <inheritdoc/>
    int IEdge<int>.Source => Creditor;

    /// <inheritdoc/>
    int IEdge<int>.Target => Debtor;
}
