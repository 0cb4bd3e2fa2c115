using System.Diagnostics;

namespace Contagion.Engine;

/// <summary>Puts blocks together in the order of replications, whatever order they arrive in.</summary>
internal sealed class BlockMerge
{
    private readonly Lock _gate = new();
    private readonly ReplicationPlan _plan;
    private readonly Dynamics _dynamics;
    private readonly Action<int>? _progress;
    private readonly Dictionary<int, BlockResult> _waiting = [];
    private readonly List<ReplicationResult> _replications;
    private readonly InstitutionTotals _totals;
    private readonly Spillover? _spillover;
    private int[]? _defaultRound;
    private int _merged;

    public BlockMerge(ReplicationPlan plan, Dynamics dynamics, Action<int>? progress)
    {
        (_plan, _dynamics, _progress) = (plan, dynamics, progress);
        _replications = new List<ReplicationResult>(plan.Count);
        _totals = new InstitutionTotals(dynamics.Network.Count, plan.Seeds is null ? dynamics.DebtCount : 0);
        _spillover = plan.Seeds is null ? null : new Spillover(dynamics.Network, dynamics.InitialEquity, (long)plan.Count * dynamics.Network.Count);
    }

    /// <summary>Takes a finished block.</summary>
    /// <param name="block">Its index.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="journal">Where it is to be kept; null when it is kept already or nowhere.</param>
    public void Add(int block, BlockResult result, IBlockJournal? journal)
    {
        if (journal is not null && BlockRecord.BytesOf(result) <= BlockRecord.BytesMax)
        {
            journal.Append(block, BlockRecord.Write(result));
        }

        lock (_gate)
        {
            _waiting.Add(block, result);
            while (_waiting.Remove(_merged, out var next))
            {
                _merged++;
                Merge(next);
            }
        }

        _progress?.Invoke(result.Replications.Length);
    }

    public RunResult Result(Stopwatch watch)
    {
        _totals.Close(_dynamics, _replications.Count);
        return new()
        {
            Dynamics = _dynamics,
            Replications = _replications,
            Seeds = _plan.Seeds,
            Totals = _totals,
            DefaultRound = _defaultRound,
            Spillover = _spillover,
            Elapsed = watch.Elapsed,
        };
    }

    private void Merge(BlockResult next)
    {
        _replications.AddRange(next.Replications);
        _totals.Add(next.Totals, next.Replications.Length);
        _defaultRound ??= next.DefaultRound;
        foreach (var (from, to, loss) in next.Spillover)
        {
            _spillover!.Add(from, to, loss);
        }
    }
}
