using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>What an institution tells its creditors in clearing, and what it takes from its debtors.</summary>
internal sealed partial class ClearingPhase<TLanes>
{
    /// <summary>Adds up what an institution owns and owes, before anybody pays.</summary>
    private void Prepare(int institution)
    {
        var failed = Economy.Declared[institution] & ~Economy.Closed[institution];
        Economy.Failed[institution] = failed;
        Economy.Share[institution] = _next[institution] = TLanes.One;
        if (Dynamics.IsCreditorOnly[institution] && TLanes.IsNone(failed))
        {
            _own[institution] = Economy.Cash[institution] + Economy.Reserve[institution] + Economy.External[institution];
            return;
        }

        var standing = Economy.Standing[institution];
        var undated = TLanes.Of(Dynamics.UndatedDebt[institution]);
        var (network, due) = (undated, Dynamics.IsUndatedDue ? undated : TLanes.Zero);
        if (_hasDated)
        {
            var dated = Cascade.Claims.DatedDebt(institution, _period);
            (network, due) = (network + dated.All, due + dated.Due);
        }

        if (IsUnmoved(institution))
        {
            Owed[institution] = Economy.Bonds[institution] + (standing * network);
            return;
        }

        if (_hasDemand)
        {
            var onDemand = Economy.OnDemand(institution);
            network += onDemand;
            due += (Economy.Called[institution] * onDemand) + ((TLanes.One - Economy.Called[institution]) * Economy.RecalledFrom(institution));
        }

        var calls = _credit.Calls is { IsAny: true } called ? called.Called[institution] : TLanes.Zero;
        Owed[institution] = Cascade.OutsideDebts(institution) + (standing * network) + calls + Economy.Bridge[institution];
        var dues = Economy.DueDeposits[institution] + Economy.DueClients[institution] + (standing * due) + calls;
        // Who is dark pays nothing today, and owes it tomorrow.
        Due[institution] = _mayBeDark ? dues * Economy.Sent[institution] : dues;
        var (cash, reserve, external) = (Economy.Cash[institution], Economy.Reserve[institution], Economy.External[institution]);
        _own[institution] = cash + reserve + external;
        _lack[institution] = Due[institution] - (cash + (_isReserveLiquid ? reserve : TLanes.Zero) + (Dynamics.HasIncome[institution] ? external : TLanes.Zero));
        (Need[institution], PromptInflow[institution]) = (TLanes.Zero, TLanes.Zero);
        if (Saleable.Length > 0)
        {
            (Saleable[institution], LateLoans[institution]) = (TLanes.Zero, TLanes.Zero);
        }

        if (_market is not null)
        {
            Sold[institution] = TLanes.Zero;
        }
    }

    /// <summary>Tells creditors what their claims are worth and what is paid of them now; true when that is news.</summary>
    private bool Publish(int institution)
    {
        if (IsSettled(institution))
        {
            return false;
        }

        var share = _next[institution];
        Economy.Share[institution] = share;
        var value = Economy.Standing[institution] * share;
        var isSame = TLanes.IsEqual(_value[institution], value);
        _value[institution] = value;
        var sent = TLanes.One;
        if (_mayBeDark)
        {
            sent = Economy.Sent[institution];
            isSame &= Put(_sentValue, institution, value * sent);
        }

        var isPaying = TLanes.Zero;
        if (_hasDemand)
        {
            var onDemand = value * Economy.Left[institution];
            var called = onDemand * Economy.Called[institution] * sent;
            isPaying = _isOpening ? called : TLanes.Zero;
            isSame &= Put(_demandValue, institution, onDemand) & Put(_calledValue, institution, called);
            if (_keptValue.Length > 0)
            {
                // Hoarders get through to who is dark: they call back what they have lent, not what is at a counter.
                isSame &= Put(_keptValue, institution, onDemand - called);
            }
        }

        return !TLanes.IsNone(~isSame | isPaying);
    }

    /// <summary>An administrator pays all creditors of who failed at once.</summary>
    private void Administer(int institution)
    {
        var (failed, value) = (Economy.Failed[institution], _value[institution]);
        _failedValue[institution] = failed & value;
        _failedLoss[institution] = failed & (Economy.Standing[institution] - value);
        if (_mayBeDark)
        {
            _sentValue[institution] = TLanes.Select(failed, value, _sentValue[institution]);
        }

        if (_hasDemand)
        {
            var onDemand = _demandValue[institution];
            _calledValue[institution] = TLanes.Select(failed, onDemand, _calledValue[institution]);
            if (_keptValue.Length > 0)
            {
                _keptValue[institution] = onDemand - _calledValue[institution];
            }
        }
    }

