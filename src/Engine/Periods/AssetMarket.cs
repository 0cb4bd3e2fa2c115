namespace Contagion.Engine;

/// <summary>Prices of marketable assets in a period's clearing: each asset adds up what its holders sell, in their order.</summary>
internal sealed class AssetMarket<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Economy<TLanes> _economy;
    private readonly Portfolios _portfolios;
    private readonly LaneArray<TLanes> _volume;

    public AssetMarket(Economy<TLanes> economy)
    {
        (_economy, _portfolios) = (economy, economy.Dynamics.Portfolios!);
        _volume = economy.New(_portfolios.Institutions, _ => 0);
    }

    /// <summary>Begins a period: prices are those that the last one left.</summary>
    public void Open() => _economy.Price.Span.CopyTo(_economy.PriceBefore.Span);

    /// <summary>Finds the prices at which holders sell these shares of what they have; returns the largest change.</summary>
    public TLanes Clear(LaneArray<TLanes> sold, TLanes active)
    {
        foreach (var holder in _economy.Dynamics.AssetOwners)
        {
            _volume[holder] = _economy.Kept[holder] * sold[holder];
        }

        var change = TLanes.Zero;
        for (var asset = 0; asset < _portfolios.Assets; asset++)
        {
            var (start, before) = (_economy.PriceBefore[asset], _economy.Price[asset]);
            var units = _portfolios.UnitsOf(asset, _volume);
            var impact = _portfolios.Impact[asset];
            // Depth is in money: a unit that is worth less weighs less.
            var after = TLanes.Select(active, TLanes.Min(before, start * impact.Left(impact.IsLinear ? units * start : units)), before);
            change = TLanes.Max(change, before - after);
            _economy.Price[asset] = after;
        }

        return change;
    }
}
