using System.Diagnostics.CodeAnalysis;
using Contagion.Networks;

namespace Contagion.QuikGraphs;

/// <summary>The claims and the debts of one institution.</summary>
public sealed partial class ExposureGraph
{
    /// <inheritdoc/>
    public bool IsOutEdgesEmpty(int vertex) => OutDegree(vertex) == 0;

    /// <summary>Number of claims of a creditor.</summary>
    public int OutDegree(int vertex) => network.Claims.LengthOf(Known(vertex));

    /// <summary>The claims of a creditor, by ascending debtor.</summary>
    public IEnumerable<ExposureEdge> OutEdges(int vertex) => ClaimsOf(Known(vertex), network.Claims.Start[vertex], network.Claims.Start[vertex + 1]);

    /// <inheritdoc/>
    public bool TryGetOutEdges(int vertex, [NotNullWhen(true)] out IEnumerable<ExposureEdge>? edges) =>
        (edges = ContainsVertex(vertex) ? OutEdges(vertex) : null) is not null;

    /// <summary>The claim of a creditor that stands at a place in its row, from 0.</summary>
    public ExposureEdge OutEdge(int vertex, int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)OutDegree(vertex));
        return Edge(vertex, network.Claims.Start[vertex] + index);
    }

    /// <inheritdoc/>
    public bool IsInEdgesEmpty(int vertex) => InDegree(vertex) == 0;

    /// <summary>Number of debts of a debtor.</summary>
    public int InDegree(int vertex) => network.Debts.LengthOf(Known(vertex));

    /// <summary>The claims on a debtor, by ascending creditor.</summary>
    public IEnumerable<ExposureEdge> InEdges(int vertex) => DebtsOf(Known(vertex));

    /// <inheritdoc/>
    public bool TryGetInEdges(int vertex, [NotNullWhen(true)] out IEnumerable<ExposureEdge>? edges) =>
        (edges = ContainsVertex(vertex) ? InEdges(vertex) : null) is not null;

    /// <summary>The claim on a debtor that stands at a place in its row of debts, from 0.</summary>
    public ExposureEdge InEdge(int vertex, int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)InDegree(vertex));
        return Debt(vertex, network.Debts.Start[vertex] + index);
    }

    /// <summary>Number of claims and debts of an institution together.</summary>
    public int Degree(int vertex) => OutDegree(vertex) + InDegree(vertex);

    /// <inheritdoc/>
    public bool ContainsEdge(int source, int target) => TryGetEdge(source, target, out _);

    /// <summary>The first claim of a creditor on a debtor; false when there is none.</summary>
    public bool TryGetEdge(int source, int target, out ExposureEdge edge)
    {
        var (first, end) = ContainsVertex(source) && ContainsVertex(target) ? Between(source, target) : default;
        edge = first < end ? Edge(source, first) : default;
        return first < end;
    }

    /// <summary>The claims of a creditor on a debtor; false when one of them is not there.</summary>
    public bool TryGetEdges(int source, int target, [NotNullWhen(true)] out IEnumerable<ExposureEdge>? edges)
    {
        edges = null;
        if (ContainsVertex(source) && ContainsVertex(target))
        {
            var (first, end) = Between(source, target);
            edges = ClaimsOf(source, first, end);
        }

        return edges is not null;
    }

    /// <summary>Where the claims of a creditor on a debtor begin and end. O(log claims).</summary>
    internal (int First, int End) Between(int creditor, int debtor)
    {
        var (start, claims) = (network.Claims.Start[creditor], network.Claims.LengthOf(creditor));
        var row = network.Claims.Column.Slice(start, claims);
        return (start + NotBelow(row, debtor), start + NotBelow(row, debtor + 1));
    }

    private static int NotBelow(ReadOnlySpan<int> row, int column)
    {
        var (low, high) = (0, row.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = row[middle] < column ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private IEnumerable<ExposureEdge> ClaimsOf(int creditor, int first, int end)
    {
        for (var position = first; position < end; position++)
        {
            yield return Edge(creditor, position);
        }
    }

    private IEnumerable<ExposureEdge> DebtsOf(int debtor)
    {
        for (var debt = network.Debts.Start[debtor]; debt < network.Debts.Start[debtor + 1]; debt++)
        {
            yield return Debt(debtor, debt);
        }
    }

    private ExposureEdge Debt(int debtor, int debt) =>
        new(network.Debts.Column[debt], debtor, network.Debts.Amount[debt], network.ClaimOfDebt.Span[debt]);
}
