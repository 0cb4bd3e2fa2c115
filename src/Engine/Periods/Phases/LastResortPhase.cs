using System.Runtime.CompilerServices;
using Contagion.Model;

namespace Contagion.Engine;

/// <summary>The lender of last resort: whom it bridges in P5, and P9, where its loans bear interest and are repaid from cash that nothing is due on.</summary>
internal sealed class LastResortPhase<TLanes> : Phase<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Days over which a year's interest accrues.</summary>
    public const double DaysOfYear = 365;

    private readonly LenderOfLastResort _policy;
    private readonly int[] _eligible;
    private readonly bool[] _isEligible;
    private readonly LaneArray<TLanes> _need;
    private readonly LaneArray<TLanes> _isHeard;
    private readonly Queue<TLanes[]> _requests = [];

    public LastResortPhase(JointCascade<TLanes> cascade)
        : base(cascade)
    {
        _policy = Dynamics.Scenario.Policies.LenderOfLastResort!;
        var among = _policy.Among ?? new Target.OfKind(InstitutionKind.Bank);
        (_eligible, _isEligible) = (Targets.Resolve(among, Dynamics.Network), Targets.Mask(among, Dynamics.Network));
        (Bridged, _need) = (Economy.NewBook(true, _ => 0), Economy.NewBook(true, _ => 0));
        _isHeard = Economy.NewBook(_policy.Delay > 0, _ => 0);
    }

    /// <summary>Mask: the lender bridges what an institution lacks in this period.</summary>
    public LaneArray<TLanes> Bridged { get; }

    /// <summary>Whether it lends in this period.</summary>
    public bool IsLending { get; private set; }

    /// <summary>Forgets everything; called before a replication starts.</summary>
    public void Begin() => _requests.Clear();

    /// <summary>Begins a period's clearing: nobody has asked yet.</summary>
    public void Open(int period)
    {
        IsLending = Dynamics.Calendar.IsInForce("lenderOfLastResort", _policy.From, period);
        foreach (var institution in _eligible)
        {
            (Bridged[institution], _need[institution]) = (TLanes.Zero, TLanes.Zero);
        }
    }

    /// <summary>Says where an institution is bridged while the lender lends: in full or not at all, while it is solvent and has collateral enough.</summary>
    /// <param name="institution">The institution.</param>
    /// <param name="active">Lanes that may change.</param>
    /// <param name="net">What it is worth at current prices.</param>
    /// <param name="need">What it lacks.</param>
    /// <param name="marketable">What its marketable assets come to.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public TLanes Bridge(int institution, TLanes active, TLanes net, TLanes need, TLanes marketable)
    {
        if (!_isEligible[institution])
        {
            return TLanes.Zero;
        }

        var owed = Economy.Bridge[institution];
        var isBridged = TLanes.IsAtMost(TLanes.Zero, net) & TLanes.IsBelow(TLanes.Zero, need)
            & TLanes.IsAtMost(need, (TLanes.Of(1 - _policy.Haircut) * marketable) - owed) & TLanes.IsAtMost(need, TLanes.Of(_policy.Cap ?? double.PositiveInfinity) - owed);
        isBridged &= _isHeard.Length > 0 ? _isHeard[institution] : TLanes.All;
        Bridged[institution] = TLanes.Select(active, isBridged, Bridged[institution]);
        _need[institution] = TLanes.Select(active, need, _need[institution]);
        return isBridged;
    }

    public override void Run(int period)
    {
        foreach (var bank in _eligible)
        {
            var owed = Economy.Bridge[bank];
            if (TLanes.IsNone(owed))
            {
                continue;
            }

            var interest = owed * TLanes.Of(_policy.Rate / DaysOfYear);
            var repaid = TLanes.Min(Economy.Cash[bank], owed + interest);
            Economy.Cash[bank] -= repaid;
            Economy.Bridge[bank] = owed + interest - repaid;
            Economy.Worth[bank] -= interest;
            Cascade.Awake.Wake(bank);
        }

        if (_isHeard.Length > 0)
        {
            Hear();
        }
    }

    /// <summary>Notes who asks, and lets those be heard in the next period who asked as long before it as the lender takes to answer.</summary>
    private void Hear()
    {
        _requests.Enqueue([.. _eligible.Select(bank => IsLending ? TLanes.IsBelow(TLanes.Zero, _need[bank]) : TLanes.Zero)]);
        var heard = _requests.Count == _policy.Delay ? _requests.Dequeue() : null;
        for (var place = 0; place < _eligible.Length; place++)
        {
            _isHeard[_eligible[place]] = heard?[place] ?? TLanes.Zero;
        }
    }
}
