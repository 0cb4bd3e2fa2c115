using Contagion.Model;

namespace Contagion.Engine;

/// <summary>P5: payments, prices and bridging loans together, swept down from "everybody pays, nothing is sold" to their greatest fixed point.</summary>
/// <remarks><c>models.md</c> 2.8. The map is monotone: lower payments or prices only ever lower payments and prices further. In the first round everybody
/// awake pays; in each later one who may fail or sell because of what the one before changed.</remarks>
internal sealed partial class ClearingPhase<TLanes> : Phase<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Preparing = 0;
    private const int Publishing = 1;
    private const int Paying = 2;
    private const int Settling = 3;
    private const int Administering = 4;
    private const int Closing = 5;
    private const int Assigning = 6;

    private readonly CreditPhase<TLanes> _credit;
    private readonly LastResortPhase<TLanes>? _lender;
    private readonly AssetMarket<TLanes>? _market;
    private readonly Joint _rules;
    private readonly bool _paysLess;
    private readonly double _discount;
    private readonly double? _capitalRatio;
    private readonly bool _hasDemand;
    private readonly LaneArray<TLanes> _own;
    private readonly LaneArray<TLanes> _unsold;
    private readonly LaneArray<TLanes> _lack;
    private readonly LaneArray<TLanes> _value;
    private readonly LaneArray<TLanes> _sentValue;

    // Of each institution side by side: what claims on demand on it are worth, and what of it is paid now.
    private readonly LaneArray<TLanes> _demandValue;
    private readonly LaneArray<TLanes> _keptValue;
    private readonly LaneArray<TLanes> _failedValue;
    private readonly LaneArray<TLanes> _failedLoss;
    private readonly LaneArray<TLanes>? _assignedValue;
    private readonly LaneArray<TLanes>? _assignedInflow;
    private readonly LaneArray<TLanes>? _assignedLate;
    private readonly LaneArray<TLanes>? _assignedLoss;
    private readonly int[] _changed;
    private InstitutionSet _noticing;
    private InstitutionSet _noticingNext;
    private bool _isReserveLiquid;
    private int _period;
    private bool _isOpening;
    private bool _isFirst;
    private bool _hasFailed;
    private TLanes _active;

    public ClearingPhase(JointCascade<TLanes> cascade, CreditPhase<TLanes> credit, LastResortPhase<TLanes>? lender)
        : base(cascade)
    {
        var (scenario, count) = (Dynamics.Scenario, Dynamics.Network.Count);
        (_credit, _lender, _rules) = (credit, lender, Dynamics.Parameters);
        // Without the counterparty channel somebody outside makes good what those who fail leave unpaid.
        _paysLess = scenario.Has(ChannelSet.Counterparty);
        _market = Dynamics.Assets.Length > 0 ? new AssetMarket<TLanes>(Economy) : null;
        _discount = scenario.Channels.Liquidity?.Discount ?? 1;
        _capitalRatio = scenario.Channels.Market?.CapitalRatio;
        _hasDemand = !Dynamics.OnDemand.IsEmpty;
        LaneArray<TLanes> New(bool isNeeded, double atStart = 0) => Economy.NewBook(isNeeded, _ => atStart);
        (_own, _unsold, _lack, _value) = (New(true), New(true), New(true), New(true, 1));
        (_sentValue, _demandValue) = (New(OperationsPhase<TLanes>.IsNeeded(scenario), 1), Economy.NewBook(_hasDemand, entry => entry % 2 == 0 ? 1 : 0, perInstitution: 2));
        _keptValue = New(_hasDemand && scenario.Channels.Liquidity?.Hoarding is not null, 1);
        (_failedValue, _failedLoss) = (New(true), New(true));
        Backed = credit.Calls?.NewShares();
        (_assignedValue, _assignedInflow) = (Cascade.Assigned?.NewSums(), Cascade.Assigned?.NewSums());
        (_assignedLate, _assignedLoss) = (Cascade.Assigned?.NewSums(), Cascade.Assigned?.NewSums());
        (Due, Owed, Inflow, Receivable, PromptInflow, Need) = (New(true), New(true), New(true), New(true), New(true), New(true));
        (Saleable, LateLoans, Sold) = (New(_discount < 1), New(_discount < 1), New(_market is not null));
        _changed = new int[count];
        (Failed, _noticing, _noticingNext) = (new InstitutionSet(count), new InstitutionSet(count), new InstitutionSet(count));
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

    /// <summary>Share of its marketable assets that an institution sells.</summary>
    public LaneArray<TLanes> Sold { get; }

    /// <summary>What is paid of the losses of each backing beyond what reserve funds paid; null where nobody stands behind anything.</summary>
    public BackedShares<TLanes>? Backed { get; }

    /// <summary>Who has failed in this period's clearing, or written its debts down.</summary>
    public InstitutionSet Failed { get; }

    /// <summary>What an institution is called upon to pay for others in this period.</summary>
    public TLanes CalledFrom(int institution) => _credit.Calls is { IsAny: true } called ? called.Called[institution] : TLanes.Zero;

    /// <summary>Whether an institution only receives, so that it has been settled when clearing ends.</summary>
    public bool IsSettled(int institution) => Dynamics.IsCreditorOnly[institution] && TLanes.IsNone(Economy.Failed[institution]);

    /// <summary>Whether an institution only pays, out of what is not seen.</summary>
    public bool IsUnmoved(int institution) => Dynamics.IsDebtorOnly[institution] && TLanes.IsNone(Economy.Failed[institution]);

    /// <summary>Forgets everything; called before a replication starts.</summary>
    public void Begin() => Failed.Clear();

    /// <summary>Starts a period's clearing.</summary>
    public override void Run(int period)
    {
        (_period, _isFirst, _active) = (period, true, Cascade.Used);
        _isReserveLiquid = Dynamics.IsReserveLiquid(period);
        foreach (var institution in Failed.Span)
        {
            (_failedValue[institution], _failedLoss[institution]) = (TLanes.Zero, TLanes.Zero);
        }

        Failed.Clear();
        _noticingNext.Clear();
        _lender?.Open(period);
        if (_market is not null)
        {
            _market.Open();
            Cascade.Awake.Wake(Dynamics.AssetOwners);
        }

        var (list, count) = Cascade.Awake.Take();
        Sweep(Preparing, list, count);
        _isOpening = true;
        Hear(Cascade.Noted(Sweep(Publishing, list, count)));
        _isOpening = false;
    }

    /// <summary>One round; returns the mask of the lanes in which something moved.</summary>
    public TLanes Step(TLanes active)
    {
        _active = active;
        (_noticing, _noticingNext) = (_noticingNext, _noticing);
        _noticingNext.Clear();
        if (_credit.Calls is { IsAny: true } called && called.Pay(Backed!))
        {
            Notice(_credit.Affected.Span, _noticing);
        }

        var (list, count) = Cascade.IsFull ? (null, Dynamics.Network.Count) : _isFirst ? Cascade.Awake.Items : _noticing.Items;
        AddUpAssigned();
        var tally = Sweep(Paying, list, count);
        var (paying, isSelling) = (0, false);
        foreach (var note in Cascade.Noted(tally))
        {
            // Who fails for what the last period left it has to be looked at in the next one like everybody whose books change.
            var institution = Math.Max(note, ~note);
            Cascade.Awake.Wake(institution);
            isSelling |= _market?.Note(institution) == true;
            if (institution == note)
            {
                Failed.Add(institution);
                _changed[paying++] = institution;
            }
        }

        // Nobody's price moves while nobody sells more.
        var change = tally.Change;
        if (isSelling)
        {
            var fall = _market!.Clear(Sold, active);
            change = TLanes.Max(change, fall);
            if (!TLanes.IsNone(fall))
            {
                _noticingNext.Add(Dynamics.AssetOwners);
            }
        }

        Hear(Cascade.Noted(Sweep(Publishing, _changed, paying)));
        _isFirst = false;
        return active & (tally.Moved | TLanes.IsBelow(TLanes.Of(Dynamics.Scenario.Run.Tolerance), change));
    }

    /// <summary>Says what everybody is worth and is paid at the fixed point; claims on who failed are paid at once.</summary>
    public void End()
    {
        AddUpAssigned();
        var (list, count) = Cascade.Awake.Items;
        Sweep(Settling, list, count);
        var (failed, failures) = Failed.Items;
        Sweep(Administering, failed, failures);
        Hear(Failed.Span);
        if (_credit.Calls is { IsAny: true } called)
        {
            called.Pay(Backed!);
        }

        AddUpAssigned();
        (list, count) = Cascade.Awake.Items;
        Sweep(Closing, list, count);
    }

    public override void Partition(int step, Part<TLanes> part, ref Tally<TLanes> tally)
    {
        switch (step)
        {
            case Preparing:
                for (var place = 0; place < part.Count; place++)
                {
                    Prepare(part[place]);
                }

                break;
            case Publishing:
                for (var place = 0; place < part.Count; place++)
                {
                    if (Publish(part[place]))
                    {
                        part.Note(part[place], ref tally);
                    }
                }

                break;
            case Paying:
                Gather(part);
                Pay(part, ref tally);
                break;
            case Settling:
                Gather(part);
                Settle(part);
                break;
            case Administering:
                for (var place = 0; place < part.Count; place++)
                {
                    Administer(part[place]);
                }

                break;
            case Assigning:
                for (var place = 0; place < part.Count; place++)
                {
                    AddUpAssigned(part[place]);
                }

                break;
            default:
                Gather(part);
                Close(part);
                break;
        }
    }

    /// <summary>Wakes the creditors of those who have something new to say, and gets them ready.</summary>
    private void Hear(ReadOnlySpan<int> debtors)
    {
        if (Cascade.IsFull && !_isOpening)
        {
            return;
        }

        var debts = Dynamics.Network.Debts;
        foreach (var debtor in debtors)
        {
            var creditors = debts.Column[debts.Start[debtor]..debts.Start[debtor + 1]];
            Cascade.Awake.Wake(creditors);
            Notice(creditors, _noticingNext);
        }

        if (debtors.Length > 0 && Cascade.Assigned is { IsAny: true } assigned)
        {
            Notice(assigned.Lenders, _noticingNext);
        }

        var (list, count) = Cascade.Awake.Take();
        Sweep(Preparing, list, count);
    }

    /// <summary>Notes those of some institutions who may fail or sell because of others.</summary>
    private void Notice(ReadOnlySpan<int> institutions, InstitutionSet noticing)
    {
        foreach (var institution in institutions)
        {
            if (Dynamics.IsCoupled[institution])
            {
                noticing.Add(institution);
            }
        }
    }
}
