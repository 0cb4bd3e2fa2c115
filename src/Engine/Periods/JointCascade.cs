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
    private readonly LaneArray<TLanes>? _asked;
    private readonly PanicPhase<TLanes>? _panic;
    private Phase<TLanes> _running;
    private ExactSum<TLanes> _lost;

    public JointCascade(JointDynamics dynamics)
        : base(dynamics)
    {
        _dynamics = dynamics;
        Economy = new Economy<TLanes>(dynamics);
        Claims = new Claims<TLanes>(Economy);
        Shocks = new ShockPhase<TLanes>(this);
        var credit = new CreditPhase<TLanes>(this);
        _clearing = new ClearingPhase<TLanes>(this, credit);
        var policies = dynamics.Scenario.Policies;
        Operations = OperationsPhase<TLanes>.IsNeeded(dynamics.Scenario) ? new OperationsPhase<TLanes>(this) : null;
        _panic = dynamics.Likeness is null ? null : new PanicPhase<TLanes>(this);
        var opening = OpeningPhase<TLanes>.IsNeeded(policies) ? new OpeningPhase<TLanes>(this) : null;
        _before =
        [
            .. opening is not null ? [opening] : Array.Empty<Phase<TLanes>>(),
            .. SupervisionPhase<TLanes>.IsNeeded(policies) ? [new SupervisionPhase<TLanes>(this, opening)] : Array.Empty<Phase<TLanes>>(),
            Shocks,
            .. Operations is not null ? [Operations] : Array.Empty<Phase<TLanes>>(),
            credit,
            .. DemandPhase<TLanes>.IsNeeded(dynamics.Scenario) ? [new DemandPhase<TLanes>(this, _panic)] : Array.Empty<Phase<TLanes>>(),
            _clearing,
        ];
        _after =
        [
            new ResolutionPhase<TLanes>(this, _clearing),
            .. policies.GuaranteeFund is not null ? [new GuaranteeFundPhase<TLanes>(this, credit, _clearing)] : Array.Empty<Phase<TLanes>>(),
            .. dynamics is { Portfolios: not null, Scenario.Channels.Market.Deleveraging: not null } ? [new DeleveragingPhase<TLanes>(this)] : Array.Empty<Phase<TLanes>>(),
            .. _panic is not null ? [_panic] : Array.Empty<Phase<TLanes>>(),
            .. policies.LenderOfLastResort is not null ? [new RepaymentPhase<TLanes>(this)] : Array.Empty<Phase<TLanes>>(),
        ];
        _running = _clearing;
        _asked = dynamics.Scenario.Policies.LenderOfLastResort is { Delay: > 0 } ? Economy.New(dynamics.Network.Count, _ => double.PositiveInfinity) : null;
    }

    /// <summary>Everybody's books.</summary>
    public Economy<TLanes> Economy { get; }

    /// <summary>What institutions take from their debtors' signals.</summary>
    public Claims<TLanes> Claims { get; }

    /// <summary>P1.</summary>
    public ShockPhase<TLanes> Shocks { get; }

    /// <summary>P2; null where nothing can go dark and no payments wait.</summary>
    public OperationsPhase<TLanes>? Operations { get; }

    /// <summary>Lanes that carry a replication.</summary>
    public TLanes Used { get; private set; }

    /// <summary>Institutions that failed in the last clearing.</summary>
    public List<int> UnpaidList { get; } = [];

    /// <summary>Whether every round goes over everybody, so that where it stands can be told.</summary>
    public bool IsFollowedByRound => CountsLoss && HasPathOfRounds;

    public override bool HasPathOfRounds => _dynamics.Scenario.Run.Periods == 1;

    public override TLanes Loss => _lost.Total;

    public override TLanes NetWorth(int institution) => Economy.Worth[institution];

    public override TLanes ShockedWorth(int institution) => TLanes.Of(_dynamics.InitialEquity[institution]) - Economy.Direct[institution];

    public override TLanes WriteDown(int debt) => TLanes.One - Economy.Standing[debt];

    public override TLanes Payment(int institution) => Economy.Paid[institution];

    public override TLanes ExternalLoss(int institution) => Economy.OutsideLoss[institution];

    public override IReadOnlyList<TLanes> PeriodMetrics()
    {
        var books = new[]
        {
            Economy.OutsideLoss, Economy.PublicLoss, Economy.CreditLoss, Economy.ReservePaid, Economy.GuarantorCalled, Economy.PlatformCalled, Economy.FundPaid,
            Economy.Lifeline, Economy.Withdrawn, Economy.Refused, Economy.Discounts, Economy.PriceLoss, Economy.Deadweight, Economy.Dark,
            Economy.ReserveFilled, Economy.TrustFilled, Economy.Levied,
        };
        var kinds = PeriodMetric.Kinds.Count;
        var sums = new ExactSum<TLanes>[kinds + books.Length];
        var scale = Dynamics.LossScale;
        for (var institution = 0; institution < _dynamics.Network.Count; institution++)
        {
            if (PeriodMetric.Kinds.IndexOf(_dynamics.Network.KindOf(institution)) is >= 0 and var kind)
            {
                sums[kind].Add(LossOf(institution, Economy.Worth[institution]), scale);
            }

            for (var book = 0; book < books.Length; book++)
            {
                // What only a channel that is off would fill takes no room.
                if (books[book].Length > 0)
                {
                    sums[kinds + book].Add(books[book][institution], scale);
                }
            }
        }

        var totals = Array.ConvertAll(sums, sum => sum.Total);
        // What the public purse lost is told apart from what others outside lost.
        totals[kinds] -= totals[kinds + 1];
        // Besides its levy the guarantee fund has what it was given.
        totals[^1] += TLanes.Of(_dynamics.Scenario.Policies.GuaranteeFund?.Size ?? 0);
        return [.. totals, .. Operations?.Totals() ?? [TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero]];
    }

    public override TLanes Open(int period, Stress<TLanes> stress)
    {
        Active = Used;
        Shocks.Events = stress.Events;
        foreach (var phase in _before)
        {
            phase.Run(period);
        }

        CountLoss();
        return Used;
    }

    public override void Close(int period)
    {
        _clearing.End();
        foreach (var phase in _after)
        {
            phase.Run(period);
        }

        CountLoss();
    }

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

        NoteDefaults(institution, atOnce, ref tally, 0);
        NoteDefaults(institution, failing, ref tally);
    }

    /// <summary>Winds up who was struck by a credit event as a whole.</summary>
    public void WindUp(int institution, TLanes lanes)
    {
        var tally = default(Tally<TLanes>);
        NoteDefaults(institution, lanes, ref tally, 0);
        AddDefaults(tally.Defaults);
        Economy.Worth[institution] = TLanes.Select(lanes, TLanes.Zero, Economy.Worth[institution]);
        Empty(institution, lanes);
    }

    /// <summary>Takes everything out of the books of who is wound up; its claims are somebody else's now.</summary>
    public void Empty(int institution, TLanes lanes)
    {
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
        foreach (var book in Economy.Books)
        {
            book[institution] *= share;
        }

        if (Economy.Kept.Length > 0)
        {
            Economy.Kept[institution] *= share;
        }
    }

    /// <summary>Lists who failed, for the guarantees that are called next.</summary>
    public void ListUnpaid()
    {
        UnpaidList.Clear();
        for (var institution = 0; institution < _dynamics.Network.Count; institution++)
        {
            if (!TLanes.IsNone(TLanes.IsBelow(TLanes.Zero, Economy.Unpaid[institution])))
            {
                UnpaidList.Add(institution);
            }
        }
    }

    /// <summary>What an institution owes between two clearings: nothing that falls due has been left out, guarantees are not called yet.</summary>
    public TLanes Debts(int institution)
    {
        var network = TLanes.Of(_dynamics.UndatedDebt[institution]) + Claims.DatedDebt(institution, -1).All + (Economy.Left[institution] * Economy.LentTo(institution));
        var deficiency = TLanes.Max(TLanes.Zero, Economy.Clients[institution] - Economy.Trust[institution]);
        return Economy.Deposits[institution] + Economy.Bonds[institution] + deficiency + (Economy.Standing[institution] * network) + Economy.Bridge[institution];
    }

    /// <summary>Loans that an institution holds, at their amounts.</summary>
    public TLanes LoansOf(int institution) =>
        Economy.Held[institution] * (Claims.Undated(institution, Economy.Standing) + (_dynamics.Dated.IsEmpty ? TLanes.Zero : Claims.Dated(institution, Economy.Standing)));

    /// <summary>Takes an amount from an institution's cash; what that does not cover becomes a debt to somebody outside.</summary>
    public void Charge(int institution, TLanes amount)
    {
        var fromCash = TLanes.Min(Economy.Cash[institution], amount);
        Economy.Cash[institution] -= fromCash;
        Economy.Bonds[institution] += amount - fromCash;
        Economy.Direct[institution] += amount;
    }

    /// <summary>Pays debts to creditors outside the network back from an institution's cash, deposits last; what nobody is owed stays cash.</summary>
    public void PayBack(int institution, TLanes amount)
    {
        foreach (var debt in new[] { Economy.Bonds, Economy.Deposits })
        {
            var paid = TLanes.Min(debt[institution], TLanes.Min(Economy.Cash[institution], amount));
            debt[institution] -= paid;
            Economy.Cash[institution] -= paid;
            amount -= paid;
        }
    }

    /// <summary>Writes all debts of an institution down to a share of them; its creditors lose the rest without a default.</summary>
    public void WriteDown(int institution, TLanes lanes, TLanes share)
    {
        var lost = TLanes.One - share;
        var deficiency = TLanes.Max(TLanes.Zero, Economy.Clients[institution] - Economy.Trust[institution]);
        Economy.OutsideLoss[institution] += lanes & (lost * (Economy.Deposits[institution] + Economy.Bonds[institution] + deficiency));
        foreach (var book in new[] { Economy.Deposits, Economy.Bonds, Economy.Standing })
        {
            book[institution] = TLanes.Select(lanes, share * book[institution], book[institution]);
        }

        Economy.Clients[institution] -= lanes & (lost * deficiency);
        Economy.Worth[institution] = TLanes.Select(lanes, TLanes.Zero, Economy.Worth[institution]);
    }

    /// <summary>Notes lanes in which a search was given up.</summary>
    public void GiveUp(TLanes lanes) => Unsolved |= lanes & Used;

    /// <summary>Mask of the lanes in which the lender of last resort serves who asked early enough.</summary>
    public TLanes IsLending(int institution, int period)
    {
        var policy = _dynamics.Scenario.Policies.LenderOfLastResort!;
        return !_dynamics.Calendar.IsInForce("lenderOfLastResort", policy.From, period) ? TLanes.Zero
            : _asked is null ? TLanes.All
            : TLanes.IsAtMost(_asked[institution], TLanes.Of(period - policy.Delay));
    }

    private protected override void Begin(Stress<TLanes> stress, ref Tally<TLanes> tally)
    {
        Used = Active;
        Economy.Reset();
        UnpaidList.Clear();
        Operations?.Begin();
        _panic?.Begin();
        tally.Moved |= Open(0, stress);
    }

    private protected override TLanes Step()
    {
        var moved = _clearing.Step(Active);
        if (IsFollowedByRound)
        {
            CountLoss();
        }

        return moved;
    }

    private protected override void Partition(int phase, Part<TLanes> part, ref Tally<TLanes> tally)
    {
        if (phase == Counting)
        {
            AddLoss(part, 1, ref tally.Loss);
        }
        else
        {
            _running.Partition(phase, part, ref tally);
        }
    }

    private void CountLoss()
    {
        if (CountsLoss)
        {
            _lost = Sweep(Counting, null, _dynamics.Network.Count).Loss;
        }
    }
}
