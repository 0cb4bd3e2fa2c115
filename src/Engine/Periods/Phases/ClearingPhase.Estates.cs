using System.Runtime.CompilerServices;
using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Who fails in clearing, who sells, and what estates pay.</summary>
/// <remarks>What few do stands in methods of its own: of a method that is too long the compiler leaves every vector operation a call.</remarks>
internal sealed partial class ClearingPhase<TLanes>
{
    /// <summary>Share of what is <see cref="Ahead"/> that is paid, given the estate of who failed.</summary>
    public TLanes AheadShare(int institution, TLanes estate) =>
        _paysLess ? TLanes.Min(TLanes.One, Ratio.Of(estate, Ahead(institution), TLanes.One)) : TLanes.One;

    /// <summary>Looks who can pay, given what they are paid. Notes who fails, who pays less and who sells more.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Pay(Part<TLanes> part, ref Tally<TLanes> tally)
    {
        var values = part.Room(0);
        var inflows = part.Room(1);
        var saleables = part.Room(2);
        var marketables = part.Room(3);
        var (hasMarket, hasRunOffs, isFollowed) = (_market is not null, Economy.IsAnyInRunOff, Cascade.IsFollowed);
        var (discount, lender) = (TLanes.Of(1 - _discount), _lender is { IsLending: true } ? _lender : null);
        var forgiven = Cascade.Operations is { } operations ? operations.Grace : TLanes.Zero;
        for (var place = 0; place < values.Length; place++)
        {
            var institution = part[place];
            if (IsUnmoved(institution))
            {
                continue;
            }

            // Who is closed has nothing and owes nothing, and nothing happens to it.
            var value = values[place];
            var marketable = hasMarket ? marketables[place] : TLanes.Zero;
            var net = _unsold[institution] + marketable + value;
            if (isFollowed && !Dynamics.IsUnseen[institution])
            {
                Economy.Worth[institution] = TLanes.Select(_active & ~Economy.Closed[institution], net, Economy.Worth[institution]);
            }

            if (IsSettled(institution))
            {
                continue;
            }

            var (need, failing, bridged) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
            if (!Dynamics.IsSteady[institution])
            {
                need = TLanes.Max(TLanes.Zero, _lack[institution] - inflows[place]);
                if (lender is not null && !TLanes.IsNone(need))
                {
                    bridged = lender.Bridge(institution, _active, net, need, marketable);
                    need &= ~bridged;
                }

                failing = IsFailing(institution, net, ~forgiven & need, marketable + (discount * saleables[place]));
            }

            failing = _active & (failing | Economy.Failed[institution]);
            var mayPayLess = !TLanes.IsNone(hasRunOffs ? failing | Economy.RunOff[institution] : failing);
            var paysLess = mayPayLess && PayLess(institution, failing, _own[institution] + marketable, value, ref tally);
            var sellsMore = false;
            if (hasMarket && !TLanes.IsNone(marketable) && (Economy.SellShare.Length > 0 || !TLanes.IsNone(failing | need | IsShort(marketable, value, net))))
            {
                sellsMore = Sell(institution, value, net, need, bridged, marketable);
            }

            if (paysLess || sellsMore)
            {
                // Who only sells has nothing new to say to its creditors: its complement is noted.
                part.Note(paysLess ? institution : ~institution, ref tally);
            }
        }
    }

    /// <summary>Mask of the lanes in which an institution cannot pay what is due, or owes more than it owns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes IsFailing(int institution, TLanes net, TLanes need, TLanes raised)
    {
        var tau = TLanes.Of(Dynamics.ToleranceOf(institution));
        var isFailing = TLanes.IsBelow(raised + tau, need);
        return !_rules.Insolvency ? isFailing
            : isFailing | (_rules.ZeroEquityIsDefault ? TLanes.IsAtMost(net, tau) : TLanes.IsBelow(net, TLanes.Zero - tau));
    }

