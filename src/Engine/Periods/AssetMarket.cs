using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Prices of marketable assets: each asset adds up what its holders sell, in their order.</summary>
internal sealed class AssetMarket<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Economy<TLanes> _economy;
    private readonly MarketAsset[] _assets;
    private readonly int[][] _holdings;
    private readonly int[] _holder;

    public AssetMarket(Economy<TLanes> economy)
    {
        (_economy, _assets) = (economy, economy.Dynamics.Assets);
        var rows = economy.Dynamics.AssetHoldings;
        _holder = new int[rows.Count];
        var holdings = Enumerable.Range(0, _assets.Length).Select(_ => new List<int>()).ToArray();
        for (var holder = 0; holder < rows.Rows; holder++)
        {
            for (var entry = rows.Start[holder]; entry < rows.Start[holder + 1]; entry++)
            {
                _holder[entry] = holder;
                holdings[rows.Column[entry]].Add(entry);
            }
        }

        _holdings = [.. holdings.Select(one => one.ToArray())];
    }

    /// <summary>Begins a period: prices are those that the last one left.</summary>
    public void Open() => _economy.Price.Span.CopyTo(_economy.PriceBefore.Span);

    /// <summary>Finds the prices at which holders sell these shares of what they have; returns the largest change.</summary>
    public TLanes Clear(LaneArray<TLanes> sold, TLanes active)
    {
        var change = TLanes.Zero;
        for (var asset = 0; asset < _assets.Length; asset++)
        {
            var volume = TLanes.Zero;
            foreach (var entry in _holdings[asset])
            {
                volume += _economy.Units[entry] * sold[_holder[entry]];
            }

            var before = _economy.Price[asset];
            var after = TLanes.Select(active, TLanes.Min(before, Price(asset, volume)), before);
            change = TLanes.Max(change, before - after);
            _economy.Price[asset] = after;
        }

        return change;
    }

    /// <summary>The price once a volume has been sold: q·exp(−κV), or q·max(0, 1 − Vq/Δ).</summary>
    private TLanes Price(int asset, TLanes volume)
    {
        var start = _economy.PriceBefore[asset];
        if (_assets[asset].Depth is { } depth)
        {
            return start * TLanes.Max(TLanes.Zero, TLanes.One - (volume * start / TLanes.Of(depth)));
        }

        var price = start;
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            var sold = volume[lane];
            if (sold > 0)
            {
                price = price.With(lane, start[lane] * Elementary.Exp(-_assets[asset].Impact * sold));
            }
        }

        return price;
    }
}
