namespace Contagion.Networks;

/// <summary>Weights of items of which one is drawn in proportion, and which change one at a time: O(log items) each.</summary>
/// <remarks>A sum is always that of the two below it, never what was added and taken away: small weights survive large ones.</remarks>
internal sealed class WeightTree
{
    private readonly int _leaves;
    private readonly double[] _sum;

    /// <param name="weights">The weight of each item, at least 0.</param>
    public WeightTree(ReadOnlySpan<double> weights)
    {
        _leaves = 1;
        while (_leaves < weights.Length)
        {
            _leaves *= 2;
        }

        _sum = new double[2 * _leaves];
        weights.CopyTo(_sum.AsSpan(_leaves));
        for (var node = _leaves - 1; node > 0; node--)
        {
            _sum[node] = _sum[2 * node] + _sum[(2 * node) + 1];
        }
    }

    /// <summary>All weights together.</summary>
    public double Total => _sum[1];

    /// <summary>The weight of an item.</summary>
    public double this[int item]
    {
        get => _sum[_leaves + item];
        set
        {
            _sum[_leaves + item] = value;
            for (var node = (_leaves + item) / 2; node > 0; node /= 2)
            {
                _sum[node] = _sum[2 * node] + _sum[(2 * node) + 1];
            }
        }
    }

    /// <summary>The item in whose share of the total a place falls; never one without weight while there is any.</summary>
    /// <param name="place">In [0, 1).</param>
    public int Find(double place)
    {
        var (node, left) = (1, place * Total);
        while (node < _leaves)
        {
            node *= 2;
            // Rounding may leave a place past the end of what has weight.
            if (left >= _sum[node] && _sum[node + 1] > 0)
            {
                left -= _sum[node];
                node++;
            }
        }

        return node - _leaves;
    }
}
