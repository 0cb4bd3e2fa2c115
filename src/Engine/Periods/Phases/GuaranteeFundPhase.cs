using Contagion.Model;

namespace Contagion.Engine;

/// <summary>P6: the industry fund pays creditors what nobody else paid of their losses on members' loans, all alike where it is short; P9: it collects its levy.</summary>
internal sealed class GuaranteeFundPhase<TLanes> : Phase<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Asking = 0;
    private const int Receiving = 1;

    private readonly GuaranteeFund _policy;
    private readonly CreditPhase<TLanes> _credit;
    private readonly ClearingPhase<TLanes> _clearing;
    private readonly bool[] _isMember;
    private readonly int[] _members;
    private readonly LaneArray<TLanes> _fund;
    private readonly BackedShares<TLanes>? _missing;
    private readonly LaneArray<TLanes> _need;
    private TLanes _share;
    private bool _isAsked;

    public GuaranteeFundPhase(JointCascade<TLanes> cascade, CreditPhase<TLanes> credit, ClearingPhase<TLanes> clearing)
        : base(cascade)
    {
        (_credit, _clearing, _policy) = (credit, clearing, Dynamics.Scenario.Policies.GuaranteeFund!);
        var among = _policy.Among ?? new Target.OfKind(InstitutionKind.Platform);
        (_members, _isMember) = (Targets.Resolve(among, Dynamics.Network), Targets.Mask(among, Dynamics.Network));
        _fund = Economy.New(1, _ => _policy.Size);
        _missing = credit.Calls?.NewShares();
        _need = Economy.NewBook(true, _ => 0);
    }

    /// <summary>Asks creditors what nobody else pays; called before who failed is wound up and loans are sold.</summary>
    public void Ask(int period)
    {
        _isAsked = _credit.Calls is { IsAny: true, HasFund: true } && IsInForce(period);
        if (!_isAsked)
        {
            return;
        }

        var backings = Dynamics.Guarantees!.Backings;
        for (var backing = 0; backing < backings.Length; backing++)
        {
            _missing!.OfBacking[backing] = backings[backing].Platform >= 0 && _isMember[backings[backing].Platform]
                ? TLanes.Max(TLanes.Zero, TLanes.One - _credit.Calls!.FundShare.OfBacking[backing] - _clearing.Backed!.OfBacking[backing])
                : TLanes.Zero;
        }

        _credit.Calls!.AddUpPools(_missing!);
        var (creditors, count) = _credit.Affected.Items;
        var needed = Sweep(Asking, creditors, count).Loss.Total;
        _share = TLanes.Min(TLanes.One, Ratio.Of(_fund[0], needed, TLanes.Zero));
        _fund[0] = TLanes.Max(TLanes.Zero, _fund[0] - (_share * needed));
    }

    public override void Run(int period)
    {
        if (_isAsked)
        {
            var (creditors, count) = _credit.Affected.Items;
            Sweep(Receiving, creditors, count);
        }

        if (_policy.Levy > 0 && IsInForce(period))
        {
            Collect();
        }
    }

    public override void Partition(int step, Part<TLanes> part, ref Tally<TLanes> tally)
    {
        for (var place = 0; place < part.Count; place++)
        {
            var creditor = part[place];
            if (step == Asking)
            {
                _need[creditor] = ~(Economy.Closed[creditor] | Economy.Failed[creditor]) & _credit.Calls!.Paid(creditor, _missing!);
                tally.Loss.Add(_need[creditor], Dynamics.LossScale);
            }
            else
            {
                var paid = _share * _need[creditor];
                Economy.Cash[creditor] += paid;
                Economy.Worth[creditor] += paid;
                Economy.FundPaid[creditor] += paid;
            }
        }
    }

    private bool IsInForce(int period) => Dynamics.Calendar.IsInForce("guaranteeFund", _policy.From, period);

    private void Collect()
    {
        foreach (var member in _members)
        {
            var assets = TLanes.Max(TLanes.Zero, Cascade.Debts(member) + Economy.Worth[member]);
            var paid = TLanes.Min(Economy.Cash[member], TLanes.Of(_policy.Levy) * assets);
            Economy.Cash[member] -= paid;
            Economy.Worth[member] -= paid;
            Economy.Levied[member] += paid;
            _fund[0] += paid;
            Cascade.Awake.Wake(member);
        }
    }
}
