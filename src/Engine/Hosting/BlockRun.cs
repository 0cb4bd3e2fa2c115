namespace Contagion.Engine;

/// <summary>Runs one block after another on one thread, with room that is used again.</summary>
internal sealed class BlockRun<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly ReplicationPlan _plan;
    private readonly Dynamics _dynamics;
    private readonly int _maxRounds;
    private readonly Stress<TLanes> _stress;
    private readonly Cascade<TLanes> _cascade;
    private readonly List<RoundState>[] _path = new List<RoundState>[TLanes.Count];
    private readonly int[] _rounds = new int[TLanes.Count];

    public BlockRun(ReplicationPlan plan, Dynamics dynamics, int maxRounds, Crew? crew)
    {
        (_plan, _dynamics, _maxRounds) = (plan, dynamics, maxRounds);
        (_stress, _cascade) = (new Stress<TLanes>(dynamics.Network), dynamics.NewCascade<TLanes>());
        _cascade.CarryBy(crew);
    }

    /// <summary>Computes a block.</summary>
    public BlockResult Run(int block, bool keepsPath, CancellationToken cancellationToken)
    {
        var first = block * TLanes.Count;
        var count = Math.Min(TLanes.Count, _plan.Count - first);
        var (shocked, used) = (new int[count][], TLanes.First(count));
        _stress.Clear();
        for (var lane = 0; lane < count; lane++)
        {
            shocked[lane] = _plan.Apply(first + lane, lane, _stress);
            (_path[lane], _rounds[lane]) = ([], 0);
        }

        (_cascade.Cancellation, _cascade.CountsLoss) = (cancellationToken, keepsPath);
        var active = _cascade.Begin(_stress, used);
        Record(keepsPath ? used : TLanes.Zero);
        for (var round = 1; !TLanes.IsNone(active) && round <= _maxRounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var stepped = active;
            active = _cascade.Step(round, active);
            for (var lane = 0; lane < count; lane++)
            {
                _rounds[lane] += stepped.Has(lane) ? 1 : 0;
            }

            Record(keepsPath ? stepped : TLanes.Zero);
        }

        var reading = new BlockReading<TLanes>(_dynamics, _cascade, _plan.Seeds, first, count);
        var unsolved = active | _cascade.Unsolved;
        return reading.Result(
            [.. Enumerable.Range(0, count).Select(lane => reading.Replication(lane, shocked[lane], _rounds[lane], !unsolved.Has(lane), _path[lane]))],
            isOnly: _plan.Count == 1);
    }

    private void Record(TLanes lanes)
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
                _path[lane].Add(new RoundState((int)defaults[lane], loss[lane]));
            }
        }
    }
}
