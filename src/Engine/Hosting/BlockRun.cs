namespace Contagion.Engine;

/// <summary>Runs one block after another on one thread, with room that is used again.</summary>
internal sealed class BlockRun
{
    private readonly ReplicationPlan _plan;
    private readonly Dynamics _dynamics;
    private readonly int _maxRounds;
    private readonly Stress _stress;
    private readonly Cascade _cascade;
    private readonly List<RoundState>[] _path = new List<RoundState>[Lane.Count];
    private readonly int[] _rounds = new int[Lane.Count];

    public BlockRun(ReplicationPlan plan, Dynamics dynamics, int maxRounds, Crew? crew)
    {
        (_plan, _dynamics, _maxRounds) = (plan, dynamics, maxRounds);
        (_stress, _cascade) = (new Stress(dynamics.Network), dynamics.NewCascade());
        _cascade.CarryBy(crew);
    }

    /// <summary>Computes a block.</summary>
    public BlockResult Run(int block, bool keepsPath, CancellationToken cancellationToken)
    {
        var first = block * Lane.Count;
        var count = Math.Min(Lane.Count, _plan.Count - first);
        var shocked = new int[count][];
        _stress.Clear();
        for (var lane = 0; lane < count; lane++)
        {
            shocked[lane] = _plan.Apply(first + lane, lane, _stress);
            (_path[lane], _rounds[lane]) = ([], 0);
        }

        _cascade.Cancellation = cancellationToken;
        var active = _cascade.Begin(_stress, Lane.First(count));
        Record(keepsPath ? Lane.First(count) : Lanes.Zero);
        for (var round = 1; !Lane.IsNone(active) && round <= _maxRounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var stepped = active;
            active = _cascade.Step(round, active);
            for (var lane = 0; lane < count; lane++)
            {
                _rounds[lane] += Lane.Has(stepped, lane) ? 1 : 0;
            }

            Record(keepsPath ? stepped : Lanes.Zero);
        }

        return BlockResult.Of(_dynamics, _cascade, _plan, first, shocked, _rounds, _path, active | _cascade.Unsolved);
    }

    private void Record(Lanes lanes)
    {
        if (Lane.IsNone(lanes))
        {
            return;
        }

        var (defaults, loss) = (_cascade.Defaults, _cascade.Loss(_dynamics.InitialEquity));
        for (var lane = 0; lane < Lane.Count; lane++)
        {
            if (Lane.Has(lanes, lane))
            {
                _path[lane].Add(new RoundState((int)defaults[lane], loss[lane]));
            }
        }
    }
}
