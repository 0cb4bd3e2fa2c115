using Contagion.Model;

namespace Contagion.Engine;

/// <summary>P7: holders with too much leverage decide to sell, in the next period's clearing or at once in rounds.</summary>
internal sealed class DeleveragingPhase<TLanes> : Phase<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Deleveraging _rule;
    private readonly LeverageLimit _limit;
    private readonly ThresholdDeleveraging<TLanes>? _rounds;
    private readonly LaneArray<TLanes> _leverage;

    public DeleveragingPhase(JointCascade<TLanes> cascade)
        : base(cascade)
    {
        _rule = Dynamics.Scenario.Channels.Market!.Deleveraging!;
        _limit = LeverageLimit.Of(_rule, Dynamics.Scenario.Run.Tolerance);
        _rounds = _rule.InPeriod ? new ThresholdDeleveraging<TLanes>(Dynamics.Portfolios!, _limit, _rule.Execution) : null;
        // What targeting goes back to: debts over equity at the start.
        _leverage = Economy.New(
            _rule.Rule == DeleveragingRule.Targeting ? Dynamics.Network.Count : 0,
            one => Dynamics.InitialEquity[one] > 0 ? Dynamics.Network.Sheets[one].TotalLiabilities / Dynamics.InitialEquity[one] : 0);
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
        var (worth, value) = (Economy.Worth[holder], Economy.Marketable(holder));
        var assets = worth + Cascade.Debts(holder);
        if (_rule.Rule == DeleveragingRule.Threshold)
        {
            return _limit.ShareSold(assets, value, worth);
        }

        // Debts beyond what the initial leverage allows are paid back from sales.
        var excess = TLanes.Max(TLanes.Zero, Cascade.Debts(holder) - (_leverage[holder] * TLanes.Max(TLanes.Zero, worth)));
        var isAny = TLanes.IsBelow(TLanes.Zero, value);
        return TLanes.Select(isAny, TLanes.Min(TLanes.One, excess / TLanes.Select(isAny, value, TLanes.One)), TLanes.Zero);
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
                Economy.Cash[holder] += rounds.Sale.Proceeds[holder];
                Cascade.PayBack(holder, rounds.Sale.Proceeds[holder]);
                Economy.PriceLoss[holder] += rounds.Sale.Loss[holder];
                Economy.Worth[holder] -= rounds.Sale.Loss[holder];
                // What is raised has paid debts back: assets that cannot be sold stay as they are.
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
