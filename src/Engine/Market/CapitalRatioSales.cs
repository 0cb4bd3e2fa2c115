namespace Contagion.Engine;

/// <summary>The greatest prices at which everybody who must sell to keep its capital ratio has sold.</summary>
/// <remarks>
/// E_i(q) = Σ_m a_im q_m + c_i + ib_i − liabilities_i; q_m = q⁰_m · left(Σ_i a_im s_i(q)), by sweeps from q⁰. Sales fall as prices rise where
/// liabilities ≥ c + (1 − r*) ib, the usual case; prices then only fall from sweep to sweep, to their greatest fixed point. Elsewhere a lane may
/// find none, and says so. <c>models.md</c> 3.2. Cifuentes, Ferrucci and Shin (2005), Journal of the European Economic Association
/// 3(2–3):556–566.
/// </remarks>
internal sealed class CapitalRatioSales<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Portfolios _portfolios;
    private readonly double _ratio;
    private readonly double _tolerance;

    /// <param name="portfolios">Who holds what.</param>
    /// <param name="ratio">r*, in [0, 1].</param>
    /// <param name="tolerance">Change of a price in a sweep below which it stands.</param>
    public CapitalRatioSales(Portfolios portfolios, double ratio, double tolerance)
    {
        (_portfolios, _ratio, _tolerance) = (portfolios, ratio, tolerance);
        (Claims, Other, Share) = (new(portfolios.Institutions), new(portfolios.Institutions), new(portfolios.Institutions));
        (PriceBefore, Price) = (new(portfolios.Assets), new(portfolios.Assets));
        PriceBefore.Span.Fill(TLanes.One);
        Price.Span.Fill(TLanes.One);
    }

    /// <summary>ib (money).</summary>
    public LaneArray<TLanes> Claims { get; }

    /// <summary>Cash and claims less liabilities: equity without marketable assets (money).</summary>
    public LaneArray<TLanes> Other { get; }

    /// <summary>Share of its units that each institution sells, in [0, 1].</summary>
    public LaneArray<TLanes> Share { get; }

    /// <summary>q⁰.</summary>
    public LaneArray<TLanes> PriceBefore { get; }

    /// <summary>q.</summary>
    public LaneArray<TLanes> Price { get; }

    /// <summary>E of an institution at the prices of now (money).</summary>
    public TLanes Equity(int institution) => _portfolios.Value(institution, Price) + Other[institution];

    /// <summary>Sweeps until prices stand.</summary>
    /// <param name="active">Lanes that take part.</param>
    /// <param name="sweepsMax">Sweeps after which it is given up.</param>
    /// <returns>The lanes that were given up.</returns>
    public TLanes Solve(TLanes active, int sweepsMax)
    {
        for (var sweep = 0; sweep < sweepsMax && !TLanes.IsNone(active); sweep++)
        {
            Decide(0, _portfolios.Institutions, active);
            active = Reprice(0, _portfolios.Assets, active);
        }

        return active;
    }

    /// <summary>Decides what some institutions sell at the prices of now.</summary>
    public void Decide(int from, int to, TLanes active)
    {
        for (var institution = from; institution < to; institution++)
        {
            var value = _portfolios.Value(institution, Price);
            var share = CapitalRatio.ShareSold(value, Claims[institution], value + Other[institution], _ratio);
            Share[institution] = TLanes.Select(active, share, Share[institution]);
        }
    }

    /// <summary>Lets the prices of some assets fall by what is sold of them.</summary>
    /// <returns>Lanes in which one of them moved.</returns>
    public TLanes Reprice(int from, int to, TLanes active)
    {
        var moved = TLanes.Zero;
        for (var asset = from; asset < to; asset++)
        {
            var price = PriceBefore[asset] * _portfolios.Impact[asset].Left(_portfolios.UnitsOf(asset, Share));
            moved |= TLanes.IsBelow(TLanes.Of(_tolerance), TLanes.Abs(price - Price[asset])) & active;
            Price[asset] = TLanes.Select(active, price, Price[asset]);
        }

        return moved;
    }
}
