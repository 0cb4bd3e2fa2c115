using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Runs one block after another on one thread, with room that is used again.</summary>
internal sealed class BlockRun<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly ReplicationPlan _plan;
    private readonly Scenario _scenario;
    private readonly RunSettings _settings;
    private readonly Carriers _carriers;
    private readonly ReadingRoom _readingRoom = new();
    private readonly List<RoundState>[] _path = [.. Enumerable.Range(0, TLanes.Count).Select(_ => new List<RoundState>())];
    private readonly List<PeriodState>[] _ends = [.. Enumerable.Range(0, TLanes.Count).Select(_ => new List<PeriodState>())];
    private readonly int[] _rounds = new int[TLanes.Count];
    private readonly int[] _roundsBefore = new int[TLanes.Count];
    private Dynamics _dynamics;
    private Stress<TLanes> _stress;
    private Cascade<TLanes> _cascade;

    /// <param name="plan">Who is hit by what.</param>
    /// <param name="dynamics">The mechanism, ready for the network that replications share.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="carriers">Who carries a block.</param>
    public BlockRun(ReplicationPlan plan, Dynamics dynamics, Scenario scenario, Carriers carriers)
    {
        (_plan, _dynamics, _scenario, _settings, _carriers) = (plan, dynamics, scenario, scenario.Run, carriers);
        (_stress, _cascade) = Room();
    }

    /// <summary>Called before each replication.</summary>
    public Action<int>? Before { get; init; }

    /// <summary>Rounds computed since the start, by blocks.</summary>
    public long Rounds { get; private set; }

    /// <summary>Exposures walked since the start, by blocks.</summary>
    public long Exposures { get; private set; }

    /// <summary>Whether books are checked on the way.</summary>
    public bool IsAudited { get; init; }

    /// <summary>Computes some replications.</summary>
    /// <param name="first">Place of the first one in the plan.</param>
    /// <param name="count">How many; at most one a lane.</param>
    /// <param name="keepsPath">Whether to note where they stand after every round.</param>
    /// <param name="cancellationToken">Asked after every round.</param>
    public BlockResult Run(int first, int count, bool keepsPath, CancellationToken cancellationToken)
    {
        if (_plan.HasOwnNetworks)
        {
            _dynamics = ((Mechanism)_scenario.Channels.Solvency).Prepare(_plan.NetworkOf(_plan.ReplicationAt(first)), _scenario);
            (_stress, _cascade) = Room();
        }

        var (shocked, used) = (new int[count][], TLanes.First(count));
        _stress.Clear();
        for (var lane = 0; lane < count; lane++)
        {
            Before?.Invoke(_plan.ReplicationAt(first + lane));
            shocked[lane] = _plan.Apply(_plan.ReplicationAt(first + lane), lane, 0, _stress);
            _path[lane].Clear();
            _ends[lane].Clear();
            (_rounds[lane], _roundsBefore[lane]) = (0, 0);
        }

        (_cascade.Cancellation, _cascade.CountsLoss, _cascade.IsAudited) = (cancellationToken, keepsPath, IsAudited);
        var active = _cascade.Begin(_stress, used);
        Record(keepsPath ? used : TLanes.Zero, 0);
        var keepsEnds = keepsPath && _dynamics.HasPeriods && (long)first * _plan.Periods < InProcessHost.PeriodEndsMax;
        var isJump = !_settings.Path && _cascade.HasShortcut;
        if (isJump)
        {
            active = _cascade.Jump(active, out var passes);
            for (var lane = 0; lane < count; lane++)
            {
                _rounds[lane] = (int)passes[lane];
            }
        }

        var (unsolved, lastRound) = (TLanes.Zero, 0);
        for (var period = 0; period < _plan.Periods; period++)
        {
            if (period > 0)
            {
                active = Open(period, first, count, shocked);
            }

            for (var round = 1; !isJump && !TLanes.IsNone(active) && round <= _settings.MaxRounds; round++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var stepped = active;
                active = _cascade.Step(++lastRound, active);
                for (var lane = 0; lane < count; lane++)
                {
                    _rounds[lane] += stepped.Has(lane) ? 1 : 0;
                }

                Record(keepsPath && _cascade.HasPathOfRounds ? stepped : TLanes.Zero, period);
            }

            unsolved |= active;
            _cascade.Close(period);
            Record(keepsPath && !_cascade.HasPathOfRounds ? used : TLanes.Zero, period);
            RecordEnds(keepsEnds ? count : 0);
        }

        _cascade.Settle();
        (Rounds, Exposures) = (Rounds + lastRound, Exposures + _cascade.Work);
        var reading = new BlockReading<TLanes>(_dynamics, _cascade, _plan, first, count, _readingRoom);
        unsolved |= _cascade.Unsolved;
        return reading.Result(
            [.. Enumerable.Range(0, count).Select(lane => reading.Replication(lane, shocked[lane], _rounds[lane], !unsolved.Has(lane), [.. _path[lane]], [.. _ends[lane]]))]);
    }

    /// <summary>Begins a later period; returns the lanes in which something is under way.</summary>
    private TLanes Open(int period, int first, int count, int[][] shocked)
    {
        _stress.Clear();
        for (var lane = 0; lane < count; lane++)
        {
            var hit = _plan.Apply(_plan.ReplicationAt(first + lane), lane, period, _stress);
            if (hit.Length > 0 && !ReferenceEquals(hit, shocked[lane]))
            {
                shocked[lane] = [.. shocked[lane].Union(hit).Order()];
            }
        }

        return _cascade.Open(period, _stress);
    }

    private (Stress<TLanes> Stress, Cascade<TLanes> Cascade) Room()
    {
        var cascade = _dynamics.NewCascade<TLanes>();
        _carriers.Carry(cascade);
        return (new Stress<TLanes>(_dynamics.Network), cascade);
    }

    private void Record(TLanes lanes, int period)
    {
        if (TLanes.IsNone(lanes))
        {
            return;
        }

        var (defaults, loss) = (_cascade.Defaults, _cascade.Loss);
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            if (lanes.Has(lane))
            {
                _path[lane].Add(new RoundState(period, _rounds[lane], (int)defaults[lane], loss[lane]));
            }
        }
    }

    /// <summary>Notes how the first lanes stand at the end of a period.</summary>
    private void RecordEnds(int count)
    {
        var metrics = count == 0 ? [] : _cascade.PeriodMetrics();
        for (var lane = 0; lane < count; lane++)
        {
            _ends[lane].Add(new PeriodState(_rounds[lane] - _roundsBefore[lane], (int)_cascade.Defaults[lane], _cascade.Loss[lane], [.. metrics.Select(metric => metric[lane])]));
            _roundsBefore[lane] = _rounds[lane];
        }
    }
}
