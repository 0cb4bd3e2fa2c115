using Contagion.Model;

namespace Contagion.Engine;

/// <summary>P7: holders with too much leverage decide to sell, in the next period's clearing or at once in rounds.</summary>
internal sealed class DeleveragingPhase<TLanes> : Phase<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Deleveraging _rule;
    private readonly ThresholdDeleveraging<TLanes>? _rounds;
    private readonly LeverageLimit[] _limits;

    public DeleveragingPhase(JointCascade<TLanes> cascade)
        : base(cascade)
    {
        _rule = Dynamics.Scenario.Channels.Market!.Deleveraging!;
        _limits = [.. Enumerable.Range(0, Dynamics.Network.Count).Select(LimitOf)];
        _rounds = _rule.InPeriod ? new ThresholdDeleveraging<TLanes>(Dynamics.Portfolios!, holder => _limits[holder], _rule.Execution, SalesMeasure.AsGiven) : null;
    }

    public override void Run(int period)
    {
        if (_rounds is not null)
        {
            SellAtOnce();
            return;
        }

        foreach (var holder in Dynamics.AssetOwners)
        {
            Economy.SellShare[holder] = ~Economy.Closed[holder] & Share(holder);
        }
    }

    private TLanes Share(int holder)
    {
        var worth = Economy.Worth[holder];
        return _limits[holder].ShareSold(worth + Cascade.Debts(holder), Economy.Marketable(holder), worth);
    }

    /// <summary>The leverage that a holder keeps to: one for all, or its own at the start.</summary>
    private LeverageLimit LimitOf(int holder)
    {
        var tolerance = Dynamics.Scenario.Run.Tolerance;
        if (_rule.Rule == DeleveragingRule.Threshold)
        {
            return LeverageLimit.Of(_rule, tolerance);
        }

        // Trust money counts on neither side, now and later.
        ref readonly var sheet = ref Dynamics.Network.Sheets[holder];
        var (debts, equity) = (sheet.TotalLiabilities - Math.Min(sheet.TrustAssets, sheet.ClientMoney) - Dynamics.NotBorrowed(holder), Dynamics.InitialEquity[holder]);
        var leverage = 1 + (equity > 0 ? debts / equity : 0);
        return new LeverageLimit(leverage, leverage, tolerance);
    }

    private void SellAtOnce()
    {
        var (rounds, active) = (_rounds!, Cascade.Used);
        Economy.Price.Span.CopyTo(rounds.Sale.Price.Span);
        foreach (var holder in Dynamics.AssetOwners)
        {
            var worth = Economy.Worth[holder];
            rounds.Sale.Held[holder] = Economy.Kept[holder];
            rounds.Illiquid[holder] = TLanes.Max(TLanes.Zero, worth + Cascade.Debts(holder) - Economy.Marketable(holder));
            rounds.Equity[holder] = worth;
        }

        var selling = rounds.Decide(0, Dynamics.Network.Count, active);
        for (var round = 0; round < Dynamics.Scenario.Run.MaxRounds && !TLanes.IsNone(selling); round++)
        {
            rounds.Sale.Reprice(0, Dynamics.Portfolios!.Assets);
            rounds.Sale.Settle(0, Dynamics.Network.Count);
            rounds.Bear(0, Dynamics.Network.Count);
            foreach (var holder in Dynamics.AssetOwners)
            {
                var proceeds = rounds.Sale.Proceeds[holder];
                Economy.Cash[holder] += proceeds;
                // What is raised pays debts back; what nobody outside is owed stays an asset.
                rounds.Illiquid[holder] += proceeds - Cascade.PayBack(holder, proceeds);
                Economy.PriceLoss[holder] += rounds.Sale.Loss[holder];
                Economy.Worth[holder] -= rounds.Sale.Loss[holder];
            }

            selling = rounds.Decide(0, Dynamics.Network.Count, selling);
        }

        Cascade.GiveUp(selling);
        rounds.Sale.Price.Span.CopyTo(Economy.Price.Span);
        foreach (var holder in Dynamics.AssetOwners)
        {
            Economy.Kept[holder] = rounds.Sale.Held[holder];
        }
    }
}
