namespace Contagion.Networks;

/// <summary>Fixed weights of items of which one is drawn in proportion, in O(1).</summary>
/// <remarks>Walker (1977), ACM Transactions on Mathematical Software 3(3):253–256; made as Vose (1991), IEEE Transactions on Software Engineering 17(9):972–975, does.</remarks>
internal sealed class AliasTable
{
    private readonly (double Kept, int Other)[] _places;

    /// <param name="weights">The weight of each item, at least 0; some of them more.</param>
    public AliasTable(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var (low, high, share) = (new Stack<int>(), new Stack<int>(), new double[weights.Length]);
        for (var item = 0; item < share.Length; item++)
        {
            share[item] = weights[item] / total * share.Length;
            (share[item] < 1 ? low : high).Push(item);
        }

        _places = new (double, int)[share.Length];
        while (low.TryPop(out var item))
        {
            // Where rounding leaves none above the average, what is left is as good as average.
            _places[item] = high.TryPeek(out var other) ? (share[item], other) : (1, item);
            if (other != item && high.Count > 0 && (share[other] -= 1 - share[item]) < 1)
            {
                low.Push(high.Pop());
            }
        }

        foreach (var item in high)
        {
            _places[item] = (1, item);
        }
    }

    /// <summary>Draws an item.</summary>
    /// <param name="bits">64 random bits.</param>
    public int Find(ulong bits)
    {
        var item = (int)Math.BigMul(bits, (ulong)_places.Length, out var rest);
        var (kept, other) = _places[item];
        return Philox.Uniform(rest) < kept ? item : other;
    }
}
