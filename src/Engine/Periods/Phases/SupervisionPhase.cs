using Contagion.Model;

namespace Contagion.Engine;

/// <summary>P9, at the turn of a period: platforms that miss the rule of admission, and prohibited pools, are closed in order.</summary>
/// <remarks>Who is closed in order pays out what comes in, sells nothing for it, and writes its debts down to what there is; its creditors lose the rest without
/// a default. The lenders of a prohibited pool become creditors of those it has lent to; what loans do not cover they are owed as before, and can call no more.</remarks>
internal sealed class SupervisionPhase<TLanes> : Phase<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Admission? _admission;
    private readonly PooledFunds? _prohibition;
    private readonly OpeningPhase<TLanes>? _funds;
    private readonly int[] _platforms;
    private readonly int[] _pools;
    private readonly LaneArray<TLanes> _missed;

    public SupervisionPhase(JointCascade<TLanes> cascade, OpeningPhase<TLanes>? funds)
        : base(cascade)
    {
        var (policies, network) = (Dynamics.Scenario.Policies, Dynamics.Network);
        (_admission, _prohibition, _funds) = (policies.Admission, policies.PooledFunds, funds);
        _platforms = _admission is null ? [] : Targets.Resolve(_admission.Among ?? new Target.OfKind(InstitutionKind.Platform), network);
        _pools = _prohibition is null ? [] : [.. Enumerable.Range(0, network.Count).Where(one => network.ModeOf(one) == PlatformMode.Pooled)];
        _missed = Economy.New(_admission is null ? 0 : network.Count, _ => 0);
    }

    /// <summary>Whether a scenario has anything for the phase to do.</summary>
    public static bool IsNeeded(PolicySet policies) => policies.Admission is not null || policies.PooledFunds is { Abrupt: false };

    public override void Run(int period)
    {
        if (_prohibition is { Abrupt: false } && Dynamics.Calendar.IsInForce("pooledFunds", _prohibition.From, period))
        {
            foreach (var pool in _pools)
            {
                Economy.RunOff[pool] = ~Economy.Closed[pool];
                Economy.IsAnyInRunOff = true;
                Cascade.Awake.Wake(pool);
            }

            Cascade.Assigned?.Assign();
        }

        if (_admission is null || !Dynamics.Calendar.IsInForce("admission", _admission.From, period))
        {
            return;
        }

        foreach (var platform in _platforms)
        {
            // Periods that the rule has been missed in a row.
            var missed = Misses(platform, period) & (_missed[platform] + TLanes.One);
            _missed[platform] = missed;
            Economy.RunOff[platform] |= TLanes.IsBelow(TLanes.Of(_admission.Grace), missed) & ~Economy.Closed[platform];
            if (!TLanes.IsNone(Economy.RunOff[platform]))
            {
                Economy.IsAnyInRunOff = true;
                Cascade.Awake.Wake(platform);
            }
        }
    }

    /// <summary>Mask of the lanes in which a platform misses the rule.</summary>
    private TLanes Misses(int platform, int period)
    {
        var network = Dynamics.Network;
        var isMissed = TLanes.Zero;
        if (_admission!.MinScore is { } score && !(Column.Of(network.Score, platform) >= score))
        {
            isMissed = TLanes.All;
        }

        if (_admission.Licence && !(Column.Of(network.Licence, platform) >= 1))
        {
            isMissed = TLanes.All;
        }

        if (_admission.MinEquity is { } equity)
        {
            var (worth, debts) = (Economy.Worth[platform], Cascade.Debts(platform));
            isMissed |= TLanes.IsBelow(worth, TLanes.Of(equity) * TLanes.Max(TLanes.Zero, worth + debts));
        }

        if (_admission.MinSegregation is { } trust)
        {
            isMissed |= TLanes.IsBelow(Economy.Trust[platform], TLanes.Of(trust) * Economy.Clients[platform]);
        }

        if (_admission.MinReserve && _funds is not null && _funds.HasFund(period) && network.KindOf(platform) == InstitutionKind.Platform)
        {
            isMissed |= TLanes.IsBelow(Economy.Reserve[platform], _funds.Target(platform));
        }

        return isMissed;
    }
}
