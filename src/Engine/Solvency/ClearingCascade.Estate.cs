namespace Contagion.Engine;

/// <content>What one estate is worth and hands out, with classes, client money and shares.</content>
internal sealed partial class ClearingCascade<TLanes>
{
    /// <summary>Hands an estate out, class by class, for the open lanes; returns the largest change of a paid share.</summary>
    private TLanes Distribute(int institution, TLanes received, TLanes open)
    {
        var isPaying = IsDefaulted(institution) & open;
        var rest = TLanes.Max(TLanes.Zero, EstateValue(institution, received) - TLanes.Of(_estates.Ahead[institution]));
        var change = TLanes.Zero;
        for (var slot = institution * _estates.Classes; slot < (institution + 1) * _estates.Classes; slot++)
        {
            var due = TLanes.Of(_estates.Due[slot]);
            var share = _estates.Due[slot] > 0 ? TLanes.Min(TLanes.One, rest / due) : TLanes.One;
            rest = TLanes.Max(TLanes.Zero, rest - due);
            // Payments only fall on the way to the greatest solution; rounding must not raise them again.
            _next[slot] = TLanes.Select(isPaying, TLanes.Min(_paid[slot], share), _paid[slot]);
            change = TLanes.Max(change, _paid[slot] - _next[slot]);
        }

        return _estates.HasShares ? TLanes.Max(change, Revalue(institution, open)) : change;
    }

    /// <summary>What shares in the institution are worth next, for the open lanes; returns by how much that changed, relative to its assets.</summary>
    private TLanes Revalue(int institution, TLanes open)
    {
        var worth = ~IsDefaulted(institution) & TLanes.Max(TLanes.Zero, Worth(institution, Received(institution, _unpaid)));
        var next = TLanes.Select(open, worth, _shareValue![institution]);
        _nextShareValue![institution] = next;
        return TLanes.Abs(_shareValue[institution] - next) / TLanes.Of(Math.Max(_estates.Network.Sheets[institution].TotalAssets, double.Epsilon));
    }

    /// <summary>Net worth at current values: what it was, less what the shock took, what debtors do not pay and what shares lost. Written as a
    /// change, so that who lost nothing is worth exactly what it was.</summary>
    /// <remarks>Default costs count for those declared in default, who may own more than they owe: their owners come last. For others in default
    /// net worth is before these costs, as in the papers: it says by how much they failed.</remarks>
    private TLanes Worth(int institution, TLanes lost)
    {
        var worth = ShockedWorth(institution) - lost - Shares(institution, _shareLoss);
        var isDeclared = _isDeclared[institution];
        return TLanes.IsNone(isDeclared) ? worth
            : TLanes.Select(isDeclared, EstateValue(institution) - TLanes.Of(_estates.TotalDue[institution]), worth);
    }

    /// <summary>Notes who defaults: from now on its creditors get what is recovered. Who owes nothing has no estate.</summary>
    private TLanes WindUp(int institution, TLanes isFailing, ref Tally<TLanes> tally)
    {
        var isNew = NoteDefaults(institution, isFailing, ref tally);
        if (_estates.TotalDue[institution] > 0)
        {
            _recovered[institution] = TLanes.Select(isNew, Recovered(Outside(institution)), _recovered[institution]);
        }

        return isNew;
    }

    /// <summary>What there is to hand out in default: the recovered part of what is owned.</summary>
    private TLanes EstateValue(int institution) => EstateValue(institution, Received(institution, _paid));

    private TLanes EstateValue(int institution, TLanes received) =>
        Recovered(Outside(institution) + Shares(institution, _shareValue)) + (TLanes.Of(_estates.Parameters.NetworkRecovery) * received);

    /// <summary>What an institution still owns outside the network.</summary>
    private TLanes Outside(int institution) => TLanes.Of(_estates.Outside[institution]) - _direct[institution];

    /// <summary>What is recovered of what an estate owns besides its claims on the network.</summary>
    /// <remarks>A loss beyond all assets is a charge on the estate; default costs do not shrink it.</remarks>
    private TLanes Recovered(TLanes owned) =>
        TLanes.Select(TLanes.IsBelow(TLanes.Zero, owned), owned * TLanes.Of(_estates.Parameters.ExternalRecovery), owned);

    /// <summary>What an institution's claims come to at these shares of their amounts.</summary>
    private TLanes Received(int institution, LaneArray<TLanes> share)
    {
        var claims = _estates.Network.Claims;
        return Pull.Row(claims.Start[institution], claims.Start[institution + 1], _estates.Slot, claims.Amount, (ReadOnlySpan<TLanes>)share.Span);
    }

    /// <summary>The institution's part of a value of each issuer.</summary>
    private TLanes Shares(int institution, LaneArray<TLanes>? value)
    {
        if (value is null)
        {
            return TLanes.Zero;
        }

        var holdings = _estates.Network.Holdings;
        return Pull.Row(holdings.Start[institution], holdings.Start[institution + 1], holdings.Column, holdings.Amount, (ReadOnlySpan<TLanes>)value.Span);
    }

    private TLanes AheadPaid(int institution)
    {
        var ahead = TLanes.Of(_estates.Ahead[institution]);
        return _estates.Ahead[institution] > 0
            ? TLanes.Select(IsDefaulted(institution), TLanes.Min(ahead, TLanes.Max(TLanes.Zero, EstateValue(institution))), ahead)
            : TLanes.Zero;
    }
}
