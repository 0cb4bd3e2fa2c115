using System.Diagnostics;

namespace Contagion.Engine;

/// <summary>Puts blocks together in the order of replications, whatever order they arrive in.</summary>
internal sealed class BlockMerge
{
    private readonly Lock _gate = new();
    private readonly ReplicationPlan _plan;
    private readonly Dynamics _dynamics;
    private readonly RunOptions _options;
    private readonly Dictionary<int, IReadOnlyList<BlockResult>> _waiting = [];
    private readonly List<ReplicationResult> _replications;
    private readonly List<FailedReplication> _failed = [];
    private readonly InstitutionTotals _totals;
    private readonly Spillover? _spillover;
    private int[]? _defaultRound;
    private int _merged;

    public BlockMerge(ReplicationPlan plan, Dynamics dynamics, RunOptions options)
    {
        (_plan, _dynamics, _options) = (plan, dynamics, options);
        _replications = new List<ReplicationResult>(plan.Count);
        _totals = new InstitutionTotals(dynamics.Network.Count, plan.Seeds is null && !plan.HasOwnNetworks ? dynamics.DebtCount : 0);
        _spillover = plan.Seeds is null ? null : new Spillover(dynamics.Network, dynamics.InitialEquity, (long)plan.Count * dynamics.Network.Count);
    }

    /// <summary>Takes a finished block.</summary>
    /// <param name="block">Its index.</param>
    /// <param name="parts">What came of it: one result, or one for each replication where any failed.</param>
    /// <param name="journal">Where it is to be kept; null when it is kept already or nowhere.</param>
    public void Add(int block, IReadOnlyList<BlockResult> parts, IBlockJournal? journal)
    {
        if (journal is not null && parts.Sum(BlockRecord.BytesOf) <= BlockRecord.BytesMax)
        {
            journal.Append(block, BlockRecord.Write(parts));
        }

        lock (_gate)
        {
            _waiting.Add(block, parts);
            while (_waiting.Remove(_merged, out var next))
            {
                _merged++;
                foreach (var part in next)
                {
                    Merge(part);
                }
            }
        }

        foreach (var part in _options.Watch is null ? [] : parts)
        {
            _options.Watch!(part.Replications);
        }

        _options.Progress?.Invoke(parts.Sum(part => part.Replications.Length));
    }

    public RunResult Result(Stopwatch watch)
    {
        _totals.Close(_dynamics, _replications.Count);
        return new()
        {
            Dynamics = _dynamics,
            Replications = _replications,
            Failed = _failed,
            HasOwnNetworks = _plan.HasOwnNetworks,
            Seeds = _plan.Seeds,
            Totals = _totals,
            DefaultRound = _defaultRound,
            Spillover = _spillover,
            Elapsed = watch.Elapsed,
        };
    }

    private void Merge(BlockResult next)
    {
        if (next.Failed is { } failed)
        {
            _failed.Add(failed);
            return;
        }

        _replications.AddRange(next.Replications);
        _totals.Add(next.Totals, next.Replications.Length);
        _defaultRound ??= next.DefaultRound;
        _spillover?.Add(next.Spillover);
    }
}
