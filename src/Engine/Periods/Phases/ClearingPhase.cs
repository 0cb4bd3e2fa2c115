using System.Runtime.CompilerServices;
using Contagion.Model;

namespace Contagion.Engine;

/// <summary>P5: payments, prices and bridging loans together, swept down from "everybody pays, nothing is sold" to their greatest fixed point.</summary>
/// <remarks><c>models.md</c> 2.8. The map is monotone: lower payments or prices only ever lower payments and prices further.</remarks>
internal sealed class ClearingPhase<TLanes> : Phase<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Preparing = 0;
    private const int Paying = 1;
    private const int Publishing = 2;
    private const int Closing = 3;

    private readonly CreditPhase<TLanes> _credit;
    private readonly AssetMarket<TLanes>? _market;
    private readonly LenderOfLastResort? _lender;
    private readonly bool[] _isEligible;
    private readonly Joint _rules;
    private readonly bool _paysLess;
    private readonly double _discount;
    private readonly bool _mayBeDark;
    private readonly bool _hasDated;
    private readonly bool _hasDemand;
    private readonly LaneArray<TLanes> _next;
    private readonly LaneArray<TLanes> _value;
    private readonly LaneArray<TLanes> _sentValue;
    private readonly LaneArray<TLanes> _demandValue;
    private readonly LaneArray<TLanes> _calledValue;
    private readonly LaneArray<TLanes> _keptValue;
    private readonly LaneArray<TLanes> _backed;
    private readonly LaneArray<TLanes> _failedValue;
    private readonly LaneArray<TLanes> _failedLoss;
    private readonly LaneArray<TLanes> _failedLossOnDemand;
    private bool _isReserveLiquid;
    private bool _isOver;
    private int _period;
    private bool _isFirst;
    private TLanes _active;

    public ClearingPhase(JointCascade<TLanes> cascade, CreditPhase<TLanes> credit)
        : base(cascade)
    {
        var (scenario, count) = (Dynamics.Scenario, Dynamics.Network.Count);
        (_credit, _rules, _lender) = (credit, Dynamics.Parameters, scenario.Policies.LenderOfLastResort);
        // Without the counterparty channel somebody outside makes good what those who fail leave unpaid.
        _paysLess = scenario.Has(ChannelSet.Counterparty);
        _market = Dynamics.Assets.Length > 0 ? new AssetMarket<TLanes>(Economy) : null;
        _discount = scenario.Channels.Liquidity?.Discount ?? 1;
        _isEligible = Eligible();
        _mayBeDark = scenario.Channels.Operations is not null || scenario.Shocks.Any(shock => shock.Kind == ShockKind.Outage);
        (_hasDated, _hasDemand) = (!Dynamics.Dated.IsEmpty, !Dynamics.OnDemand.IsEmpty);
        (_next, _value) = (Economy.New(count, _ => 1), Economy.New(count, _ => 1));
        _sentValue = Economy.New(_mayBeDark ? count : 0, _ => 1);
        (_demandValue, _calledValue) = (Economy.New(_hasDemand ? count : 0, _ => 1), Economy.New(_hasDemand ? count : 0, _ => 0));
        _keptValue = Economy.New(_hasDemand && scenario.Channels.Liquidity?.Hoarding is not null ? count : 0, _ => 1);
        _backed = Economy.New(Dynamics.Guarantees?.Backings.Length ?? 0, _ => 0);
        (Due, Owed, Inflow, Receivable) = (Economy.New(count, _ => 0), Economy.New(count, _ => 0), Economy.New(count, _ => 0), Economy.New(count, _ => 0));
        (PromptInflow, Saleable) = (Economy.New(count, _ => 0), Economy.New(_discount < 1 ? count : 0, _ => 0));
        (_failedValue, _failedLoss, _failedLossOnDemand) = (Economy.New(count, _ => 0), Economy.New(count, _ => 0), Economy.New(_hasDemand ? count : 0, _ => 0));
        LateLoans = Economy.New(_discount < 1 ? count : 0, _ => 0);
        (Need, Bridged) = (Economy.New(count, _ => 0), Economy.New(_lender is null ? 0 : count, _ => 0));
        Sold = Economy.New(_market is null ? 0 : count, _ => 0);
    }

    /// <summary>d: what an institution has to pay now.</summary>
    public LaneArray<TLanes> Due { get; }

    /// <summary>p̄: what an institution owes in all.</summary>
    public LaneArray<TLanes> Owed { get; }

    /// <summary>What an institution is paid of what is due now: its debtors' defaults bring the rest too late to help.</summary>
    public LaneArray<TLanes> PromptInflow { get; }

    /// <summary>Loans that an institution could sell, at what they are worth.</summary>
    public LaneArray<TLanes> Saleable { get; }

    /// <summary>What an institution is paid of loans that were not due yet: their debtors failed.</summary>
    public LaneArray<TLanes> LateLoans { get; }

    /// <summary>What an institution is paid in this period, claims on who failed included.</summary>
    public LaneArray<TLanes> Inflow { get; }

    /// <summary>What an institution's claims are worth, what is paid in this period included.</summary>
    public LaneArray<TLanes> Receivable { get; }

    /// <summary>What an institution lacks to pay what is due, once its liquid assets are spent.</summary>
    public LaneArray<TLanes> Need { get; }

    /// <summary>Mask: the lender of last resort bridges the need.</summary>
    public LaneArray<TLanes> Bridged { get; }

    /// <summary>Share of its marketable assets that an institution sells.</summary>
    public LaneArray<TLanes> Sold { get; }

    /// <summary>Starts a period's clearing.</summary>
    public override void Run(int period)
    {
        (_period, _isFirst, _active) = (period, true, Cascade.Used);
        _isReserveLiquid = Dynamics.IsReserveLiquid(period);
        _market?.Open();
        Sweep(Preparing, null, Dynamics.Network.Count);
        Sweep(Publishing, null, Dynamics.Network.Count);
    }

    /// <summary>One round; returns the mask of the lanes in which something moved.</summary>
    public TLanes Step(TLanes active)
    {
        _active = active;
        if (_credit.Calls is { IsAny: true } called)
        {
            called.Pay(_backed);
        }

        var list = _isFirst || Cascade.IsFollowedByRound ? null : Dynamics.Coupled;
        var items = list?.Length ?? Dynamics.Network.Count;
        var tally = Sweep(Paying, list, items);
        var change = tally.Change;
        if (_market is not null)
        {
            change = TLanes.Max(change, _market.Clear(Sold, active));
        }

        Sweep(Publishing, list, items);
        _isFirst = false;
        return active & (tally.Moved | TLanes.IsBelow(TLanes.Of(Dynamics.Scenario.Run.Tolerance), change));
    }

    /// <summary>Says what everybody is worth and is paid at the fixed point; claims on who failed are paid at once.</summary>
    public void End()
    {
        _isOver = true;
        Sweep(Publishing, null, Dynamics.Network.Count);
        _isOver = false;
        if (_credit.Calls is { IsAny: true } called)
        {
            called.Pay(_backed);
        }

        Sweep(Closing, null, Dynamics.Network.Count);
    }

    /// <summary>What is paid of the losses of each backing beyond what reserve funds paid.</summary>
    public LaneArray<TLanes> Backed => _backed;

    public override void Partition(int step, Part<TLanes> part, ref Tally<TLanes> tally)
    {
        for (var place = 0; place < part.Count; place++)
        {
            switch (step)
            {
                case Preparing:
                    Prepare(part[place]);
                    break;
                case Paying:
                    Pay(part[place], ref tally);
                    break;
                case Publishing:
                    Publish(part[place]);
                    break;
                default:
                    Close(part[place]);
                    break;
            }
        }
    }

    private bool[] Eligible()
    {
        var isEligible = new bool[_lender is null ? 0 : Dynamics.Network.Count];
        foreach (var institution in _lender is null ? [] : Targets.Resolve(_lender.Among ?? new Target.OfKind(InstitutionKind.Bank), Dynamics.Network))
        {
            isEligible[institution] = true;
        }

        return isEligible;
    }

    private void Prepare(int institution)
    {
        var standing = Economy.Standing[institution];
        var undated = TLanes.Of(Dynamics.UndatedDebt[institution]);
        var (network, due) = (undated, Dynamics.IsUndatedDue ? undated : TLanes.Zero);
        if (_hasDated)
        {
            var dated = Cascade.Claims.DatedDebt(institution, _period);
            (network, due) = (network + dated.All, due + dated.Due);
        }

        if (_hasDemand)
        {
            var onDemand = Economy.Left[institution] * Economy.LentTo(institution);
            network += onDemand;
            due += (Economy.Called[institution] * onDemand) + ((TLanes.One - Economy.Called[institution]) * Economy.RecalledFrom(institution));
        }

        var calls = _credit.Calls is { IsAny: true } called ? called.Called[institution] : TLanes.Zero;
        var deficiency = TLanes.Max(TLanes.Zero, Economy.Clients[institution] - Economy.Trust[institution]);
        Owed[institution] = Economy.Deposits[institution] + Economy.Bonds[institution] + deficiency + (standing * network) + calls + Economy.Bridge[institution];
        var dues = Economy.DueDeposits[institution] + Economy.DueClients[institution] + (standing * due) + calls;
        // Who is dark pays nothing today, and owes it tomorrow.
        Due[institution] = _mayBeDark ? dues * Economy.Sent[institution] : dues;
        Economy.Failed[institution] = Economy.Declared[institution] & ~Economy.Closed[institution];
        Economy.Share[institution] = _next[institution] = TLanes.One;
        if (_market is not null)
        {
            Sold[institution] = TLanes.Zero;
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
            value += claims.Dated(institution, _value);
            inflow += claims.Due(institution, _mayBeDark ? _sentValue : _value, _period);
        }

        var held = Economy.Held[institution];
        (value, inflow) = (held * value, held * inflow);
        var saleable = value - inflow;
        if (_hasDemand)
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
            var promised = called.Paid(institution, _backed);
            (value, inflow) = (value + promised, inflow + promised);
        }

        return (value, inflow, saleable);
    }

    private void Pay(int institution, ref Tally<TLanes> tally)
    {
        var (active, owed) = (_active & ~Economy.Closed[institution], Owed[institution]);
        if (TLanes.IsNone(active))
        {
            return;
        }

        var (value, inflow, saleable) = Gather(institution);
        var marketable = _market is null ? TLanes.Zero : Economy.Marketable(institution);
        var (cash, reserve, external) = (Economy.Cash[institution], Economy.Reserve[institution], Economy.External[institution]);
        var own = cash + reserve + external + marketable;
        var net = own + value - owed;
        var liquid = cash + (_isReserveLiquid ? reserve : TLanes.Zero) + (Dynamics.HasIncome[institution] ? external : TLanes.Zero);
        var need = Dynamics.IsSteady[institution] ? TLanes.Zero : TLanes.Max(TLanes.Zero, Due[institution] - liquid - inflow);
        var tau = TLanes.Of(Dynamics.ToleranceOf(institution));
        var isInsolvent = Dynamics.Parameters.ZeroEquityIsDefault ? TLanes.IsAtMost(net, tau) : TLanes.IsBelow(net, TLanes.Zero - tau);
        var isBridged = TLanes.Zero;
        if (_lender is not null && _isEligible[institution])
        {
            isBridged = IsBridged(institution, net, need, marketable);
            Bridged[institution] = TLanes.Select(active, isBridged, Bridged[institution]);
        }

        var raised = marketable + (TLanes.Of(1 - _discount) * saleable);
        var isFailing = TLanes.IsBelow(raised + tau, need) & ~isBridged;
        isFailing &= Cascade.Operations is { } operations ? ~operations.Grace : TLanes.All;
        isFailing |= _rules.Insolvency ? isInsolvent : TLanes.Zero;
        isFailing &= TLanes.IsBelow(TLanes.Zero, owed);
        var runOff = Economy.RunOff.Length > 0 ? Economy.RunOff[institution] & ~Economy.Failed[institution] : TLanes.Zero;
        isFailing &= ~runOff;
        isFailing = active & ((Dynamics.IsSteady[institution] ? TLanes.Zero : isFailing) | Economy.Failed[institution]);
        // What fails in a round has not been noted in the one before: lower payments never raise anybody.
        var isNew = isFailing & ~Economy.Failed[institution];
        Economy.Failed[institution] |= isFailing;
        var failed = Economy.Failed[institution];
        Need[institution] = TLanes.Select(active, need, Need[institution]);
        PromptInflow[institution] = TLanes.Select(active, inflow, PromptInflow[institution]);
        if (Saleable.Length > 0)
        {
            Saleable[institution] = TLanes.Select(active, saleable, Saleable[institution]);
        }

        if (_market is not null)
        {
            var isAny = TLanes.IsBelow(TLanes.Zero, marketable);
            var ratio = Dynamics.Scenario.Channels.Market!.CapitalRatio;
            var forRatio = ratio is null ? TLanes.Zero : CapitalRatio.ShareSold(marketable, value, net, ratio.Value);
            var forCash = TLanes.Min(TLanes.One, TLanes.Select(isAny, need / TLanes.Select(isAny, marketable, TLanes.One), TLanes.Zero));
            var sold = TLanes.Select(failed, TLanes.One, TLanes.Max(TLanes.Max(Economy.SellShare[institution], forRatio), ~isBridged & forCash));
            Sold[institution] = TLanes.Select(active, TLanes.Max(Sold[institution], sold), Sold[institution]);
        }

        var share = TLanes.One;
        if (_paysLess && !TLanes.IsNone(runOff))
        {
            // Who is closed in order passes its losses on.
            var isShort = runOff & active & TLanes.IsBelow(net, TLanes.Zero) & TLanes.IsBelow(TLanes.Zero, owed);
            share = TLanes.Select(isShort, TLanes.Max(TLanes.Zero, own + value) / TLanes.Select(isShort, owed, TLanes.One), TLanes.One);
        }

        if (_paysLess && !TLanes.IsNone(failed))
        {
            var ahead = Ahead(institution);
            var estate = (TLanes.Of(_rules.Alpha) * own) + (TLanes.Of(_rules.Beta) * value);
            var (rest, due) = (TLanes.Max(TLanes.Zero, estate - ahead), owed - ahead);
            var isOwed = TLanes.IsBelow(TLanes.Zero, due);
            share = TLanes.Select(failed & isOwed, TLanes.Min(TLanes.One, rest / TLanes.Select(isOwed, due, TLanes.One)), share);
        }

        var before = Economy.Share[institution];
        var after = TLanes.Select(active, TLanes.Min(before, share), before);
        _next[institution] = after;
        tally.Change = TLanes.Max(tally.Change, before - after);
        tally.Moved |= isNew;
        Economy.Worth[institution] = TLanes.Select(Dynamics.IsUnseen[institution] ? TLanes.Zero : active, net, Economy.Worth[institution]);
        if (!TLanes.IsNone(isNew | (isFailing & Economy.Declared[institution])))
        {
            Cascade.NoteFailure(institution, isFailing, _isFirst, ref tally);
        }
    }

    private TLanes IsBridged(int institution, TLanes net, TLanes need, TLanes marketable)
    {
        var isOpen = Cascade.IsLending(institution, _period);
        var cap = TLanes.Of(_lender!.Cap ?? double.PositiveInfinity) - Economy.Bridge[institution];
        return isOpen & TLanes.IsAtMost(TLanes.Zero, net) & TLanes.IsBelow(TLanes.Zero, need)
            & TLanes.IsAtMost(need, (TLanes.Of(1 - _lender.Haircut) * marketable) - Economy.Bridge[institution]) & TLanes.IsAtMost(need, cap);
    }

    /// <summary>What is paid before all others share.</summary>
    private TLanes Ahead(int institution)
    {
        var ahead = Economy.Bridge[institution];
        ahead += _rules.ExternalCreditors == ExternalCreditors.Senior ? Economy.Deposits[institution] + Economy.Bonds[institution] : TLanes.Zero;
        return ahead + (_rules.ClientDeficiency == ExternalCreditors.Senior
            ? TLanes.Max(TLanes.Zero, Economy.Clients[institution] - Economy.Trust[institution])
            : TLanes.Zero);
    }

    /// <summary>Share of what is <see cref="Ahead"/> that is paid, given the estate of who failed.</summary>
    public TLanes AheadShare(int institution, TLanes estate)
    {
        if (!_paysLess)
        {
            return TLanes.One;
        }

        var ahead = Ahead(institution);
        var isAny = TLanes.IsBelow(TLanes.Zero, ahead);
        return TLanes.Select(isAny, TLanes.Min(TLanes.One, estate / TLanes.Select(isAny, ahead, TLanes.One)), TLanes.One);
    }

    private void Publish(int institution)
    {
        var share = _next[institution];
        Economy.Share[institution] = share;
        var (failed, sent) = (Economy.Failed[institution], Economy.Sent[institution]);
        var value = Economy.Standing[institution] * share;
        _value[institution] = value;
        if (_isOver)
        {
            // An administrator pays all creditors at once.
            _failedValue[institution] = failed & value;
            _failedLoss[institution] = failed & (Economy.Standing[institution] - value);
            if (_hasDemand)
            {
                _failedLossOnDemand[institution] = _failedLoss[institution] * Economy.Left[institution];
            }

            sent = TLanes.Select(failed, TLanes.One, sent);
        }

        if (_mayBeDark)
        {
            _sentValue[institution] = value * sent;
        }

        if (_hasDemand)
        {
            var onDemand = value * Economy.Left[institution];
            var called = onDemand * (_isOver ? TLanes.Select(failed, TLanes.One, Economy.Called[institution]) : Economy.Called[institution]) * sent;
            (_demandValue[institution], _calledValue[institution]) = (onDemand, called);
            if (_keptValue.Length > 0)
            {
                // Hoarders get through to who is dark: they call back what they have lent, not what is at a counter.
                _keptValue[institution] = onDemand - called;
            }
        }
    }

    private void Close(int institution)
    {
        var (value, inflow, _) = Gather(institution);
        var late = Dynamics.IsUndatedDue ? TLanes.Zero : Economy.Held[institution] * Cascade.Claims.Undated(institution, _failedValue);
        if (_hasDated)
        {
            late += Economy.Held[institution] * (Cascade.Claims.Dated(institution, _failedValue) - Cascade.Claims.Due(institution, _failedValue, _period));
        }

        inflow += late;
        if (LateLoans.Length > 0)
        {
            LateLoans[institution] = late;
        }

        LoseOutside(institution);
        var marketable = _market is null ? TLanes.Zero : Economy.Marketable(institution);
        var own = Economy.Cash[institution] + Economy.Reserve[institution] + Economy.External[institution] + marketable;
        (Receivable[institution], Inflow[institution]) = (value, inflow);
        Economy.Worth[institution] = TLanes.Select(Dynamics.IsUnseen[institution] ? TLanes.All : Economy.Closed[institution], Economy.Worth[institution], own + value - Owed[institution]);
    }

    /// <summary>What those outside lose who have an institution's claims, which it sold or left when it was wound up.</summary>
    private void LoseOutside(int institution)
    {
        var sold = TLanes.One - Economy.Held[institution];
        if (!TLanes.IsNone(TLanes.IsBelow(TLanes.Zero, sold)))
        {
            var loss = Cascade.Claims.Undated(institution, _failedLoss) + (_hasDated ? Cascade.Claims.Dated(institution, _failedLoss) : TLanes.Zero);
            Economy.OutsideLoss[institution] += sold * loss;
        }

        if (_credit.Calls is { IsAny: true } called)
        {
            Economy.OutsideLoss[institution] += called.LostBySold(institution, _backed);
        }

        var left = TLanes.One - Economy.Owned[institution];
        if (_hasDemand && !TLanes.IsNone(TLanes.IsBelow(TLanes.Zero, left)))
        {
            Economy.OutsideLoss[institution] += left * Economy.Lent[institution] * Cascade.Claims.OnDemand(institution, _failedLossOnDemand);
        }
    }
}