    /// <summary>What an institution pays that fails or is closed in order; true where that is news.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool PayLess(int institution, TLanes failing, TLanes own, TLanes value, ref Tally<TLanes> tally)
    {
        var (before, failed, owed, active) = (Economy.Share[institution], Economy.Failed[institution], Owed[institution], _active & ~Economy.Closed[institution]);
        var runOff = Economy.RunOff.Length > 0 ? Economy.RunOff[institution] & ~failed : TLanes.Zero;
        // Who owes nothing cannot fail but where a shock says so.
        failing &= active & ~runOff & (failed | TLanes.IsBelow(TLanes.Zero, owed));
        // What fails in a round has not been noted in the one before: lower payments never raise anybody.
        var isNew = failing & ~failed;
        failed |= failing;
        Economy.Failed[institution] = failed;
        var share = TLanes.One;
        if (_paysLess)
        {
            // Who is closed in order passes its losses on.
            var isShort = runOff & active & TLanes.IsBelow(own + value - owed, TLanes.Zero);
            share = TLanes.Select(isShort, Ratio.Of(TLanes.Max(TLanes.Zero, own + value), owed, TLanes.One), TLanes.One);
            share = TLanes.Select(failed, EstateShare(institution, own, value, owed), share);
        }

        var after = TLanes.Select(active, TLanes.Min(before, share), before);
        // Others read what is published of it.
        Economy.Share[institution] = after;
        tally.Change = TLanes.Max(tally.Change, before - after);
        tally.Moved |= isNew;
        var isNoted = !TLanes.IsNone(isNew | (failing & Economy.Declared[institution]));
        if (isNoted)
        {
            Cascade.NoteFailure(institution, failing, _isFirst, ref tally);
        }

        return isNoted || !TLanes.IsNone(TLanes.IsBelow(after, before));
    }

    /// <summary>What an institution sells of its marketable assets, never less than in the round before; true when it is more.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Sell(int institution, TLanes value, TLanes net, TLanes need, TLanes bridged, TLanes marketable)
    {
        var before = Sold[institution];
        var asked = Economy.SellShare.Length > 0 ? Economy.SellShare[institution] : TLanes.Zero;
        var sold = TLanes.Select(Economy.Failed[institution], TLanes.One, asked);
        if (_capitalRatio is { } ratio)
        {
            sold = TLanes.Max(sold, CapitalRatio.ShareSold(marketable, value, net, ratio));
        }

        if (!TLanes.IsNone(need))
        {
            sold = TLanes.Max(sold, TLanes.Min(TLanes.One, Ratio.Of(need, marketable, TLanes.Zero)));
        }

        // Who is bridged sells no more than it has.
        sold = TLanes.Select(_active & ~(bridged & ~Economy.Failed[institution]), TLanes.Max(before, sold), before);
        Sold[institution] = sold;
        return !TLanes.IsNone(TLanes.IsBelow(before, sold));
    }

    /// <summary>Mask of the lanes in which an institution sells for its capital ratio.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes IsShort(TLanes marketable, TLanes value, TLanes net) =>
        _capitalRatio is { } ratio ? CapitalRatio.IsShort(marketable, value, net, ratio) : TLanes.Zero;

    /// <summary>What an institution lacks and could sell at the fixed point.</summary>
    private void Settle(Part<TLanes> part)
    {
        var inflows = part.Room(1);
        var saleables = part.Room(2);
        for (var place = 0; place < inflows.Length; place++)
        {
            var institution = part[place];
            if (IsUnmoved(institution) || IsSettled(institution))
            {
                continue;
            }

            PromptInflow[institution] = inflows[place];
            Need[institution] = Dynamics.IsSteady[institution] ? TLanes.Zero : TLanes.Max(TLanes.Zero, _lack[institution] - inflows[place]);
            if (Saleable.Length > 0)
            {
                Saleable[institution] = saleables[place];
            }
        }
    }

    /// <summary>Share of its debts that the estate of who failed pays to those who are not ahead of others.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private TLanes EstateShare(int institution, TLanes own, TLanes value, TLanes owed)
    {
        var ahead = Ahead(institution);
        var estate = (TLanes.Of(_rules.Alpha) * own) + (TLanes.Of(_rules.Beta) * value);
        return TLanes.Min(TLanes.One, Ratio.Of(TLanes.Max(TLanes.Zero, estate - ahead), owed - ahead, TLanes.One));
    }

    /// <summary>What is paid before all others share.</summary>
    private TLanes Ahead(int institution)
    {
        var ahead = Economy.Bridge[institution];
        ahead += _rules.ExternalCreditors == ExternalCreditors.Senior ? Economy.Deposits[institution] + Economy.Bonds[institution] : TLanes.Zero;
        return ahead + (_rules.ClientDeficiency == ExternalCreditors.Senior ? Economy.Deficiency(institution) : TLanes.Zero);
    }
}
