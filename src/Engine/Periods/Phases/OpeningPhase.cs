using Contagion.Model;

namespace Contagion.Engine;

/// <summary>P0: what policies demand of the books before anything happens: reserve funds and trusts are filled from cash.</summary>
internal sealed class OpeningPhase<TLanes> : Phase<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly ReserveFund? _fund;
    private readonly Segregation? _segregation;
    private readonly OutstandingLoans<TLanes>? _loans;
    private readonly int[] _platforms;
    private readonly int[] _keepers;

    public OpeningPhase(JointCascade<TLanes> cascade)
        : base(cascade)
    {
        var (policies, network) = (Dynamics.Scenario.Policies, Dynamics.Network);
        (_fund, _segregation) = (policies.ReserveFund, policies.Segregation);
        _loans = Dynamics.PlatformLoans is null ? null : new OutstandingLoans<TLanes>(Economy);
        _platforms = _fund is null ? [] : Targets.Resolve(new Target.OfKind(InstitutionKind.Platform), network);
        _keepers = _segregation is null ? [] : Targets.Resolve(_segregation.Among ?? new Target.All(), network);
    }

    /// <summary>Whether a scenario has anything for the phase to do.</summary>
    public static bool IsNeeded(PolicySet policies) => policies.ReserveFund is not null || policies.Segregation is not null;

    /// <summary>Forgets everything; called before a replication starts.</summary>
    public void Begin() => _loans?.Begin();

    public override void Run(int period)
    {
        var (list, count) = Cascade.Awake.Items;
        _loans?.Update(list, count);
        if (_fund is not null && Dynamics.Calendar.IsInForce("reserveFund", _fund.From, period))
        {
            foreach (var platform in _platforms)
            {
                Fill(platform, Economy.Reserve, Target(platform), Economy.ReserveFilled);
            }
        }

        if (_segregation is not null && Dynamics.Calendar.IsInForce("segregation", _segregation.From, period))
        {
            foreach (var keeper in _keepers)
            {
                Fill(keeper, Economy.Trust, TLanes.Of(_segregation.Ratio) * Economy.Clients[keeper], Economy.TrustFilled);
            }
        }
    }

    /// <summary>F* of <c>models.md</c> 7.1.</summary>
    public TLanes Target(int platform)
    {
        if (_fund!.Ratios is not { } ratios)
        {
            return TLanes.Of(_fund.Ratio) * Base(platform, _fund.Of);
        }

        var target = TLanes.Zero;
        foreach (var (name, ratio) in ratios.ByName)
        {
            _ = Words.TryParse<ReserveBase>(name, out var of);
            var one = TLanes.Of(ratio) * Base(platform, of);
            target = _fund.Sum ? target + one : TLanes.Max(target, one);
        }

        return target;
    }

    private TLanes Base(int platform, ReserveBase of) => of switch
    {
        ReserveBase.LoansOutstanding => _loans!.Of(platform),
        ReserveBase.Debts => Cascade.Debts(platform),
        ReserveBase.Assets => Cascade.Debts(platform) + Economy.Worth[platform],
        _ => TLanes.Of(Column.Of(Dynamics.Network.DailyTransactions, platform, 0)),
    };

    private void Fill(int institution, LaneArray<TLanes> book, TLanes target, LaneArray<TLanes> filled)
    {
        var moved = TLanes.Min(Economy.Cash[institution], TLanes.Max(TLanes.Zero, target - book[institution]));
        if (TLanes.IsNone(moved))
        {
            return;
        }

        Cascade.Awake.Wake(institution);
        Economy.Cash[institution] -= moved;
        book[institution] += moved;
        filled[institution] += moved;
    }
}
