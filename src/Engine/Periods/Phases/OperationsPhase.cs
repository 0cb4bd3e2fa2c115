using Contagion.Model;

namespace Contagion.Engine;

/// <summary>P2: who can work in a period, and what that does to load and payments.</summary>
internal sealed class OperationsPhase<TLanes> : Phase<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Failover? _failover;
    private readonly SettlementSuspension? _suspension;
    private readonly OperationsChannel _channel;
    private readonly Outages<TLanes> _outages;
    private readonly ServiceLevels<TLanes>? _levels;
    private readonly OverloadCascade<TLanes>? _overload;
    private readonly CapacityQueue<TLanes>? _queue;
    private readonly PaymentQueue<TLanes>? _payments;
    private readonly LaneArray<TLanes>? _hasBackup;
    private readonly LaneArray<TLanes>? _isPlaying;
    private readonly LaneArray<TLanes> _isDark;
    private readonly LaneArray<TLanes> _wasDarkBefore;
    private readonly LaneArray<TLanes> _load;
    private readonly int[] _backups;
    private TLanes _graceUntil;
    private bool _wasDark;
    private int _brightFor;

    public OperationsPhase(JointCascade<TLanes> cascade)
        : base(cascade)
    {
        var (scenario, network) = (Dynamics.Scenario, Dynamics.Network);
        _channel = scenario.Channels.Operations ?? new OperationsChannel();
        (_failover, _suspension) = (scenario.Policies.Failover, scenario.Policies.SettlementSuspension);
        _outages = new Outages<TLanes>(network.Count);
        _levels = Dynamics.Dependencies is null ? null : new ServiceLevels<TLanes>(Dynamics.Dependencies);
        _overload = Dynamics.LoadLimits is null ? null : new OverloadCascade<TLanes>(Dynamics.LoadLimits);
        _queue = Dynamics.Capacities.Length > 0 ? new CapacityQueue<TLanes>(Dynamics.Capacities, [.. _channel.Shape ?? [1]], _channel.Elasticity) : null;
        _payments = Dynamics.Payments is null ? null : new PaymentQueue<TLanes>(Dynamics.Payments, isHistoryKept: _failover is { LostPeriods: > 0 });
        (_isDark, _wasDarkBefore) = (Economy.New(network.Count, _ => 0), Economy.New(network.Count, _ => 0));
        _load = Economy.New(Dynamics.Capacities.Length, _ => 0);
        _backups = _failover is null ? [] : Targets.Resolve(_failover.Among ?? new Target.All(), network);
        _hasBackup = _failover?.Among is null ? null : MaskOf(_backups);
        _isPlaying = _channel.Coordination is { } game ? MaskOf(Targets.Resolve(game.Among, network)) : null;
    }

    /// <summary>Load that fell due in a period on top of the usual, as a share of it and as an amount; set by shocks.</summary>
    public Dictionary<int, (TLanes Share, TLanes Amount)> ExtraLoad { get; } = [];

    /// <summary>Mask of the lanes in which the settlement system lends what outages keep from being paid.</summary>
    public TLanes Grace { get; private set; }

    /// <summary>The longest that load has waited anywhere, in sub-periods; infinite where it waited and nothing was served.</summary>
    public TLanes Latency { get; private set; }

    /// <summary>Whether a scenario has anything for the phase to do.</summary>
    public static bool IsNeeded(Scenario scenario) =>
        scenario.Has(ChannelSet.Operations)
        && (scenario.Channels.Operations is not null || scenario.Network.Files?.Payments is not null || scenario.Shocks.Any(shock => shock.Kind is ShockKind.Outage or ShockKind.Load));

    /// <summary>Forgets everything; called before a replication starts.</summary>
    public void Begin()
    {
        _outages.Clear();
        _overload?.Clear();
        _queue?.Clear();
        _payments?.Clear();
        (_graceUntil, _wasDark, _brightFor, Grace, Latency) = (TLanes.Zero, false, 0, TLanes.Zero, TLanes.Zero);
        ExtraLoad.Clear();
    }

    /// <summary>Notes an outage.</summary>
    public void Strike(int institution, int lane, double share, int period, int duration) =>
        _outages.Strike(institution, TLanes.Zero.With(lane, Math.Min(1, share)), period, duration);

    public override void Run(int period)
    {
        var hasBackups = _failover is not null && Dynamics.Calendar.IsInForce("failover", _failover.From, period);
        _outages.Begin(period, hasBackups ? _failover : null, _hasBackup);
        foreach (var institution in hasBackups && _failover!.Cost > 0 ? _backups : [])
        {
            Cascade.Charge(institution, ~Economy.Closed[institution] & TLanes.Of(_failover!.Cost));
        }

        var isAnyStruck = _outages.Struck.Length > 0;
        var isAnyDark = false;
        // Services that work in part do so from the start.
        if (isAnyStruck || _wasDark || (period == 0 && _levels is not null))
        {
            isAnyDark = Darken();
            _wasDark = isAnyDark || isAnyStruck;
            Forgive(period);
        }

        // Whoever was dark has paid what it owed in the first bright period, or failed; guarantees are called for that in the second.
        _brightFor = isAnyDark ? 0 : _brightFor + 1;
        Economy.IsPunctual = !isAnyDark && (Economy.IsPunctual || _brightFor > 2);
        Serve(period);
        Settle(period);
    }

    private LaneArray<TLanes> MaskOf(int[] members)
    {
        var mask = new LaneArray<TLanes>(Dynamics.Network.Count);
        foreach (var member in members)
        {
            mask[member] = TLanes.All;
        }

        return mask;
    }

    /// <summary>Works out who can send payments; true where somebody cannot.</summary>
    private bool Darken()
    {
        Cascade.Awake.WakeAll();
        var levels = _outages.Available;
        if (_levels is not null)
        {
            Cascade.GiveUp(_levels.Solve(_outages.Available, _outages.Struck, Dynamics.Scenario.Run.MaxRounds));
            levels = _levels.Levels;
        }

        for (var institution = 0; institution < Dynamics.Network.Count; institution++)
        {
            Economy.Availability[institution] = levels[institution];
            _wasDarkBefore[institution] = _isDark[institution];
            _isDark[institution] = TLanes.IsAtMost(levels[institution], TLanes.Zero);
        }

        if (_overload is not null)
        {
            _overload.Solve(_isDark, Cascade.Used);
            for (var institution = 0; institution < Dynamics.Network.Count; institution++)
            {
                _isDark[institution] |= _overload.IsDark(institution);
            }
        }

        if (_isPlaying is not null)
        {
            CoordinationGame.HoldBack(_channel.Coordination!, _isPlaying, _isDark);
        }

        var isAnyDark = false;
        for (var institution = 0; institution < Dynamics.Network.Count; institution++)
        {
            var isDark = _isDark[institution] & ~Economy.Closed[institution];
            Economy.Sent[institution] = ~isDark & TLanes.One;
            Economy.Dark[institution] += isDark & TLanes.One;
            isAnyDark |= !TLanes.IsNone(isDark);
        }

        return isAnyDark;
    }

    /// <summary>Has settlement suspended while an outage is young.</summary>
    private void Forgive(int period)
    {
        if (_suspension is null)
        {
            return;
        }

        var isAnyDark = TLanes.Zero;
        for (var institution = 0; institution < Dynamics.Network.Count; institution++)
        {
            isAnyDark |= TLanes.IsBelow(Economy.Sent[institution], TLanes.One);
        }

        // An outage counts from its first dark period; it is over with the first bright one.
        _graceUntil = isAnyDark & (_graceUntil + TLanes.One);
        var isInForce = Dynamics.Calendar.IsInForce("settlementSuspension", _suspension.From, period);
        Grace = isInForce ? isAnyDark & TLanes.IsAtMost(_graceUntil, TLanes.Of(_suspension.Periods)) : TLanes.Zero;
    }

    private void Serve(int period)
    {
        if (_queue is null)
        {
            return;
        }

        for (var place = 0; place < _queue.Count; place++)
        {
            var institution = _queue.InstitutionAt(place);
            var (share, amount) = ExtraLoad.GetValueOrDefault(institution);
            _load[place] = (TLanes.Of(Dynamics.Network.Load[institution]) * (TLanes.One + share)) + amount;
        }

        ExtraLoad.Clear();
        var dropped = Enumerable.Range(0, _queue.Count).Select(_queue.Dropped).ToArray();
        _queue.Serve(0, _queue.Count, _load, Economy.Availability, Cascade.Used);
        for (var place = 0; place < _queue.Count; place++)
        {
            var institution = _queue.InstitutionAt(place);
            Economy.Arrived[institution] = _queue.Arrived(place);
            Economy.Dropped[institution] = _queue.Dropped(place);
            Economy.IsOverloaded[institution] = TLanes.IsBelow(dropped[place], _queue.Dropped(place));
            Latency = TLanes.Max(Latency, _queue.Latency(place));
        }
    }

    private void Settle(int period)
    {
        if (_payments is null)
        {
            return;
        }

        Cascade.Awake.Wake(Dynamics.Payments!.Institution);
        _payments.Enter(period);
        foreach (var institution in _failover is { LostPeriods: > 0 } ? _outages.Struck : [])
        {
            // Records of the last payments went down with the system.
            var isNew = _isDark[institution] & ~_wasDarkBefore[institution] & (_hasBackup is null ? TLanes.All : _hasBackup[institution]);
            _payments.Lose(institution, isNew, period - _failover!.LostPeriods, Economy.Cash);
        }

        _payments.Strike(Economy.Closed);
        _payments.Settle(Economy.Cash, _isDark, Cascade.Used, _channel.Gridlock);
        foreach (var institution in Dynamics.Payments!.Institution)
        {
            Economy.Unsettled[institution] += _payments.Unsettled(institution);
        }

        if (_channel.Unsettled == UnsettledPayments.Cancel)
        {
            _payments.Cancel(Cascade.Used);
        }
    }
}
