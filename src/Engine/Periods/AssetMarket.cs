namespace Contagion.Engine;

/// <summary>Prices of marketable assets in a period's clearing: each asset adds up what is sold of it, in the order of sellers.</summary>
internal sealed class AssetMarket<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Economy<TLanes> _economy;
    private readonly Portfolios _portfolios;
    private readonly InstitutionSet _sellers;
    private readonly LaneArray<TLanes> _units;

    public AssetMarket(Economy<TLanes> economy)
    {
        (_economy, _portfolios) = (economy, economy.Dynamics.Portfolios!);
        (_sellers, _units) = (new InstitutionSet(_portfolios.Institutions), new LaneArray<TLanes>(_portfolios.Assets));
    }

    /// <summary>Begins a period: prices are those that the last one left.</summary>
    public void Open()
    {
        _economy.Price.Span.CopyTo(_economy.PriceBefore.Span);
        _sellers.Clear();
    }

    /// <summary>Notes that an institution may sell more than before; true where it has anything to sell.</summary>
    public bool Note(int institution)
    {
        if (_portfolios.Holdings.LengthOf(institution) == 0)
        {
            return false;
        }

        _sellers.Add(institution);
        return true;
    }

    /// <summary>Finds the prices at which holders sell these shares of what they have; returns the largest change.</summary>
    public TLanes Clear(LaneArray<TLanes> sold, TLanes active)
    {
        AddUp(sold);
        var change = TLanes.Zero;
        for (var asset = 0; asset < _portfolios.Assets; asset++)
        {
            var (start, before, units) = (_economy.PriceBefore[asset], _economy.Price[asset], _units[asset]);
            var impact = _portfolios.Impact[asset];
            // Depth is in money: a unit that is worth less weighs less.
            var after = TLanes.Select(active, TLanes.Min(before, start * impact.Left(impact.IsLinear ? units * start : units)), before);
            change = TLanes.Max(change, before - after);
            _economy.Price[asset] = after;
        }

        return change;
    }

    /// <summary>Units of each asset that are sold.</summary>
    private void AddUp(LaneArray<TLanes> sold)
    {
        var holdings = _portfolios.Holdings;
        _units.Span.Clear();
        foreach (var seller in _sellers.Span)
        {
            var share = _economy.Kept[seller] * sold[seller];
            for (var entry = holdings.Start[seller]; entry < holdings.Start[seller + 1]; entry++)
            {
                _units[holdings.Column[entry]] += holdings.Amount[entry] * share;
            }
        }
    }
}