    /// <summary>What claims are worth, and what of it is paid now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (TLanes Value, TLanes Inflow, TLanes Saleable) Gather(int institution)
    {
        var claims = Cascade.Claims;
        var value = claims.Undated(institution, _value);
        var inflow = !Dynamics.IsUndatedDue ? TLanes.Zero : _mayBeDark ? claims.Undated(institution, _sentValue) : value;
        if (_hasDated)
        {
            var dated = claims.Dated(institution, _value, _mayBeDark ? _sentValue : _value, _period);
            (value, inflow) = (value + dated.All, inflow + dated.Due);
        }

        var held = Economy.Held[institution];
        (value, inflow) = (held * value, held * inflow);
        var saleable = value - inflow;
        if (_hasDemand && Dynamics.OnDemand.Rows.LengthOf(institution) > 0)
        {
            var lent = Economy.Lent[institution] * Economy.Owned[institution];
            value += lent * claims.OnDemand(institution, _demandValue);
            inflow += lent * claims.OnDemand(institution, _calledValue);
            if (_keptValue.Length > 0)
            {
                inflow += lent * Economy.Recalled[institution] * claims.OnDemand(institution, _keptValue);
            }
        }

        if (_credit.Calls is { IsAny: true } called)
        {
            var promised = called.Paid(institution, Backed);
            (value, inflow) = (value + promised, inflow + promised);
        }

        return (value, inflow, saleable);
    }

    /// <summary>Works out what an institution is worth and is paid once it is known who failed.</summary>
    private void Close(int institution)
    {
        if (IsUnmoved(institution))
        {
            return;
        }

        var (value, inflow, _) = Gather(institution);
        if (!_failed.Span.IsEmpty)
        {
            inflow += TakeFromFailed(institution);
        }

        if (_credit.Calls is { IsAny: true } called)
        {
            Economy.OutsideLoss[institution] += called.LostBySold(institution, Backed);
        }

        var (closed, own) = (Economy.Closed[institution], _own[institution]);
        if (IsSettled(institution))
        {
            Economy.Worth[institution] = TLanes.Select(closed, Economy.Worth[institution], own + value);
            Economy.Cash[institution] = TLanes.Select(closed, Economy.Cash[institution], Economy.Cash[institution] + inflow);
            return;
        }

        own += _market is null ? TLanes.Zero : Economy.Marketable(institution);
        (Receivable[institution], Inflow[institution]) = (value, inflow);
        Economy.Worth[institution] = TLanes.Select(Dynamics.IsUnseen[institution] ? TLanes.All : closed, Economy.Worth[institution], own + value - Owed[institution]);
    }

    /// <summary>What who failed pays of loans that were not due yet; and what those outside lose who have an institution's claims, which it sold or
    /// left when it was wound up.</summary>
    private TLanes TakeFromFailed(int institution)
    {
        var (late, loss) = (TLanes.Zero, TLanes.Zero);
        var undated = Dynamics.Undated.Rows;
        for (var entry = undated.Start[institution]; entry < undated.Start[institution + 1]; entry++)
        {
            var debtor = undated.Column[entry];
            if (_failed.Has(debtor))
            {
                late += Dynamics.IsUndatedDue ? TLanes.Zero : undated.Amount[entry] * _failedValue[debtor];
                loss += undated.Amount[entry] * _failedLoss[debtor];
            }
        }

        var dated = Dynamics.Dated.Rows;
        for (var entry = dated.Start[institution]; entry < dated.Start[institution + 1]; entry++)
        {
            var debtor = dated.Column[entry];
            if (_failed.Has(debtor))
            {
                var owed = Cascade.Claims.IsOpen(debtor, Dynamics.Maturity[entry]) & TLanes.Of(dated.Amount[entry]);
                late += Dynamics.Maturity[entry] > _period ? owed * _failedValue[debtor] : TLanes.Zero;
                loss += owed * _failedLoss[debtor];
            }
        }

        var held = Economy.Held[institution];
        Economy.OutsideLoss[institution] += ((TLanes.One - held) * loss) + LostOnDemand(institution);
        late *= held;
        if (LateLoans.Length > 0)
        {
            LateLoans[institution] = late;
        }

        return late;
    }

    private TLanes LostOnDemand(int institution)
    {
        var (rows, loss) = (Dynamics.OnDemand.Rows, TLanes.Zero);
        for (var entry = rows.Start[institution]; entry < rows.Start[institution + 1]; entry++)
        {
            var debtor = rows.Column[entry];
            if (_failed.Has(debtor))
            {
                loss += rows.Amount[entry] * (_failedLoss[debtor] * Economy.Left[debtor]);
            }
        }

        return (TLanes.One - Economy.Owned[institution]) * Economy.Lent[institution] * loss;
    }

    /// <summary>Writes a signal; the mask of the lanes in which it says what it said before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Put(LaneArray<TLanes> signal, int institution, TLanes said)
    {
        ref var place = ref signal[institution];
        var isSame = TLanes.IsEqual(place, said);
        place = said;
        return isSame;
    }
}
