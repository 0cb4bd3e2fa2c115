using Contagion.Model;

namespace Contagion.Engine;

/// <summary>The losses of a period that somebody stands behind, on their way down the waterfall: what reserve funds pay at once, and what guarantors and platforms promise.</summary>
/// <remarks>Losses of this period's credit events, and of debtors that failed in the last one's clearing. Loans with the same backing share its layers alike.</remarks>
internal sealed class GuaranteeCalls<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly JointCascade<TLanes> _cascade;
    private readonly Economy<TLanes> _economy;
    private readonly Guarantees _guarantees;
    private readonly IReadOnlyList<LossLayer> _order;
    private readonly LaneArray<TLanes> _lost;
    private readonly LaneArray<TLanes> _faked;
    private readonly LaneArray<TLanes> _unpaid;
    private readonly LaneArray<TLanes> _loss;
    private readonly LaneArray<TLanes> _rest;
    private readonly LaneArray<TLanes> _direct;
    private readonly LaneArray<TLanes> _layer;
    private readonly LaneArray<TLanes> _guarantorShare;
    private readonly LaneArray<TLanes> _promisorShare;
    private readonly LaneArray<TLanes> _promised;
    private readonly List<int> _unpaidList = [];

    /// <param name="cascade">The cascade.</param>
    /// <param name="lost">Share of each institution's original debts that creditors lost in credit events.</param>
    /// <param name="faked">The same of what collateral secures; empty when there is none.</param>
    public GuaranteeCalls(JointCascade<TLanes> cascade, LaneArray<TLanes> lost, LaneArray<TLanes> faked)
    {
        (_cascade, _economy, _lost, _faked) = (cascade, cascade.Economy, lost, faked);
        _guarantees = _economy.Dynamics.Guarantees!;
        _order = (_economy.Dynamics.Scenario.Policies.Waterfall ?? new Waterfall()).Order;
        var (count, backings) = (_economy.Dynamics.Network.Count, _guarantees.Backings.Length);
        LaneArray<TLanes> OfBackings() => _economy.New(backings, _ => 0);
        (_loss, _rest, _direct) = (OfBackings(), OfBackings(), OfBackings());
        (FundShare, _guarantorShare, _promisorShare, _promised) = (OfBackings(), OfBackings(), OfBackings(), OfBackings());
        (_unpaid, _layer, Called) = (_economy.New(count, _ => 0), _economy.New(count, _ => 0), _economy.New(count, _ => 0));
    }

    /// <summary>Whether anybody is called upon in this period.</summary>
    public bool IsAny { get; private set; }

    /// <summary>Share of a backing's losses that reserve funds paid.</summary>
    public LaneArray<TLanes> FundShare { get; }

    /// <summary>What each institution is called upon to pay for others.</summary>
    public LaneArray<TLanes> Called { get; }

    /// <summary>Splits the losses of every backing among the layers of the waterfall.</summary>
    /// <param name="hasEvents">Whether there are credit events in this period.</param>
    public void Call(bool hasEvents)
    {
        Forget();
        IsAny = hasEvents || _unpaidList.Count > 0;
        for (var backing = 0; IsAny && backing < _guarantees.Backings.Length; backing++)
        {
            (_loss[backing], _direct[backing]) = LossOf(backing);
            (_rest[backing], FundShare[backing], _guarantorShare[backing], _promisorShare[backing]) = (TLanes.One, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        }

        foreach (var layer in IsAny ? _order : [])
        {
            switch (layer)
            {
                case LossLayer.ReserveFund:
                    Take(one => one.Fund, FundShare, platform => _economy.Reserve[platform], PayFromReserve);
                    break;
                case LossLayer.Guarantor:
                    Take(one => one.Guarantor, _guarantorShare, Limit, (guarantor, called) => Promise(guarantor, called, _economy.GuarantorCalled));
                    break;
                case LossLayer.Platform:
                    Take(one => one.Promisor, _promisorShare, _ => TLanes.Of(double.PositiveInfinity), (platform, called) => Promise(platform, called, _economy.PlatformCalled));
                    break;
            }
        }

        for (var backing = 0; IsAny && backing < _guarantees.Backings.Length; backing++)
        {
            _promised[backing] = _guarantorShare[backing] + _promisorShare[backing];
        }
    }

    /// <summary>Gives a creditor, and who bought its loans, what reserve funds pay; promises count as honoured so far.</summary>
    public void Receive(int creditor)
    {
        if (!IsAny)
        {
            return;
        }

        var (own, sold) = Of(creditor, FundShare);
        _economy.Cash[creditor] += own;
        _economy.OutsideLoss[creditor] -= sold + Of(creditor, _promised).Sold;
        _economy.Direct[creditor] -= Honoured(creditor);
    }

    /// <summary>What a creditor gets of promises.</summary>
    /// <param name="creditor">The creditor.</param>
    /// <param name="paidShare">What is paid of the losses of each backing.</param>
    public TLanes Paid(int creditor, LaneArray<TLanes> paidShare) => Of(creditor, paidShare).Own;

    /// <summary>What those who bought a creditor's loans do not get of promises.</summary>
    /// <inheritdoc cref="Paid"/>
    public TLanes LostBySold(int creditor, LaneArray<TLanes> paidShare) => Of(creditor, _promised).Sold - Of(creditor, paidShare).Sold;

    /// <summary>What is paid of the losses of each backing beyond what reserve funds paid.</summary>
    public void Pay(LaneArray<TLanes> paidShare)
    {
        var backings = _guarantees.Backings;
        for (var backing = 0; backing < backings.Length; backing++)
        {
            var (_, guarantor, promisor, _) = backings[backing];
            var fromGuarantor = guarantor < 0 ? TLanes.Zero : _guarantorShare[backing] * _economy.Share[guarantor];
            paidShare[backing] = fromGuarantor + (promisor < 0 ? TLanes.Zero : _promisorShare[backing] * _economy.Share[promisor]);
        }
    }

    private void Forget()
    {
        foreach (var debtor in _unpaidList)
        {
            _unpaid[debtor] = TLanes.Zero;
        }

        if (IsAny)
        {
            Called.Span.Clear();
        }

        _unpaidList.Clear();
        _unpaidList.AddRange(_cascade.UnpaidList);
        foreach (var debtor in _unpaidList)
        {
            (_unpaid[debtor], _economy.Unpaid[debtor]) = (_economy.Unpaid[debtor], TLanes.Zero);
        }
    }

    /// <summary>What is lost on all loans of a backing, and what of it in credit events.</summary>
    private (TLanes Loss, TLanes Direct) LossOf(int backing)
    {
        var rows = _guarantees.ByBacking;
        var (events, failures) = (TLanes.Zero, TLanes.Zero);
        for (var entry = rows.Start[backing]; entry < rows.Start[backing + 1]; entry++)
        {
            var (lost, unpaid) = LossOf(rows.Column[entry], rows.Amount[entry], _guarantees.SecuredByBacking[entry], _guarantees.MaturityByBacking[entry]);
            (events, failures) = (events + lost, failures + unpaid);
        }

        return (events + failures, events);
    }

    /// <summary>What is lost on a loan in a credit event, where only what is not secured is lost, and in clearing, where all debts share alike.</summary>
    private (TLanes Event, TLanes Failure) LossOf(int debtor, double open, double secured, int maturity)
    {
        var isOpen = _cascade.Claims.IsOpen(debtor, maturity);
        var lost = TLanes.Of(open) * _lost[debtor];
        if (_faked.Length > 0)
        {
            lost += TLanes.Of(secured) * _faked[debtor];
        }

        return (isOpen & lost, isOpen & (TLanes.Of(open + secured) * _unpaid[debtor]));
    }

    /// <summary>A share of the losses on a creditor's loans: on what it owns, and on what it sold.</summary>
    private (TLanes Own, TLanes Sold) Of(int creditor, LaneArray<TLanes> shareOfBacking)
    {
        var rows = _guarantees.Rows;
        var (events, failures) = (TLanes.Zero, TLanes.Zero);
        for (var entry = rows.Start[creditor]; entry < rows.Start[creditor + 1]; entry++)
        {
            var (lost, unpaid) = LossOf(rows.Column[entry], rows.Amount[entry], _guarantees.Secured[entry], _guarantees.Maturity[entry]);
            var share = shareOfBacking[_guarantees.BackingOf[entry]];
            (events, failures) = (events + (lost * share), failures + (unpaid * share));
        }

        var own = (_economy.Held[creditor] * events) + (_economy.HeldBefore[creditor] * failures);
        return (own, events + failures - own);
    }

    /// <summary>What a creditor gets back of the losses of credit events on its own loans if every promise is honoured.</summary>
    private TLanes Honoured(int creditor)
    {
        var rows = _guarantees.Rows;
        var sum = TLanes.Zero;
        for (var entry = rows.Start[creditor]; entry < rows.Start[creditor + 1]; entry++)
        {
            var backing = _guarantees.BackingOf[entry];
            var (lost, _) = LossOf(rows.Column[entry], rows.Amount[entry], _guarantees.Secured[entry], _guarantees.Maturity[entry]);
            sum += lost * (FundShare[backing] + _promised[backing]);
        }

        return _economy.Held[creditor] * sum;
    }

    private void PayFromReserve(int platform, TLanes paid)
    {
        _economy.Reserve[platform] -= paid;
        _economy.ReservePaid[platform] += paid;
    }

    private void Promise(int promisor, TLanes called, LaneArray<TLanes> book)
    {
        Called[promisor] += called;
        book[promisor] += called;
    }

    /// <summary>What a guarantor still stands for: its limit holds for all periods together.</summary>
    private TLanes Limit(int guarantor)
    {
        var limit = _economy.Dynamics.Network.GuaranteeLimit;
        return limit.IsEmpty || double.IsNaN(limit[guarantor])
            ? TLanes.Of(double.PositiveInfinity)
            : TLanes.Max(TLanes.Zero, TLanes.Of(limit[guarantor]) - _economy.GuarantorCalled[guarantor]);
    }

    /// <summary>One layer: each payer covers what is left of all losses that it stands behind, all alike where it cannot cover them in full.</summary>
    private void Take(Func<Backing, int> payerOf, LaneArray<TLanes> share, Func<int, TLanes> capacityOf, Action<int, TLanes> pay)
    {
        var backings = _guarantees.Backings;
        var payers = new SortedSet<int>(backings.Select(payerOf).Where(payer => payer >= 0));
        for (var backing = 0; backing < backings.Length; backing++)
        {
            if (payerOf(backings[backing]) is >= 0 and var payer)
            {
                _layer[payer] += _rest[backing] * _loss[backing];
            }
        }

        foreach (var payer in payers)
        {
            // Who is wound up, or is about to be, promises nothing any more.
            var struck = _cascade.Shocks.Struck;
            var isStruck = struck.Length > 0 ? TLanes.IsAtMost(TLanes.One, struck[payer]) : TLanes.Zero;
            var paid = TLanes.Min(_layer[payer], ~(_economy.Closed[payer] | isStruck) & capacityOf(payer));
            var isAny = TLanes.IsBelow(TLanes.Zero, _layer[payer]);
            var covered = TLanes.Select(isAny, paid / TLanes.Select(isAny, _layer[payer], TLanes.One), TLanes.Zero);
            for (var backing = 0; backing < backings.Length; backing++)
            {
                if (payerOf(backings[backing]) == payer)
                {
                    share[backing] = _rest[backing] * covered;
                    _rest[backing] -= share[backing];
                    // Promises honoured are what the first round costs; what failed in the last clearing was no shock.
                    _economy.Direct[payer] += share[backing] * _direct[backing];
                }
            }

            pay(payer, paid);
            _layer[payer] = TLanes.Zero;
        }
    }
}
