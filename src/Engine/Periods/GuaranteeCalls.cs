using Contagion.Model;

namespace Contagion.Engine;

/// <summary>The losses of a period that somebody stands behind, on their way down the waterfall: what reserve funds pay at once, and what guarantors and platforms promise.</summary>
/// <remarks>Losses of this period's credit events, and of debtors that failed in the last one's clearing. Loans with the same backing share its layers alike.</remarks>
internal sealed class GuaranteeCalls<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly JointCascade<TLanes> _cascade;
    private readonly CreditPhase<TLanes> _credit;
    private readonly Economy<TLanes> _economy;
    private readonly Guarantees _guarantees;
    private readonly Layer[] _layers;
    private readonly Layer[] _usualLayers;
    private readonly Waterfall? _waterfall;
    private Layer[] _order = [];
    private readonly LaneArray<TLanes> _lost;
    private readonly LaneArray<TLanes> _faked;
    private readonly LaneArray<TLanes> _unpaid;
    private readonly LaneArray<TLanes> _loss;
    private readonly LaneArray<TLanes> _rest;
    private readonly LaneArray<TLanes> _direct;
    private readonly LaneArray<TLanes> _guarantorShare;
    private readonly LaneArray<TLanes> _promisorShare;
    private readonly BackedShares<TLanes> _promised;
    private readonly InstitutionSet _failed;

    /// <param name="cascade">The cascade.</param>
    /// <param name="credit">Knows who was struck, and who hears of it.</param>
    /// <param name="lost">Share of each institution's original debts that creditors lost in credit events.</param>
    /// <param name="faked">The same of what collateral secures; empty when there is none.</param>
    public GuaranteeCalls(JointCascade<TLanes> cascade, CreditPhase<TLanes> credit, LaneArray<TLanes> lost, LaneArray<TLanes> faked)
    {
        (_cascade, _credit, _economy, _lost, _faked) = (cascade, credit, cascade.Economy, lost, faked);
        _guarantees = _economy.Dynamics.Guarantees!;
        var (count, backings) = (_economy.Dynamics.Network.Count, _guarantees.Backings.Length);
        LaneArray<TLanes> OfBackings() => _economy.New(backings, _ => 0);
        (_loss, _rest, _direct) = (OfBackings(), OfBackings(), OfBackings());
        (FundShare, _guarantorShare, _promisorShare, _promised) = (NewShares(), OfBackings(), OfBackings(), NewShares());
        (_unpaid, Called) = (_economy.New(count, _ => 0), _economy.New(count, _ => 0));
        _failed = new InstitutionSet(count);
        _waterfall = _economy.Dynamics.Scenario.Policies.Waterfall;
        _usualLayers = [.. new Waterfall().Order.Select(LayerOf).OfType<Layer>()];
        _layers = _waterfall is null ? _usualLayers : [.. _waterfall.Order.Select(LayerOf).OfType<Layer>()];
    }

    /// <summary>Whether anybody is called upon in this period.</summary>
    public bool IsAny { get; private set; }

    /// <summary>Whether the industry's fund is a layer of the waterfall.</summary>
    public bool HasFund { get; private set; }

    /// <summary>Share of a backing's losses that reserve funds paid.</summary>
    public BackedShares<TLanes> FundShare { get; }

    /// <summary>What each institution is called upon to pay for others.</summary>
    public LaneArray<TLanes> Called { get; }

    /// <summary>Forgets everything; called before a replication starts.</summary>
    public void Begin()
    {
        IsAny = false;
        _failed.Clear();
    }

    /// <summary>Splits the losses of every backing among the layers of the waterfall.</summary>
    /// <param name="period">The period.</param>
    public void Call(int period)
    {
        Forget();
        var isOrdered = _waterfall is not null && _economy.Dynamics.Calendar.IsInForce("waterfall", 0, period);
        (_order, HasFund) = (isOrdered ? _layers : _usualLayers, !isOrdered || _waterfall!.Order.Contains(LossLayer.GuaranteeFund));
        IsAny = !_credit.Struck.Span.IsEmpty || !_failed.Span.IsEmpty;
        if (!IsAny)
        {
            return;
        }

        AddUp();
        foreach (var layer in _order)
        {
            Take(layer);
        }

        for (var backing = 0; backing < _guarantees.Backings.Length; backing++)
        {
            _promised.OfBacking[backing] = _guarantorShare[backing] + _promisorShare[backing];
        }

        AddUpPools(FundShare);
        AddUpPools(_promised);
    }

    /// <summary>Room for what somebody pays of the losses of each backing.</summary>
    public BackedShares<TLanes> NewShares() => new(_economy.New(_guarantees.Backings.Length, _ => 0), _cascade.Assigned?.NewSums(), _cascade.Assigned?.NewSums());

    /// <summary>Adds up what shares of the losses come to on loans that pools have assigned; called once shares have changed.</summary>
    public void AddUpPools(BackedShares<TLanes> shares)
    {
        if (_cascade.Assigned is not { IsAny: true } assigned)
        {
            return;
        }

        for (var place = 0; place < assigned.Pools.Length; place++)
        {
            var (events, failures) = Covered(assigned.Pools[place], shares.OfBacking);
            shares.EventsOfPool![place] = assigned.Share[place] * events;
            shares.OfPool![place] = shares.EventsOfPool[place] + (assigned.ShareBefore[place] * failures);
        }
    }

    /// <summary>Gives a creditor, and who bought its loans, what reserve funds pay; promises count as honoured so far.</summary>
    public void Receive(int creditor)
    {
        if (!IsAny)
        {
            return;
        }

        var (fromFund, promised) = (Of(creditor, FundShare), Of(creditor, _promised));
        _economy.Cash[creditor] += fromFund.Own;
        _economy.OutsideLoss[creditor] -= fromFund.Sold + promised.Sold;
        _economy.Direct[creditor] -= fromFund.OwnEvents + promised.OwnEvents;
    }

    /// <summary>What a creditor gets of promises.</summary>
    /// <param name="creditor">The creditor.</param>
    /// <param name="paidShare">What is paid of the losses of each backing.</param>
    public TLanes Paid(int creditor, BackedShares<TLanes> paidShare) => _credit.Affected.Has(creditor) ? Of(creditor, paidShare).Own : TLanes.Zero;

    /// <summary>What a creditor gets if every promise is honoured.</summary>
    public TLanes Promised(int creditor) => Paid(creditor, _promised);

    /// <summary>What those who bought a creditor's loans do not get of promises.</summary>
    /// <inheritdoc cref="Paid"/>
    public TLanes LostBySold(int creditor, BackedShares<TLanes> paidShare) =>
        _credit.Affected.Has(creditor) ? Of(creditor, _promised).Sold - Of(creditor, paidShare).Sold : TLanes.Zero;

    /// <summary>Works out what is paid of the losses of each backing beyond what reserve funds paid; true when that has changed.</summary>
    public bool Pay(BackedShares<TLanes> paidShare)
    {
        var (backings, paidBefore, isChanged) = (_guarantees.Backings, paidShare.OfBacking, false);
        for (var backing = 0; backing < backings.Length; backing++)
        {
            var (_, guarantor, promisor, _) = backings[backing];
            var fromGuarantor = guarantor < 0 ? TLanes.Zero : _guarantorShare[backing] * _economy.Share[guarantor];
            var paid = fromGuarantor + (promisor < 0 ? TLanes.Zero : _promisorShare[backing] * _economy.Share[promisor]);
            isChanged |= !TLanes.IsNone(~TLanes.IsEqual(paidBefore[backing], paid));
            paidBefore[backing] = paid;
        }

        AddUpPools(paidShare);
        return isChanged;
    }

    private void Forget()
    {
        foreach (var debtor in _failed.Span)
        {
            _unpaid[debtor] = TLanes.Zero;
        }

        foreach (var layer in IsAny ? _order : [])
        {
            foreach (var (payer, _) in layer.Payers)
            {
                Called[payer] = TLanes.Zero;
                _cascade.Awake.Wake(payer);
            }
        }

        _failed.Clear();
        foreach (var debtor in _cascade.UnpaidList)
        {
            (_unpaid[debtor], _economy.Unpaid[debtor]) = (_economy.Unpaid[debtor], TLanes.Zero);
            _failed.Add(debtor);
            _credit.Affect(debtor);
        }
    }

    /// <summary>Adds up what is lost on all loans of each backing, and what of it in credit events.</summary>
    private void AddUp()
    {
        foreach (var book in (ReadOnlySpan<LaneArray<TLanes>>)[_loss, _direct, FundShare.OfBacking, _guarantorShare, _promisorShare])
        {
            book.Span.Clear();
        }

        _rest.Span.Fill(TLanes.One);
        foreach (var debtor in _credit.Struck.Span)
        {
            foreach (var entry in _guarantees.EntriesOf(debtor))
            {
                _direct[_guarantees.BackingOf[entry]] += LossOfEvent(debtor, entry);
            }
        }

        foreach (var debtor in _failed.Span)
        {
            foreach (var entry in _guarantees.EntriesOf(debtor))
            {
                _loss[_guarantees.BackingOf[entry]] += LossOfFailure(debtor, entry);
            }
        }

        for (var backing = 0; backing < _guarantees.Backings.Length; backing++)
        {
            _loss[backing] += _direct[backing];
        }
    }

    /// <summary>What is lost on a loan in a credit event: only what is not secured, or not by anything that exists.</summary>
    private TLanes LossOfEvent(int debtor, int entry)
    {
        var lost = _guarantees.Rows.Amount[entry] * _lost[debtor];
        if (_faked.Length > 0)
        {
            lost += _guarantees.Secured[entry] * _faked[debtor];
        }

        return _cascade.Claims.IsOpen(debtor, _guarantees.Maturity[entry]) & lost;
    }

    /// <summary>What was lost on a loan in the last clearing, where all debts share alike.</summary>
    private TLanes LossOfFailure(int debtor, int entry) =>
        _cascade.Claims.WasOpen(debtor, _guarantees.Maturity[entry]) & ((_guarantees.Rows.Amount[entry] + _guarantees.Secured[entry]) * _unpaid[debtor]);

    /// <summary>A share of the losses on a creditor's loans: on what it owns, on what it sold, and of what it owns on those of credit events.</summary>
    private (TLanes Own, TLanes Sold, TLanes OwnEvents) Of(int creditor, BackedShares<TLanes> shares)
    {
        var (events, failures) = Covered(creditor, shares.OfBacking);
        var ownEvents = _economy.Held[creditor] * events;
        var own = ownEvents + (_economy.HeldBefore[creditor] * failures);
        var sold = events + failures - own;
        if (_cascade.Assigned is { IsAny: true } assigned)
        {
            var (part, bought) = assigned.PartsOf(creditor, shares.OfPool!);
            sold += bought;
            own += part;
            ownEvents += assigned.PartsOf(creditor, shares.EventsOfPool!).Own;
        }

        return (own, sold, ownEvents);
    }

    /// <summary>A share of the losses on all loans that a creditor once made, in credit events and in the last clearing.</summary>
    private (TLanes Events, TLanes Failures) Covered(int creditor, LaneArray<TLanes> shareOfBacking)
    {
        var rows = _guarantees.Rows;
        var (events, failures) = (TLanes.Zero, TLanes.Zero);
        for (var entry = rows.Start[creditor]; entry < rows.Start[creditor + 1]; entry++)
        {
            var debtor = rows.Column[entry];
            if (_credit.Struck.Has(debtor))
            {
                events += LossOfEvent(debtor, entry) * shareOfBacking[_guarantees.BackingOf[entry]];
            }

            if (_failed.Has(debtor))
            {
                failures += LossOfFailure(debtor, entry) * shareOfBacking[_guarantees.BackingOf[entry]];
            }
        }

        return (events, failures);
    }

    /// <summary>One layer: each payer covers what is left of all losses that it stands behind, all alike where it cannot cover them in full.</summary>
    private void Take(Layer layer)
    {
        foreach (var (payer, backings) in layer.Payers)
        {
            var asked = TLanes.Zero;
            foreach (var backing in backings)
            {
                asked += _rest[backing] * _loss[backing];
            }

            // Who is wound up, or is about to be, promises nothing any more.
            var struck = _cascade.Shocks.Struck;
            var isStruck = struck.Length > 0 ? TLanes.IsAtMost(TLanes.One, struck[payer]) : TLanes.Zero;
            var paid = TLanes.Min(asked, ~(_economy.Closed[payer] | isStruck) & CapacityOf(layer.Kind, payer));
            var covered = Ratio.Of(paid, asked, TLanes.Zero);
            foreach (var backing in backings)
            {
                var share = _rest[backing] * covered;
                layer.Share[backing] = share;
                _rest[backing] -= share;
                // Promises honoured are what the first round costs; what failed in the last clearing was no shock.
                _economy.Direct[payer] += share * _direct[backing];
            }

            Pay(layer.Kind, payer, paid);
            _cascade.Awake.Wake(payer);
        }
    }

    private Layer? LayerOf(LossLayer kind)
    {
        Func<Backing, int>? payerOf = kind switch
        {
            LossLayer.ReserveFund => one => one.Fund,
            LossLayer.Guarantor => one => one.Guarantor,
            LossLayer.Platform => one => one.Promisor,
            _ => null,
        };
        var share = kind switch
        {
            LossLayer.ReserveFund => FundShare.OfBacking,
            LossLayer.Guarantor => _guarantorShare,
            _ => _promisorShare,
        };
        return payerOf is null ? null : new Layer(kind, share, [.. Enumerable.Range(0, _guarantees.Backings.Length)
            .Where(backing => payerOf(_guarantees.Backings[backing]) >= 0)
            .GroupBy(backing => payerOf(_guarantees.Backings[backing]))
            .OrderBy(payer => payer.Key)
            .Select(payer => (payer.Key, payer.ToArray()))]);
    }

    private TLanes CapacityOf(LossLayer kind, int payer) => kind switch
    {
        LossLayer.ReserveFund => _economy.Reserve[payer],
        LossLayer.Guarantor => Limit(payer),
        _ => TLanes.Of(double.PositiveInfinity),
    };

    private void Pay(LossLayer kind, int payer, TLanes paid)
    {
        if (kind == LossLayer.ReserveFund)
        {
            _economy.Reserve[payer] -= paid;
            _economy.ReservePaid[payer] += paid;
            return;
        }

        Called[payer] += paid;
        (kind == LossLayer.Guarantor ? _economy.GuarantorCalled : _economy.PlatformCalled)[payer] += paid;
    }

    /// <summary>What a guarantor still stands for: its limit holds for all periods together.</summary>
    private TLanes Limit(int guarantor)
    {
        var limit = Column.Of(_economy.Dynamics.Network.GuaranteeLimit, guarantor, double.PositiveInfinity);
        return TLanes.Max(TLanes.Zero, TLanes.Of(limit) - _economy.GuarantorCalled[guarantor]);
    }

    /// <summary>A layer of the waterfall.</summary>
    /// <param name="Kind">Which.</param>
    /// <param name="Share">What it pays of each backing's losses.</param>
    /// <param name="Payers">Who pays in it, ascending, and the backings that each stands behind.</param>
    private sealed record Layer(LossLayer Kind, LaneArray<TLanes> Share, (int Payer, int[] Backings)[] Payers);
}
