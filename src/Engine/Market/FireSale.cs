using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Sales of one round: everybody puts up a share of what it holds, prices fall once, everybody values what it has left.</summary>
/// <remarks>
/// Whoever sells, sells the same share of each asset, so that one number an institution says what it still has. q' = q · left(Σ sold);
/// sellers get the price of <see cref="ExecutionPrice"/>, what is held counts at q'. Phases in order: <see cref="Sold"/> is written by the
/// one who decides, then <see cref="Reprice"/> for all assets, then <see cref="Settle"/> for all institutions; each may run in parts.
/// A lane in which nobody sells keeps its bits. <c>models.md</c> 3.1 and 3.3.
/// </remarks>
internal sealed class FireSale<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly SalesMeasure _measure;
    private readonly double _borneBySellers;
    private readonly LaneArray<TLanes> _fall;

    /// <summary>All units held, prices of 1, nothing sold.</summary>
    public FireSale(Portfolios portfolios, ExecutionPrice execution, SalesMeasure measure)
    {
        (Portfolios, _measure, _borneBySellers) = (portfolios, measure, execution.BorneBySellers());
        (Held, Sold, Loss, Proceeds) = (new(portfolios.Institutions), new(portfolios.Institutions), new(portfolios.Institutions), new(portfolios.Institutions));
        (Price, _fall) = (new(portfolios.Assets), new(portfolios.Assets));
        Held.Span.Fill(TLanes.One);
        Price.Span.Fill(TLanes.One);
    }

    /// <summary>Who holds what, and what sales do to prices.</summary>
    public Portfolios Portfolios { get; }

    /// <summary>Share of the units at the start that each institution still has, in [0, 1].</summary>
    public LaneArray<TLanes> Held { get; }

    /// <summary>Share of the units at the start that each institution sells in this round, at most <see cref="Held"/>; negative what it buys.</summary>
    public LaneArray<TLanes> Sold { get; }

    /// <summary>Price of each asset.</summary>
    public LaneArray<TLanes> Price { get; }

    /// <summary>What the round took from the equity of each institution (money).</summary>
    public LaneArray<TLanes> Loss { get; }

    /// <summary>What each institution got for what it sold in the round (money).</summary>
    public LaneArray<TLanes> Proceeds { get; }

    /// <summary>What an institution's assets are worth at the prices of now (money).</summary>
    public TLanes Value(int institution) => Held[institution] * Portfolios.Value(institution, Price);

    /// <summary>Lets the prices of some assets fall by what is sold of them.</summary>
    public void Reprice(int from, int to)
    {
        for (var asset = from; asset < to; asset++)
        {
            var (before, units) = (Price[asset], Portfolios.UnitsOf(asset, Sold));
            var after = before * Portfolios.Impact[asset].Left(IsMoney(Portfolios.Impact[asset]) ? units * before : units);
            (Price[asset], _fall[asset]) = (after, before - after);
        }
    }

    /// <summary>Books sales and fall of prices for some institutions.</summary>
    public void Settle(int from, int to)
    {
        var (borne, spared) = (TLanes.Of(_borneBySellers), TLanes.Of(1 - _borneBySellers));
        for (var institution = from; institution < to; institution++)
        {
            var (fall, sold) = (Portfolios.Value(institution, _fall), Sold[institution]);
            var held = Held[institution] - sold;
            Loss[institution] = (held + (borne * sold)) * fall;
            Proceeds[institution] = sold * (Portfolios.Value(institution, Price) + (spared * fall));
            Held[institution] = held;
        }
    }

    private bool IsMoney(PriceImpact impact) => _measure == SalesMeasure.Money || (_measure == SalesMeasure.AsGiven && impact.IsLinear);
}
