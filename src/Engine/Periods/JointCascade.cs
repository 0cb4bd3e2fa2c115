namespace Contagion.Engine;

/// <summary>One block on its way through the periods.</summary>
internal sealed class JointCascade<TLanes> : Cascade<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Counting = -1;

    private readonly JointDynamics _dynamics;
    private readonly Phase<TLanes>[] _before;
    private readonly Phase<TLanes>[] _after;
    private readonly ClearingPhase<TLanes> _clearing;
    private readonly CreditPhase<TLanes> _credit;
    private readonly GuaranteeFundPhase<TLanes>? _fund;
    private readonly PanicPhase<TLanes>? _panic;
    private readonly LastResortPhase<TLanes>? _lender;
    private readonly OpeningPhase<TLanes>? _opening;
    private readonly LaneArray<TLanes> _counted;
    private readonly LaneArray<TLanes>? _assignedClaims;
    private readonly PeriodMetrics<TLanes> _metrics;
    private Phase<TLanes> _running;
    private Audit<TLanes>? _audit;
    private ExactSum<TLanes> _lost;

    public JointCascade(JointDynamics dynamics)
        : base(dynamics)
    {
        _dynamics = dynamics;
        Economy = new Economy<TLanes>(dynamics);
        Claims = new Claims<TLanes>(Economy);
        Awake = new AwakeSet(dynamics.Network.Count);
        Assigned = dynamics.Scenario.Policies.PooledFunds is { Abrupt: false } && !dynamics.OnDemand.IsEmpty ? new AssignedLoans<TLanes>(this) : null;
        Shocks = new ShockPhase<TLanes>(this);
        _credit = new CreditPhase<TLanes>(this);
        var policies = dynamics.Scenario.Policies;
        _lender = policies.LenderOfLastResort is null ? null : new LastResortPhase<TLanes>(this);
        _clearing = new ClearingPhase<TLanes>(this, _credit, _lender);
        _fund = policies.GuaranteeFund is null ? null : new GuaranteeFundPhase<TLanes>(this, _credit, _clearing);
        (_counted, _assignedClaims) = (Economy.NewBook(true, _ => 0), Assigned?.NewSums());
        Operations = OperationsPhase<TLanes>.IsNeeded(dynamics.Scenario) ? new OperationsPhase<TLanes>(this) : null;
        _panic = dynamics.Likeness is null ? null : new PanicPhase<TLanes>(this);
        _opening = OpeningPhase<TLanes>.IsNeeded(policies) ? new OpeningPhase<TLanes>(this) : null;
        _before =
        [
            .. _opening is not null ? [_opening] : Array.Empty<Phase<TLanes>>(),
            .. SupervisionPhase<TLanes>.IsNeeded(policies) ? [new SupervisionPhase<TLanes>(this, _opening)] : Array.Empty<Phase<TLanes>>(),
            Shocks,
            .. Operations is not null ? [Operations] : Array.Empty<Phase<TLanes>>(),
            _credit,
            .. DemandPhase<TLanes>.IsNeeded(dynamics.Scenario) ? [new DemandPhase<TLanes>(this, _panic)] : Array.Empty<Phase<TLanes>>(),
            _clearing,
        ];
        _after =
        [
            new ResolutionPhase<TLanes>(this, _clearing, _lender),
            .. _fund is not null ? [_fund] : Array.Empty<Phase<TLanes>>(),
            .. dynamics is { Portfolios: not null, Scenario.Channels.Market.Deleveraging: not null } ? [new DeleveragingPhase<TLanes>(this)] : Array.Empty<Phase<TLanes>>(),
            .. _panic is not null ? [_panic] : Array.Empty<Phase<TLanes>>(),
            .. _lender is not null ? [_lender] : Array.Empty<Phase<TLanes>>(),
        ];
        _running = _clearing;
        _metrics = new PeriodMetrics<TLanes>(Economy);
    }

    /// <summary>Everybody's books.</summary>
    public Economy<TLanes> Economy { get; }

    /// <summary>What institutions take from their debtors' signals.</summary>
    public Claims<TLanes> Claims { get; }

    /// <summary>Who has to be looked at in this period.</summary>
    public AwakeSet Awake { get; }

    /// <summary>Loans of pools that now belong to their lenders; null where no policy does that.</summary>
    public AssignedLoans<TLanes>? Assigned { get; }

    /// <summary>P1.</summary>
    public ShockPhase<TLanes> Shocks { get; }

    /// <summary>P2; null where nothing can go dark and no payments wait.</summary>
    public OperationsPhase<TLanes>? Operations { get; }

    /// <summary>Lanes that carry a replication.</summary>
    public TLanes Used { get; private set; }

    /// <summary>Lanes that clearing has not brought to rest.</summary>
    public TLanes Moving { get; private set; }

    /// <summary>Institutions that failed in the last clearing.</summary>
    public List<int> UnpaidList { get; } = [];

    /// <summary>Whether losses are noted after every round.</summary>
    public bool IsFollowed => CountsLoss && HasPathOfRounds;

    /// <summary>Whether every round goes over everybody: so that where it stands can be told, or because somebody measures what that takes.</summary>
    public bool IsFull => IsFollowed || Set.IsFull;

    public override bool HasPathOfRounds => _dynamics.Scenario.Run.Periods == 1;

    public override TLanes Loss => _lost.Total;

    internal override IEnumerable<StateArray<TLanes>> State => [.. base.State, .. Economy.State];

    public override TLanes NetWorth(int institution) => Economy.Worth[institution];

    public override TLanes ShockedWorth(int institution) => TLanes.Of(_dynamics.InitialEquity[institution]) - Economy.Direct[institution];

    public override TLanes WriteDown(int debt) => TLanes.One - Economy.Standing[debt];

    public override TLanes Payment(int institution) => Economy.Paid[institution];

    public override TLanes ExternalLoss(int institution) => Economy.OutsideLoss[institution];

    public override IReadOnlyList<TLanes> PeriodMetrics() => _metrics.Read(Operations?.Latency ?? TLanes.Zero);

    public override TLanes Open(int period, Stress<TLanes> stress)
    {
        Active = Used;
        Economy.OpenFrom = period;
        Awake.Begin();
        if (period == 0 || Set.IsFull)
        {
            Awake.WakeAll();
        }

        Claims.Begin(period, Awake);
        Assigned?.Open();
        Shocks.Events = stress.Events;
        foreach (var phase in _before)
        {
            phase.Run(period);
            Check(phase, period, isWorthKnown: false);
        }

        if (period == 0)
        {
            CountLoss();
        }

        return Used;
    }

    public override void Close(int period)
    {
        _clearing.End();
        _fund?.Ask(period);
        foreach (var phase in _after)
        {
            phase.Run(period);
            Check(phase, period, isWorthKnown: true);
        }

        CountLoss();
    }

    /// <summary>Those whom a sweep has noted.</summary>
    public ReadOnlySpan<int> Noted(Tally<TLanes> tally) => Set.ChangedBefore.AsSpan(0, tally.Changed);

    /// <summary>Goes over items for a phase.</summary>
    public Tally<TLanes> Sweep(Phase<TLanes> phase, int step, int[]? list, int items)
    {
        _running = phase;
        return Sweep(step, list, items);
    }

    /// <summary>Notes who failed: in round 0 where a shock declared it, or where it fails although every promise is honoured.</summary>
    public void NoteFailure(int institution, TLanes failing, bool isFirst, ref Tally<TLanes> tally)
    {
        var atOnce = failing & Economy.Declared[institution];
        if (isFirst)
        {
            atOnce |= failing & TLanes.IsBelow(ShockedWorth(institution), TLanes.Of(-_dynamics.ToleranceOf(institution)));
        }

        NoteDefaults(institution, atOnce, ref tally, TLanes.Zero);
        NoteDefaults(institution, failing, ref tally);
    }

    /// <summary>Winds up who was struck by a credit event as a whole.</summary>
    public void WindUp(int institution, TLanes lanes)
    {
        var tally = default(Tally<TLanes>);
        NoteDefaults(institution, lanes, ref tally, TLanes.Zero);
        AddDefaults(tally.Defaults);
        Economy.Worth[institution] = TLanes.Select(lanes, TLanes.Zero, Economy.Worth[institution]);
        Empty(institution, lanes);
    }

    /// <summary>Takes everything out of the books of who is wound up; its claims are somebody else's now.</summary>
    public void Empty(int institution, TLanes lanes)
    {
        Economy.Part(institution, ~lanes & TLanes.One);
        foreach (var book in Economy.Books)
        {
            book[institution] = ~lanes & book[institution];
        }

        if (Economy.Kept.Length > 0)
        {
            Economy.Kept[institution] = ~lanes & Economy.Kept[institution];
        }

        Economy.Closed[institution] |= lanes;
    }

    /// <summary>Leaves an institution a share of all that it owns and owes outside the network, and of its claims.</summary>
    public void Shrink(int institution, TLanes share)
    {
        Economy.Part(institution, share);
        foreach (var book in Economy.Books)
        {
            book[institution] *= share;
        }

        if (Economy.Kept.Length > 0)
        {
            Economy.Kept[institution] *= share;
        }
    }

    /// <summary>What an institution owes creditors outside the network, the lender of last resort left aside.</summary>
    public TLanes OutsideDebts(int institution) => Economy.Deposits[institution] + Economy.Bonds[institution] + Economy.Deficiency(institution);

    /// <summary>What an institution would owe within the network if none of it had been settled by default.</summary>
    public TLanes NetworkDebts(int institution) =>
        Claims.Debts(institution, -1).All + (_dynamics.OnDemand.IsEmpty ? TLanes.Zero : Economy.OnDemand(institution));

    /// <summary>What an institution owes between two clearings: nothing that falls due has been left out, guarantees are not called yet.</summary>
    public TLanes Debts(int institution) => OutsideDebts(institution) + (Economy.Standing[institution] * NetworkDebts(institution)) + Economy.Bridge[institution];

    /// <summary>What debtors owe an institution and who bought its claims, and what of it is its own.</summary>
    /// <param name="creditor">The institution.</param>
    /// <param name="only">One debtor; all of them where none is named.</param>
    public (TLanes All, TLanes Own) ClaimsOf(int creditor, int? only = null)
    {
        var (lent, onDemand, ownOnDemand, demand) = (LentBy(creditor, only), TLanes.Zero, TLanes.Zero, _dynamics.OnDemand.Rows);
        for (var claim = demand.Start[creditor]; claim < demand.Start[creditor + 1]; claim++)
        {
            var debtor = demand.Column[claim];
            var left = only is { } one && one != debtor ? TLanes.Zero : demand.Amount[claim] * (Economy.Standing[debtor] * Economy.Left[debtor]);
            onDemand += Economy.LentOf(claim) * left;
            ownOnDemand += Economy.OwnOf(creditor, claim) * left;
        }

        var (all, own) = (lent + onDemand, (Economy.Held[creditor] * lent) + ownOnDemand);
        if (Assigned is { IsAny: true } assigned)
        {
            for (var place = 0; place < assigned.Pools.Length; place++)
            {
                _assignedClaims![place] = assigned.Share[place] * LentBy(assigned.Pools[place], only);
            }

            var part = assigned.PartsOf(creditor, _assignedClaims!);
            own += part.Own;
            all += part.Own + part.Outside;
        }

        return (all, own);
    }

    /// <summary>What others stand for to an institution in this period.</summary>
    public TLanes PromisedTo(int creditor) => _credit.Calls is { IsAny: true } called ? called.Promised(creditor) : TLanes.Zero;

    /// <summary>What an institution is called upon to pay for others in this period.</summary>
    public TLanes CalledFrom(int institution) => _clearing.CalledFrom(institution);

    /// <summary>Loans that an institution holds, at their amounts.</summary>
    public TLanes LoansOf(int institution) => Economy.Held[institution] * Claims.Loans(institution, Economy.Standing);

    /// <summary>Takes an amount from an institution's cash; what that does not cover becomes a debt to somebody outside.</summary>
    public void Charge(int institution, TLanes amount)
    {
        Awake.Wake(institution);
        var fromCash = TLanes.Min(Economy.Cash[institution], amount);
        Economy.Cash[institution] -= fromCash;
        Economy.Bonds[institution] += amount - fromCash;
        Economy.Direct[institution] += amount;
    }

    /// <summary>Pays debts to creditors outside the network back from an institution's cash, deposits last; what nobody is owed stays cash. Returns what was paid.</summary>
    public TLanes PayBack(int institution, TLanes amount)
    {
        var paid = PayBack(institution, Economy.Bonds, amount);
        return paid + PayBack(institution, Economy.Deposits, amount - paid);
    }

    /// <summary>Writes all debts of an institution down to a share of them; its creditors lose the rest without a default.</summary>
    public void WriteDown(int institution, TLanes lanes, TLanes share)
    {
        var (lost, deficiency) = (TLanes.One - share, Economy.Deficiency(institution));
        Economy.OutsideLoss[institution] += lanes & (lost * OutsideDebts(institution));
        Economy.Paid[institution] -= lanes & (lost * (OutsideDebts(institution) + (Economy.Standing[institution] * NetworkDebts(institution))));
        var left = TLanes.Select(lanes, share, TLanes.One);
        Economy.Deposits[institution] *= left;
        Economy.Bonds[institution] *= left;
        Economy.Standing[institution] *= left;
        Economy.Clients[institution] -= lanes & (lost * deficiency);
        Economy.Worth[institution] = TLanes.Select(lanes, TLanes.Zero, Economy.Worth[institution]);
        Awake.Wake(institution);
    }

    /// <summary>Checks the books once a phase has ended, or come so far that they must balance; where nobody asks for it, nothing happens.</summary>
    /// <inheritdoc cref="Audit{TLanes}.Check"/>
    public void Check(Phase<TLanes> phase, int period, bool isWorthKnown) => _audit?.Check(phase, period, isWorthKnown);

    /// <summary>Notes lanes in which a search was given up.</summary>
    public void GiveUp(TLanes lanes) => Unsolved |= lanes & Used;

    private protected override void Begin(Stress<TLanes> stress, ref Tally<TLanes> tally)
    {
        Used = Active;
        Economy.Reset();
        UnpaidList.Clear();
        Awake.Clear();
        Claims.Begin();
        Assigned?.Begin();
        _lost = default;
        _opening?.Begin();
        _credit.Begin();
        _clearing.Begin();
        Operations?.Begin();
        _panic?.Begin();
        _lender?.Begin();
        _audit = IsAudited || Audit<TLanes>.IsAlways ? _audit ?? new Audit<TLanes>(this) : null;
        _audit?.Begin();
        tally.Moved |= Open(0, stress);
    }

    private protected override TLanes Step()
    {
        Moving = _clearing.Step(Active);
        if (IsFollowed)
        {
            CountLoss();
        }

        return Moving;
    }

    private protected override void Partition(int phase, Part<TLanes> part, ref Tally<TLanes> tally)
    {
        if (phase == Counting)
        {
            for (var place = 0; place < part.Count; place++)
            {
                var (institution, loss) = (part[place], LossOf(part[place], Economy.Worth[part[place]]));
                tally.Loss.Add(TLanes.Zero - _counted[institution], Dynamics.LossScale);
                tally.Loss.Add(loss, Dynamics.LossScale);
                _counted[institution] = loss;
            }
        }
        else
        {
            _running.Partition(phase, part, ref tally);
        }
    }

    /// <summary>What is outstanding of the loans that an institution once made, whoever owns them now.</summary>
    private TLanes LentBy(int creditor, int? only)
    {
        var (lent, loans) = (TLanes.Zero, _dynamics.Loans.Rows);
        for (var loan = loans.Start[creditor]; loan < loans.Start[creditor + 1]; loan++)
        {
            var debtor = loans.Column[loan];
            lent += only is { } one && one != debtor ? TLanes.Zero : Claims.IsOpen(debtor, _dynamics.Maturity[loan]) & (loans.Amount[loan] * Economy.Standing[debtor]);
        }

        return lent;
    }

    private void CountLoss()
    {
        if (CountsLoss)
        {
            // Whoever sleeps has lost what it had lost before.
            var (list, count) = IsFollowed ? (null, _dynamics.Network.Count) : Awake.Items;
            _lost.Add(Sweep(Counting, list, count).Loss);
        }
    }

    private TLanes PayBack(int institution, LaneArray<TLanes> debt, TLanes amount)
    {
        var paid = TLanes.Min(debt[institution], TLanes.Min(Economy.Cash[institution], amount));
        debt[institution] -= paid;
        Economy.Cash[institution] -= paid;
        return paid;
    }
}
