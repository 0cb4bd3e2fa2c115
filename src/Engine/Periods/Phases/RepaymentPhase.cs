using Contagion.Model;

namespace Contagion.Engine;

/// <summary>P9: loans of the lender of last resort bear interest and are repaid from cash that nothing is due on.</summary>
internal sealed class RepaymentPhase<TLanes> : Phase<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const double DaysOfYear = 365;

    private readonly LenderOfLastResort _policy;
    private readonly int[] _eligible;

    public RepaymentPhase(JointCascade<TLanes> cascade)
        : base(cascade)
    {
        _policy = Dynamics.Scenario.Policies.LenderOfLastResort!;
        _eligible = Targets.Resolve(_policy.Among ?? new Target.OfKind(InstitutionKind.Bank), Dynamics.Network);
    }

    public override void Run(int period)
    {
        foreach (var bank in _eligible)
        {
            var owed = Economy.Bridge[bank];
            var interest = owed * TLanes.Of(_policy.Rate / DaysOfYear);
            var repaid = TLanes.Min(Economy.Cash[bank], owed + interest);
            Economy.Cash[bank] -= repaid;
            Economy.Bridge[bank] = owed + interest - repaid;
            Economy.Worth[bank] -= interest;
            Economy.Interest[bank] += interest;
        }
    }
}
