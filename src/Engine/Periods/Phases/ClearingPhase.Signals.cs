using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Contagion.Engine;

/// <summary>What an institution tells its creditors in clearing, and what it takes from its debtors.</summary>
internal sealed partial class ClearingPhase<TLanes>
{
    /// <summary>Adds up what an institution owns and owes, before anybody pays.</summary>
    private void Prepare(int institution)
    {
        var failed = Economy.Declared[institution] & ~Economy.Closed[institution];
        Economy.Failed[institution] = failed;
        Economy.Share[institution] = TLanes.One;
        if (Dynamics.IsCreditorOnly[institution] && TLanes.IsNone(failed))
        {
            _own[institution] = _unsold[institution] = Economy.Cash[institution] + Economy.Reserve[institution] + Economy.External[institution];
            return;
        }

        var standing = Economy.Standing[institution];
        var (network, due) = Cascade.Claims.Debts(institution, _period);
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

        var calls = CalledFrom(institution);
        Owed[institution] = Cascade.OutsideDebts(institution) + (standing * network) + calls + Economy.Bridge[institution];
        var dues = Economy.DueDeposits[institution] + Economy.DueClients[institution] + (standing * due);
        // Who is dark sends nothing today, and owes it tomorrow; what is called of a guarantee is collected.
        Due[institution] = (Economy.IsPunctual ? dues : dues * Economy.Sent[institution]) + calls;
        var (cash, reserve, external) = (Economy.Cash[institution], Economy.Reserve[institution], Economy.External[institution]);
        _own[institution] = cash + reserve + external;
        _unsold[institution] = _own[institution] - Owed[institution];
        _lack[institution] = Due[institution] - (cash + (_isReserveLiquid ? reserve : TLanes.Zero) + (Dynamics.HasIncome[institution] ? external : TLanes.Zero));
        if (LateLoans.Length > 0)
        {
            LateLoans[institution] = TLanes.Zero;
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

        var value = Economy.Standing[institution] * Economy.Share[institution];
        var isSame = Put(_value, institution, value);
        var sent = TLanes.One;
        if (!Economy.IsPunctual)
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
            isSame &= Put(_demandValue, ValueOf(institution), onDemand) & Put(_demandValue, CalledOf(institution), called);
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
        // Who stands and pays less is closed in order.
        _failedLoss[institution] = Economy.Standing[institution] - value;
        if (!Economy.IsPunctual)
        {
            _sentValue[institution] = TLanes.Select(failed, value, _sentValue[institution]);
        }

        if (_hasDemand)
        {
            var (onDemand, before) = (_demandValue[ValueOf(institution)], _demandValue[CalledOf(institution)]);
            var called = TLanes.Select(failed, onDemand, before);
            _demandValue[CalledOf(institution)] = called;
            if (_keptValue.Length > 0)
            {
                _keptValue[institution] = onDemand - called;
            }
        }
    }

    /// <summary>Fills the rooms of a part with what claims are worth, what of it is paid now, and what loans could be sold.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Gather(Part<TLanes> part)
    {
        var values = part.Room(0);
        var inflows = part.Room(1);
        var saleables = part.Room(2);
        var dueValue = Economy.IsPunctual ? _value : _sentValue;
        var isFar = Cascade.Claims.AreLoansFar(part, _value);
        for (var place = 0; place < values.Length; place++)
        {
            var institution = part[place];
            if (IsUnmoved(institution))
            {
                // Nobody reads its place in the rooms, where somebody else's numbers stand.
                continue;
            }

            if (isFar)
            {
                // What is read of it next.
                Prefetch.Line(ref _unsold[institution]);
                Prefetch.Line(ref _lack[institution]);
                Prefetch.Line(ref Economy.Failed[institution]);
                if (_market is not null)
                {
                    Prefetch.Line(ref Economy.Kept[institution]);
                }
            }

            var (value, inflow) = (Cascade.Claims.Loans(institution, _value, isFar), Cascade.Claims.Due(institution, dueValue));
            if (Economy.HasParted[institution])
            {
                var held = Economy.Held[institution];
                (value, inflow) = (held * value, held * inflow);
            }

            (values[place], inflows[place], saleables[place]) = (value, inflow, value - inflow);
        }

        if (_hasDemand)
        {
            if (Economy.IsHoarding)
            {
                GatherLent(part);
            }
            else if (Cascade.Claims.IsOnDemandFar(part, _value))
            {
                GatherOnDemand<Pull.Far>(part);
            }
            else
            {
                GatherOnDemand<Pull.Near>(part);
            }
        }

        if (_market is not null)
        {
            Appraise(part);
        }

        if (Cascade.Assigned is { IsAny: true } assigned)
        {
            for (var place = 0; place < values.Length; place++)
            {
                values[place] += assigned.PartsOf(part[place], _assignedValue!).Own;
                inflows[place] += assigned.PartsOf(part[place], _assignedInflow!).Own;
            }
        }

        if (_credit.Calls is { IsAny: true } called)
        {
            for (var place = 0; place < values.Length; place++)
            {
                var promised = called.Paid(part[place], Backed!);
                values[place] += promised;
                inflows[place] += promised;
            }
        }
    }

    /// <summary>What marketable assets come to at the prices of now.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Appraise(Part<TLanes> part)
    {
        var marketables = part.Room(3);
        for (var place = 0; place < marketables.Length; place++)
        {
            marketables[place] = Economy.Marketable(part[place]);
        }
    }

    /// <summary>The same for claims on demand.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void GatherOnDemand<TDistance>(Part<TLanes> part)
        where TDistance : struct, Pull.IDistance
    {
        var values = part.Room(0);
        var inflows = part.Room(1);
        var rows = Dynamics.OnDemand.Rows;
        ref var columns = ref MemoryMarshal.GetReference(rows.Column);
        ref var amounts = ref MemoryMarshal.GetReference(rows.Amount);
        ref var pairs = ref MemoryMarshal.GetReference(_demandValue.Span);
        for (var place = 0; place < values.Length; place++)
        {
            var institution = part[place];
            var (from, to) = (rows.Start[institution], rows.Start[institution + 1]);
            if (from < to)
            {
                Pull.Pair<TLanes, TDistance>(from, to, ref columns, ref amounts, ref pairs, out var value, out var called);
                if (Economy.HasParted[institution])
                {
                    var owned = Economy.Owned[institution];
                    (value, called) = (owned * value, owned * called);
                }

                values[place] += value;
                inflows[place] += called;
            }
        }
    }

    /// <summary>The same where some has been called back, and is now.</summary>
    private void GatherLent(Part<TLanes> part)
    {
        var values = part.Room(0);
        var inflows = part.Room(1);
        for (var place = 0; place < values.Length; place++)
        {
            var (value, called) = LentOnDemand(part[place]);
            values[place] += value;
            inflows[place] += called;
        }
    }

    private (TLanes Value, TLanes Called) LentOnDemand(int creditor)
    {
        var (rows, value, called) = (Dynamics.OnDemand.Rows, TLanes.Zero, TLanes.Zero);
        for (var claim = rows.Start[creditor]; claim < rows.Start[creditor + 1]; claim++)
        {
            var (debtor, amount, lent) = (rows.Column[claim], rows.Amount[claim], Economy.LentOwn[claim]);
            value += amount * (lent * _demandValue[ValueOf(debtor)]);
            called += amount * ((lent * _demandValue[CalledOf(debtor)]) + (Economy.Recalled[claim] * _keptValue[debtor]));
        }

        return (value, called);
    }

    /// <summary>Works out what institutions are worth and are paid once it is known who failed.</summary>
    private void Close(Part<TLanes> part)
    {
        var values = part.Room(0);
        var inflows = part.Room(1);
        for (var place = 0; place < values.Length; place++)
        {
            if (!IsUnmoved(part[place]))
            {
                Close(part[place], values[place], inflows[place]);
            }
        }
    }

    private void Close(int institution, TLanes value, TLanes inflow)
    {
        if (!Failed.Span.IsEmpty)
        {
            inflow += TakeFromFailed(institution);
        }

        if (_credit.Calls is { IsAny: true } called)
        {
            Economy.OutsideLoss[institution] += called.LostBySold(institution, Backed!);
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

    /// <summary>Adds up what the loans are worth and bring that pools have assigned to their lenders.</summary>
    private void AddUpAssigned()
    {
        if (Cascade.Assigned is { IsAny: true } assigned)
        {
            // Asked once, here: a set is listed by whoever asks first, and in a sweep several may.
            _hasFailed = !Failed.Span.IsEmpty;
            Sweep(Assigning, assigned.Pools, assigned.Pools.Length);
        }
    }

    private void AddUpAssigned(int pool)
    {
        var (claims, place) = (Cascade.Claims, Cascade.Assigned!.PlaceOf(pool));
        var share = Cascade.Assigned.Share[place];
        _assignedValue![place] = share * claims.Loans(pool, _value);
        _assignedInflow![place] = share * claims.Due(pool, Economy.IsPunctual ? _value : _sentValue);
        var (late, _, loss) = _hasFailed ? OfFailed(pool) : (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        (_assignedLate![place], _assignedLoss![place]) = (share * late, share * loss);
    }

    /// <summary>What who failed pays of loans that were not due yet; and what those outside lose who have an institution's claims, which it sold or
    /// left when it was wound up.</summary>
    private TLanes TakeFromFailed(int institution)
    {
        var (late, unsent, loss) = OfFailed(institution);
        var (held, others, bought) = (Economy.Held[institution], TLanes.Zero, TLanes.Zero);
        if (Cascade.Assigned is { IsAny: true } assigned)
        {
            others = assigned.PartsOf(institution, _assignedLate!).Own;
            bought = assigned.PartsOf(institution, _assignedLoss!).Outside;
        }

        Economy.OutsideLoss[institution] += ((TLanes.One - held) * loss) + bought + LostOnDemand(institution);
        late *= held;
        if (LateLoans.Length > 0)
        {
            LateLoans[institution] = late + (held * unsent);
        }

        return late + others;
    }

    /// <summary>What who failed pays of the loans that an institution once made: of those that were not due yet, and of those that were due and had not been sent; and what is
    /// lost on all of them.</summary>
    private (TLanes Late, TLanes Unsent, TLanes Loss) OfFailed(int institution)
    {
        var (late, unsent, loss) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var loans = Dynamics.Loans.Rows;
        for (var loan = loans.Start[institution]; loan < loans.Start[institution + 1]; loan++)
        {
            var debtor = loans.Column[loan];
            if (Failed.Has(debtor))
            {
                var owed = Cascade.Claims.IsOpen(debtor, Dynamics.Maturity[loan]) & TLanes.Of(loans.Amount[loan]);
                var paid = owed * _failedValue[debtor];
                late += Dynamics.Maturity[loan] > _period ? paid : TLanes.Zero;
                unsent += Dynamics.Maturity[loan] > _period || Economy.IsPunctual ? TLanes.Zero : TLanes.IsAtMost(Economy.Sent[debtor], TLanes.Zero) & paid;
                loss += owed * _failedLoss[debtor];
            }
        }

        return (late, unsent, loss);
    }

    private TLanes LostOnDemand(int institution)
    {
        var (rows, loss) = (Dynamics.OnDemand.Rows, TLanes.Zero);
        for (var entry = rows.Start[institution]; entry < rows.Start[institution + 1]; entry++)
        {
            var debtor = rows.Column[entry];
            if (Failed.Has(debtor))
            {
                loss += rows.Amount[entry] * (Economy.LentOf(entry) - Economy.OwnOf(institution, entry)) * (_failedLoss[debtor] * Economy.Left[debtor]);
            }
        }

        return loss;
    }

    private static int ValueOf(int debtor) => 2 * debtor;

    private static int CalledOf(int debtor) => (2 * debtor) + 1;

    /// <summary>Writes a signal; the mask of the lanes in which it says what it said before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Put(LaneArray<TLanes> signal, int entry, TLanes said)
    {
        ref var place = ref signal[entry];
        var isSame = TLanes.IsEqual(place, said);
        place = said;
        return isSame;
    }
}
