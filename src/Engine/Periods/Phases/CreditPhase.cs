using System.Runtime.InteropServices;
using Contagion.Model;

namespace Contagion.Engine;

/// <summary>P3: credit events are settled, and their losses go down the waterfall. What guarantors and platforms promise is due in P5.</summary>
internal sealed class CreditPhase<TLanes> : Phase<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Receiving = 0;

    private readonly Guarantees? _guarantees;
    private readonly LossLayer[] _order;
    private readonly ClaimSet _secured;
    private readonly LaneArray<TLanes> _settled;
    private readonly LaneArray<TLanes> _lost;
    private readonly LaneArray<TLanes> _settledOnDemand;
    private readonly LaneArray<TLanes> _lostOnDemand;
    private readonly LaneArray<TLanes> _faked;
    private readonly LaneArray<TLanes> _loss;
    private readonly LaneArray<TLanes> _rest;
    private readonly LaneArray<TLanes> _direct;
    private readonly LaneArray<TLanes> _layer;
    private readonly List<int> _touched = [];

    public CreditPhase(JointCascade<TLanes> cascade)
        : base(cascade)
    {
        var count = Dynamics.Network.Count;
        _guarantees = Dynamics.Guarantees;
        _order = [.. (Dynamics.Scenario.Policies.Waterfall ?? new Waterfall()).Order];
        _secured = Secured(Dynamics);
        (_settled, _lost, _faked) = (Economy.New(count, _ => 0), Economy.New(count, _ => 0), Economy.New(_secured.IsEmpty ? 0 : count, _ => 0));
        var onDemand = Dynamics.OnDemand.IsEmpty ? 0 : count;
        (_settledOnDemand, _lostOnDemand) = (Economy.New(onDemand, _ => 0), Economy.New(onDemand, _ => 0));
        var backings = _guarantees?.Backings.Length ?? 0;
        (_loss, _rest, _direct) = (Economy.New(backings, _ => 0), Economy.New(backings, _ => 0), Economy.New(backings, _ => 0));
        _layer = Economy.New(backings > 0 ? count : 0, _ => 0);
        (FundShare, GuarantorShare, PromisorShare) = (Economy.New(backings, _ => 0), Economy.New(backings, _ => 0), Economy.New(backings, _ => 0));
        Calls = Economy.New(backings > 0 ? count : 0, _ => 0);
    }

    /// <summary>Share of a backing's losses that reserve funds paid.</summary>
    public LaneArray<TLanes> FundShare { get; }

    /// <summary>Share of a backing's losses that its guarantor promised.</summary>
    public LaneArray<TLanes> GuarantorShare { get; }

    /// <summary>Share of a backing's losses that its platform promised.</summary>
    public LaneArray<TLanes> PromisorShare { get; }

    /// <summary>What each institution is called upon to pay for others.</summary>
    public LaneArray<TLanes> Calls { get; }

    /// <summary>Whether anybody is called upon in this period.</summary>
    public bool HasCalls { get; private set; }

    /// <summary>Institutions whose debts lost value in credit events of this period, or in the last one's clearing.</summary>
    public List<int> Touched => _touched;

    public override void Run(int period)
    {
        Forget();
        var struck = Cascade.Shocks.StruckList;
        Announce(struck);
        if (_touched.Count == 0)
        {
            return;
        }

        if (_guarantees is not null)
        {
            Call();
        }

        Sweep(Receiving, null, Dynamics.Network.Count);
        Settle(struck);
    }

    public override void Partition(int step, Part<TLanes> part, ref Tally<TLanes> tally)
    {
        for (var place = 0; place < part.Count; place++)
        {
            Receive(part[place]);
        }
    }

    private static ClaimSet Secured(JointDynamics dynamics)
    {
        if (dynamics.Security.Length == 0)
        {
            return new ClaimSet(new CompressedRows(new int[dynamics.Network.Count + 1], [], []), []);
        }

        var secured = ClaimSet.Of(dynamics.Claims, claim => dynamics.Security[claim] > 0);
        var amounts = Enumerable.Range(0, secured.Rows.Count).Select(entry => dynamics.Security[secured.PositionOf(entry)]);
        return new ClaimSet(new CompressedRows(secured.Rows.Start.ToArray(), secured.Rows.Column.ToArray(), [.. amounts]), []);
    }

    private void Forget()
    {
        foreach (var institution in _touched)
        {
            (_settled[institution], _lost[institution], Economy.LossShare[institution]) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
            if (_lostOnDemand.Length > 0)
            {
                (_settledOnDemand[institution], _lostOnDemand[institution]) = (TLanes.Zero, TLanes.Zero);
            }

            if (_faked.Length > 0)
            {
                _faked[institution] = TLanes.Zero;
            }
        }

        _touched.Clear();
        if (HasCalls)
        {
            Calls.Span.Clear();
            HasCalls = false;
        }
    }

    /// <summary>Says of each debtor what its creditors get and lose, as shares of what it once owed.</summary>
    private void Announce(List<int> struck)
    {
        foreach (var debtor in struck)
        {
            var share = Economy.Standing[debtor] * Cascade.Shocks.Struck[debtor];
            _settled[debtor] = share * Cascade.Shocks.Recovery[debtor];
            _lost[debtor] = share * (TLanes.One - Cascade.Shocks.Recovery[debtor]);
            Economy.LossShare[debtor] = _lost[debtor];
            if (_lostOnDemand.Length > 0)
            {
                _settledOnDemand[debtor] = _settled[debtor] * Economy.Left[debtor];
                _lostOnDemand[debtor] = _lost[debtor] * Economy.Left[debtor];
            }

            if (_faked.Length > 0)
            {
                _faked[debtor] = Cascade.Shocks.FakedSecurity.Length > 0 ? _lost[debtor] * Cascade.Shocks.FakedSecurity[debtor] : TLanes.Zero;
            }
        }

        _touched.AddRange(struck);
        foreach (var debtor in _guarantees is null ? [] : Cascade.UnpaidList)
        {
            Economy.LossShare[debtor] += Economy.Unpaid[debtor];
            Economy.Unpaid[debtor] = TLanes.Zero;
            _touched.Add(debtor);
        }

    }

    /// <summary>Splits the losses of every backing among the layers of the waterfall.</summary>
    private void Call()
    {
        var (guarantees, backings) = (_guarantees!, _guarantees!.Backings);
        var rows = guarantees.ByBacking;
        for (var backing = 0; backing < backings.Length; backing++)
        {
            var (from, to) = (rows.Start[backing], rows.Start[backing + 1]);
            var loss = Pull.Row(from, to, rows.Column, rows.Amount, (ReadOnlySpan<TLanes>)Economy.LossShare.Span);
            if (_faked.Length > 0)
            {
                loss += Pull.Row(from, to, rows.Column, guarantees.SecuredByBacking, (ReadOnlySpan<TLanes>)_faked.Span);
            }

            (_loss[backing], _rest[backing]) = (loss, TLanes.One);
            // What failed in the last clearing was no shock.
            _direct[backing] = Cascade.HasUnpaid ? Pull.Row(from, to, rows.Column, rows.Amount, (ReadOnlySpan<TLanes>)_lost.Span) : loss;
            (FundShare[backing], GuarantorShare[backing], PromisorShare[backing]) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        }

        foreach (var layer in _order)
        {
            switch (layer)
            {
                case LossLayer.ReserveFund:
                    Take(one => one.Fund, FundShare, platform => Economy.Reserve[platform], PayFromReserve);
                    break;
                case LossLayer.Guarantor:
                    Take(one => one.Guarantor, GuarantorShare, Limit, (guarantor, called) => Promise(guarantor, called, Economy.GuarantorCalled));
                    break;
                case LossLayer.Platform:
                    Take(one => one.Promisor, PromisorShare, _ => TLanes.Of(double.PositiveInfinity), (platform, called) => Promise(platform, called, Economy.PlatformCalled));
                    break;
            }
        }

        HasCalls = true;
    }

    private void PayFromReserve(int platform, TLanes paid)
    {
        Economy.Reserve[platform] -= paid;
        Economy.ReservePaid[platform] += paid;
    }

    private void Promise(int promisor, TLanes called, LaneArray<TLanes> book)
    {
        Calls[promisor] += called;
        book[promisor] += called;
    }

    private TLanes Limit(int guarantor)
    {
        var limit = Dynamics.Network.GuaranteeLimit;
        return limit.IsEmpty || double.IsNaN(limit[guarantor])
            ? TLanes.Of(double.PositiveInfinity)
            : TLanes.Max(TLanes.Zero, TLanes.Of(limit[guarantor]) - Economy.GuarantorCalled[guarantor]);
    }

    /// <summary>One layer: each payer covers what is left of all losses that it stands behind, all alike where it cannot cover them in full.</summary>
    private void Take(Func<Backing, int> payerOf, LaneArray<TLanes> share, Func<int, TLanes> capacityOf, Action<int, TLanes> pay)
    {
        var backings = _guarantees!.Backings;
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
            var isStruck = Cascade.Shocks.Struck.Length > 0 ? TLanes.IsAtMost(TLanes.One, Cascade.Shocks.Struck[payer]) : TLanes.Zero;
            var paid = TLanes.Min(_layer[payer], ~(Economy.Closed[payer] | isStruck) & capacityOf(payer));
            var isAny = TLanes.IsBelow(TLanes.Zero, _layer[payer]);
            var covered = TLanes.Select(isAny, paid / TLanes.Select(isAny, _layer[payer], TLanes.One), TLanes.Zero);
            for (var backing = 0; backing < backings.Length; backing++)
            {
                if (payerOf(backings[backing]) == payer)
                {
                    share[backing] = _rest[backing] * covered;
                    _rest[backing] -= share[backing];
                    // Promises honoured are what the first round costs.
                    Economy.Direct[payer] += share[backing] * _direct[backing];
                }
            }

            pay(payer, paid);
            _layer[payer] = TLanes.Zero;
        }
    }

    /// <summary>What a creditor is paid at once, and what it loses when every promise is honoured.</summary>
    private void Receive(int creditor)
    {
        var claims = Cascade.Claims;
        var (got, gone) = (claims.Undated(creditor, _settled), claims.Undated(creditor, _lost));
        if (!Dynamics.Dated.IsEmpty)
        {
            got += claims.Dated(creditor, _settled);
            gone += claims.Dated(creditor, _lost);
        }

        if (!Dynamics.OnDemand.IsEmpty)
        {
            got += Economy.Lent[creditor] * claims.OnDemand(creditor, _settledOnDemand);
            gone += Economy.Lent[creditor] * claims.OnDemand(creditor, _lostOnDemand);
        }

        if (!_secured.IsEmpty)
        {
            // The collateral is sold, as far as it exists.
            var saved = Of(_secured, _lost, creditor) - Of(_secured, _faked, creditor);
            got += saved;
            gone -= saved;
        }

        var (paid, honoured) = HasCalls ? Covered(creditor) : (TLanes.Zero, TLanes.Zero);
        var held = Economy.Held[creditor];
        Economy.Cash[creditor] += held * (got + paid);
        Economy.CreditLoss[creditor] += gone;
        Economy.Direct[creditor] += held * (gone - honoured);
        // Who bought the claims bears their losses and gets what is paid for them.
        Economy.OutsideLoss[creditor] += (TLanes.One - held) * (gone - paid);
    }

    /// <summary>What reserve funds pay a creditor now, and what it gets in all for this period's credit events when every promise is honoured.</summary>
    private (TLanes Paid, TLanes Honoured) Covered(int creditor)
    {
        var rows = _guarantees!.Rows;
        var (paid, honoured) = (TLanes.Zero, TLanes.Zero);
        for (var entry = rows.Start[creditor]; entry < rows.Start[creditor + 1]; entry++)
        {
            var (backing, debtor, amount) = (_guarantees.BackingOf[entry], rows.Column[entry], TLanes.Of(rows.Amount[entry]));
            var faked = _faked.Length > 0 ? TLanes.Of(_guarantees.Secured[entry]) * _faked[debtor] : TLanes.Zero;
            paid += ((amount * Economy.LossShare[debtor]) + faked) * FundShare[backing];
            honoured += ((amount * _lost[debtor]) + faked) * (FundShare[backing] + GuarantorShare[backing] + PromisorShare[backing]);
        }

        return (paid, honoured);
    }

    /// <summary>What a creditor gets of promises at what promisors pay of their debts, by backing.</summary>
    public TLanes Promised(int creditor, LaneArray<TLanes> paidShare)
    {
        var rows = _guarantees!.Rows;
        var sum = TLanes.Zero;
        for (var entry = rows.Start[creditor]; entry < rows.Start[creditor + 1]; entry++)
        {
            var loss = TLanes.Of(rows.Amount[entry]) * Economy.LossShare[rows.Column[entry]];
            if (_faked.Length > 0)
            {
                loss += TLanes.Of(_guarantees.Secured[entry]) * _faked[rows.Column[entry]];
            }

            sum += loss * paidShare[_guarantees.BackingOf[entry]];
        }

        return sum;
    }

    /// <summary>What is paid of the losses of each backing beyond what reserve funds paid.</summary>
    public void Pay(LaneArray<TLanes> paidShare)
    {
        var backings = _guarantees!.Backings;
        for (var backing = 0; backing < backings.Length; backing++)
        {
            var (_, guarantor, promisor, _) = backings[backing];
            var fromGuarantor = guarantor < 0 ? TLanes.Zero : GuarantorShare[backing] * Economy.Share[guarantor];
            paidShare[backing] = fromGuarantor + (promisor < 0 ? TLanes.Zero : PromisorShare[backing] * Economy.Share[promisor]);
        }
    }

    /// <summary>The debts that were struck are gone; who was struck as a whole is wound up.</summary>
    private void Settle(List<int> struck)
    {
        foreach (var debtor in CollectionsMarshal.AsSpan(struck))
        {
            var share = Cascade.Shocks.Struck[debtor];
            var isWhole = TLanes.IsAtMost(TLanes.One, share) & ~Economy.Closed[debtor];
            var owed = TLanes.Of(Dynamics.UndatedDebt[debtor]) + Cascade.Claims.DatedDebt(debtor, -1).All + (Economy.Left[debtor] * Economy.LentTo(debtor));
            Economy.Paid[debtor] -= _lost[debtor] * owed;
            Economy.Standing[debtor] -= Economy.Standing[debtor] * share;
            Cascade.Shocks.Struck[debtor] = TLanes.Zero;
            Cascade.WindUp(debtor, isWhole);
        }
    }

    private static TLanes Of(ClaimSet claims, LaneArray<TLanes> signal, int creditor) =>
        Pull.Row(claims.Rows.Start[creditor], claims.Rows.Start[creditor + 1], claims.Rows.Column, claims.Rows.Amount, (ReadOnlySpan<TLanes>)signal.Span);
}
