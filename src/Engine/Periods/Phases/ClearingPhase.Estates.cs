using System.Runtime.CompilerServices;
using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Who fails in clearing, who sells, and what estates pay.</summary>
internal sealed partial class ClearingPhase<TLanes>
{
    /// <summary>What an institution pays, given what it is paid; true when it fails.</summary>
    private bool Pay(int institution, ref Tally<TLanes> tally)
    {
        var active = _active & ~Economy.Closed[institution];
        if (TLanes.IsNone(active) || IsUnmoved(institution))
        {
            return false;
        }

        if (IsSettled(institution))
        {
            if (Cascade.IsFollowedByRound)
            {
                Economy.Worth[institution] = TLanes.Select(active, _own[institution] + Gather(institution).Value, Economy.Worth[institution]);
            }

            return false;
        }

        var (value, inflow, saleable) = Gather(institution);
        var marketable = _market is null ? TLanes.Zero : Economy.Marketable(institution);
        var (own, owed) = (_own[institution] + marketable, Owed[institution]);
        var net = own + value - owed;
        var need = Dynamics.IsSteady[institution] ? TLanes.Zero : TLanes.Max(TLanes.Zero, _lack[institution] - inflow);
        var isBridged = _lender is null ? TLanes.Zero : _lender.Bridge(institution, active, net, need, marketable);
        Need[institution] = TLanes.Select(active, need, Need[institution]);
        PromptInflow[institution] = TLanes.Select(active, inflow, PromptInflow[institution]);
        if (Saleable.Length > 0)
        {
            Saleable[institution] = TLanes.Select(active, saleable, Saleable[institution]);
        }

        var runOff = Economy.RunOff.Length > 0 ? Economy.RunOff[institution] & ~Economy.Failed[institution] : TLanes.Zero;
        var isFailing = IsFailing(institution, net, need & ~isBridged, marketable + (TLanes.Of(1 - _discount) * saleable)) & ~runOff;
        isFailing = active & (isFailing | Economy.Failed[institution]);
        // What fails in a round has not been noted in the one before: lower payments never raise anybody.
        var isNew = isFailing & ~Economy.Failed[institution];
        var failed = Economy.Failed[institution] | isFailing;
        Economy.Failed[institution] = failed;
        if (_market is not null)
        {
            Sell(institution, active, value, net, need & ~isBridged, marketable);
        }

        var share = TLanes.One;
        if (_paysLess && !TLanes.IsNone(runOff))
        {
            // Who is closed in order passes its losses on.
            var isShort = runOff & active & TLanes.IsBelow(net, TLanes.Zero);
            share = TLanes.Select(isShort, Ratio.Of(TLanes.Max(TLanes.Zero, own + value), owed, TLanes.One), TLanes.One);
        }

        if (_paysLess && !TLanes.IsNone(failed))
        {
            share = TLanes.Select(failed, EstateShare(institution, own, value, owed), share);
        }

        var before = Economy.Share[institution];
        var after = TLanes.Select(active, TLanes.Min(before, share), before);
        _next[institution] = after;
        tally.Change = TLanes.Max(tally.Change, before - after);
        tally.Moved |= isNew;
        Economy.Worth[institution] = TLanes.Select(Dynamics.IsUnseen[institution] ? TLanes.Zero : active, net, Economy.Worth[institution]);
        var isNoted = !TLanes.IsNone(isNew | (isFailing & Economy.Declared[institution]));
        if (isNoted)
        {
            Cascade.NoteFailure(institution, isFailing, _isFirst, ref tally);
        }

        return isNoted;
    }

    /// <summary>Share of what is <see cref="Ahead"/> that is paid, given the estate of who failed.</summary>
    public TLanes AheadShare(int institution, TLanes estate) =>
        _paysLess ? TLanes.Min(TLanes.One, Ratio.Of(estate, Ahead(institution), TLanes.One)) : TLanes.One;

    /// <summary>Mask of the lanes in which an institution that stands, and pays out of what is seen, cannot pay what is due or owes more than it owns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes IsFailing(int institution, TLanes net, TLanes need, TLanes raised)
    {
        if (Dynamics.IsSteady[institution])
        {
            return TLanes.Zero;
        }

        var tau = TLanes.Of(Dynamics.ToleranceOf(institution));
        var isFailing = TLanes.IsBelow(raised + tau, need);
        isFailing &= Cascade.Operations is { } operations ? ~operations.Grace : TLanes.All;
        if (_rules.Insolvency)
        {
            isFailing |= _rules.ZeroEquityIsDefault ? TLanes.IsAtMost(net, tau) : TLanes.IsBelow(net, TLanes.Zero - tau);
        }

        return isFailing & TLanes.IsBelow(TLanes.Zero, Owed[institution]);
    }

    /// <summary>What an institution sells of its marketable assets; it never sells less than in the round before.</summary>
    private void Sell(int institution, TLanes active, TLanes value, TLanes net, TLanes need, TLanes marketable)
    {
        var ratio = Dynamics.Scenario.Channels.Market!.CapitalRatio;
        var forRatio = ratio is null ? TLanes.Zero : CapitalRatio.ShareSold(marketable, value, net, ratio.Value);
        var forCash = TLanes.Min(TLanes.One, Ratio.Of(need, marketable, TLanes.Zero));
        var sold = TLanes.Select(Economy.Failed[institution], TLanes.One, TLanes.Max(TLanes.Max(Economy.SellShare[institution], forRatio), forCash));
        Sold[institution] = TLanes.Select(active, TLanes.Max(Sold[institution], sold), Sold[institution]);
    }

    /// <summary>Share of its debts that the estate of who failed pays to those who are not ahead of others.</summary>
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
