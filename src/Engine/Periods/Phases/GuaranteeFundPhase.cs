using Contagion.Model;

namespace Contagion.Engine;

/// <summary>P6: the industry fund pays creditors what nobody else paid of their losses on members' loans, all alike where it is short; P9: it collects its levy.</summary>
internal sealed class GuaranteeFundPhase<TLanes> : Phase<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Asking = 0;
    private const int Receiving = 1;
    private const int Paying = 2;

    private readonly GuaranteeFund _policy;
    private readonly CreditPhase<TLanes> _credit;
    private readonly ClearingPhase<TLanes> _clearing;
    private readonly bool[] _isMember;
    private readonly int[] _members;
    private readonly LaneArray<TLanes> _fund;
    private readonly LaneArray<TLanes> _missing;
    private readonly LaneArray<TLanes> _need;
    private TLanes _share;

    public GuaranteeFundPhase(JointCascade<TLanes> cascade, CreditPhase<TLanes> credit, ClearingPhase<TLanes> clearing)
        : base(cascade)
    {
        (_credit, _clearing, _policy) = (credit, clearing, Dynamics.Scenario.Policies.GuaranteeFund!);
        _members = Targets.Resolve(_policy.Among ?? new Target.OfKind(InstitutionKind.Platform), Dynamics.Network);
        _isMember = new bool[Dynamics.Network.Count];
        foreach (var member in _members)
        {
            _isMember[member] = true;
        }

        _fund = Economy.New(1, _ => _policy.Size);
        _missing = Economy.New(Dynamics.Guarantees?.Backings.Length ?? 0, _ => 0);
        _need = Economy.New(Dynamics.Network.Count, _ => 0);
    }

    public override void Run(int period)
    {
        if (!Dynamics.Calendar.IsInForce("guaranteeFund", _policy.From, period))
        {
            return;
        }

        if (_credit.Calls is { IsAny: true })
        {
            PayOut();
        }

        Collect();
    }

    public override void Partition(int step, Part<TLanes> part, ref Tally<TLanes> tally)
    {
        for (var place = 0; place < part.Count; place++)
        {
            var creditor = part[place];
            if (step == Asking)
            {
                _need[creditor] = ~Economy.Closed[creditor] & _credit.Calls!.Paid(creditor, _missing);
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

    private void PayOut()
    {
        var backings = Dynamics.Guarantees!.Backings;
        for (var backing = 0; backing < backings.Length; backing++)
        {
            _missing[backing] = backings[backing].Platform >= 0 && _isMember[backings[backing].Platform]
                ? TLanes.Max(TLanes.Zero, TLanes.One - _credit.Calls!.FundShare[backing] - _clearing.Backed[backing])
                : TLanes.Zero;
        }

        var needed = Sweep(Asking, null, Dynamics.Network.Count).Loss.Total;
        var isAny = TLanes.IsBelow(TLanes.Zero, needed);
        _share = TLanes.Select(isAny, TLanes.Min(TLanes.One, _fund[0] / TLanes.Select(isAny, needed, TLanes.One)), TLanes.Zero);
        _fund[0] = TLanes.Max(TLanes.Zero, _fund[0] - (_share * needed));
        Sweep(Receiving, null, Dynamics.Network.Count);
    }

    private void Collect()
    {
        foreach (var member in _policy.Levy > 0 ? _members : [])
        {
            var assets = TLanes.Max(TLanes.Zero, Cascade.Debts(member) + Economy.Worth[member]);
            var paid = TLanes.Min(Economy.Cash[member], TLanes.Of(_policy.Levy) * assets);
            Economy.Cash[member] -= paid;
            Economy.Worth[member] -= paid;
            Economy.Levied[member] += paid;
            _fund[0] += paid;
        }
    }
}
