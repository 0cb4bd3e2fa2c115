namespace Contagion.Analysis;

/// <summary>The counterparties of each node of a map, and what share of its dealings each has.</summary>
internal sealed class MapTies
{
    private readonly int[] _start;
    private readonly int[] _node;
    private readonly double[] _share;

    public MapTies(int nodes, IReadOnlyList<MapEdge> edges)
    {
        _start = new int[nodes + 1];
        var total = new double[nodes];
        foreach (var edge in edges)
        {
            foreach (var node in (ReadOnlySpan<int>)[edge.From, edge.To])
            {
                _start[node + 1]++;
                total[node] += edge.Amount;
            }
        }

        for (var node = 0; node < nodes; node++)
        {
            _start[node + 1] += _start[node];
        }

        var next = _start[..^1];
        (_node, _share) = (new int[2 * edges.Count], new double[2 * edges.Count]);
        foreach (var edge in edges)
        {
            (_node[next[edge.From]], _share[next[edge.From]++]) = (edge.To, edge.Amount / total[edge.From]);
            (_node[next[edge.To]], _share[next[edge.To]++]) = (edge.From, edge.Amount / total[edge.To]);
        }
    }

    /// <summary>Whether a node has any.</summary>
    public bool Has(int node) => _start[node + 1] > _start[node];

    /// <summary>Where the counterparties of a node are on average, weighed by their shares.</summary>
    public (double X, double Y) MeanOf(int node, double[] x, double[] y)
    {
        var (meanX, meanY) = (0.0, 0.0);
        for (var tie = _start[node]; tie < _start[node + 1]; tie++)
        {
            meanX += _share[tie] * x[_node[tie]];
            meanY += _share[tie] * y[_node[tie]];
        }

        return (meanX, meanY);
    }
}
