using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Deleveraging above a limit, in rounds: who has more assets than its equity allows sells some, prices fall, others are over the limit next.</summary>
/// <remarks>
/// θ_i = Σ_m a_im q_m. Where (I_i + θ_i)/E_i &gt; λ_max, the share Γ_i = min(1, (I_i + θ_i − λ_b E_i)/θ_i) of all assets is sold,
/// λ_b = buffer · λ_max; everything where E_i ≤ 0. What is raised pays debts back. All decide on the same prices. Nothing happens below the
/// limit, nor on gains. Holdings shrink, so that it ends. <c>models.md</c> 3.3.
/// Cont and Schaanning (2017), Norges Bank working paper 2/2017; (2019), Journal of Banking and Finance 104:85–102.
/// </remarks>
internal sealed class ThresholdDeleveraging<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Func<int, LeverageLimit> _limitOf;

    /// <param name="portfolios">Who holds what.</param>
    /// <param name="limit">λ_max and λ_b.</param>
    /// <param name="execution">The price that sellers get.</param>
    public ThresholdDeleveraging(Portfolios portfolios, LeverageLimit limit, ExecutionPrice execution)
        : this(portfolios, _ => limit, execution)
    {
    }

    /// <param name="portfolios">Who holds what.</param>
    /// <param name="limitOf">λ_max and λ_b of each holder.</param>
    /// <param name="execution">The price that sellers get.</param>
    public ThresholdDeleveraging(Portfolios portfolios, Func<int, LeverageLimit> limitOf, ExecutionPrice execution)
    {
        _limitOf = limitOf;
        Sale = new FireSale<TLanes>(portfolios, execution, SalesMeasure.Money);
        (Illiquid, Equity) = (new(portfolios.Institutions), new(portfolios.Institutions));
    }

    /// <summary>What is held and sold, and the prices.</summary>
    public FireSale<TLanes> Sale { get; }

    /// <summary>I: assets that cannot be sold, at least 0 (money).</summary>
    public LaneArray<TLanes> Illiquid { get; }

    /// <summary>E, lowered round by round (money).</summary>
    public LaneArray<TLanes> Equity { get; }

    /// <summary>Assets over equity; infinite or negative without equity.</summary>
    public TLanes Leverage(int institution) => (Illiquid[institution] + Sale.Value(institution)) / Equity[institution];

    /// <summary>Rounds until nobody sells.</summary>
    /// <param name="active">Lanes that take part.</param>
    /// <param name="roundsMax">Rounds after which it is given up.</param>
    /// <returns>In how many rounds somebody sold, and the lanes that were given up.</returns>
    public (TLanes Rounds, TLanes Unsolved) Run(TLanes active, int roundsMax)
    {
        var (rounds, portfolios) = (TLanes.Zero, Sale.Portfolios);
        active = Decide(0, portfolios.Institutions, active);
        for (var round = 0; round < roundsMax && !TLanes.IsNone(active); round++)
        {
            rounds += active & TLanes.One;
            Sale.Reprice(0, portfolios.Assets);
            Sale.Settle(0, portfolios.Institutions);
            Bear(0, portfolios.Institutions);

            // Where nobody sells nothing moves, so nobody will.
            active = Decide(0, portfolios.Institutions, active);
        }

        return (rounds, active);
    }

    /// <summary>Decides what some institutions sell at the prices of now.</summary>
    /// <returns>Lanes in which one of them sells.</returns>
    public TLanes Decide(int from, int to, TLanes active)
    {
        var selling = TLanes.Zero;
        for (var institution = from; institution < to; institution++)
        {
            var value = Sale.Value(institution);
            var share = active & _limitOf(institution).ShareSold(Illiquid[institution] + value, value, Equity[institution]);
            Sale.Sold[institution] = Sale.Held[institution] * share;
            selling |= TLanes.IsBelow(TLanes.Zero, share);
        }

        return selling;
    }

    /// <summary>Takes from the equity of some institutions what the round cost them.</summary>
    public void Bear(int from, int to)
    {
        for (var institution = from; institution < to; institution++)
        {
            Equity[institution] -= Sale.Loss[institution];
        }
    }
}
