namespace Contagion.Engine;

/// <summary>One step of trading back to the leverage of before: who lost on its assets sells, who gained buys, and prices move everybody.</summary>
/// <remarks>
/// With P_im the money that i has in asset m, A its assets, E its equity and B = (A − E)/E: A R₁ = P f, net purchases Y = B A R₁ (at least −A), spread
/// over its assets as they are; f₂ = l ∘ (Σ_i P_im Y_i/A_i); A R₂ = P f₂. Aggregate vulnerability is −Σ A R₂/Σ E; what i's trades alone do to it is
/// i's systemicness; −A_i R₂,i/E_i is i's indirect vulnerability. Gains and losses count alike. <c>models.md</c> 3.4.
/// Greenwood, Landier and Thesmar (2015), Journal of Financial Economics 115(3):471–485, section 2. Who has no equity sells everything.
/// </remarks>
internal sealed class LeverageTargeting<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Portfolios _portfolios;
    private readonly LaneArray<TLanes> _trade;
    private readonly LaneArray<TLanes> _pressure;
    private TLanes _totalEquity;

    /// <param name="portfolios">P, as units at a price of 1; and l, the slope of each impact: return per money sold.</param>
    public LeverageTargeting(Portfolios portfolios)
    {
        _portfolios = portfolios;
        (Assets, Equity, Purchase, Gain, _trade) =
            (new(portfolios.Institutions), new(portfolios.Institutions), new(portfolios.Institutions), new(portfolios.Institutions), new(portfolios.Institutions));
        (Return, SecondReturn, _pressure) = (new(portfolios.Assets), new(portfolios.Assets), new(portfolios.Assets));
    }

    /// <summary>A before the shock, above 0 for whoever holds anything (money).</summary>
    public LaneArray<TLanes> Assets { get; }

    /// <summary>E before the shock (money).</summary>
    public LaneArray<TLanes> Equity { get; }

    /// <summary>f, the return of each asset in the shock.</summary>
    public LaneArray<TLanes> Return { get; }

    /// <summary>Y: what each institution buys; negative what it sells (money).</summary>
    public LaneArray<TLanes> Purchase { get; }

    /// <summary>f₂, the return of each asset that these trades bring about.</summary>
    public LaneArray<TLanes> SecondReturn { get; }

    /// <summary>A R₂: what these trades make each institution gain (money).</summary>
    public LaneArray<TLanes> Gain { get; }

    /// <summary>−Σ A R₂/Σ E.</summary>
    public TLanes AggregateVulnerability { get; private set; }

    /// <summary>−A_i R₂,i/E_i.</summary>
    public TLanes IndirectVulnerability(int institution) => TLanes.Zero - (Gain[institution] / Equity[institution]);

    /// <summary>The part of <see cref="AggregateVulnerability"/> that the trades of one institution bring about; these parts add up to it.</summary>
    public TLanes Systemicness(int institution) => TLanes.Zero - (_trade[institution] * _portfolios.Value(institution, _pressure) / _totalEquity);

    /// <summary>Computes all of it.</summary>
    public void Run()
    {
        Trade(0, _portfolios.Institutions);
        Reprice(0, _portfolios.Assets);
        Revalue(0, _portfolios.Institutions);
        Measure();
    }

    /// <summary>What some institutions buy and sell.</summary>
    public void Trade(int from, int to)
    {
        for (var institution = from; institution < to; institution++)
        {
            var (assets, equity) = (Assets[institution], Equity[institution]);
            var purchase = (assets - equity) / equity * _portfolios.Value(institution, Return);
            purchase = TLanes.Max(TLanes.Zero - assets, purchase);
            purchase = TLanes.Select(TLanes.IsBelow(TLanes.Zero, equity), purchase, TLanes.Zero - assets);
            Purchase[institution] = purchase;
            _trade[institution] = TLanes.IsBelow(TLanes.Zero, assets) & (purchase / assets);
        }
    }

    /// <summary>What these trades do to some assets.</summary>
    public void Reprice(int from, int to)
    {
        for (var asset = from; asset < to; asset++)
        {
            SecondReturn[asset] = TLanes.Of(_portfolios.Impact[asset].Slope) * _portfolios.UnitsOf(asset, _trade);
        }
    }

    /// <summary>What that makes of some institutions.</summary>
    public void Revalue(int from, int to)
    {
        for (var institution = from; institution < to; institution++)
        {
            Gain[institution] = _portfolios.Value(institution, SecondReturn);
        }
    }

    private void Measure()
    {
        _totalEquity = TLanes.Zero;
        for (var institution = 0; institution < _portfolios.Institutions; institution++)
        {
            _totalEquity += Equity[institution];
        }

        var gained = TLanes.Zero;
        for (var asset = 0; asset < _portfolios.Assets; asset++)
        {
            // What a return of 1 is worth to all holders together.
            var held = _portfolios.Units[asset];
            gained += TLanes.Of(held) * SecondReturn[asset];
            _pressure[asset] = TLanes.Of(held * _portfolios.Impact[asset].Slope);
        }

        AggregateVulnerability = TLanes.Zero - (gained / _totalEquity);
    }
}
