using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Contagion.Engine;

/// <summary>Reads off a block what came of it, once it is at rest.</summary>
/// <remarks>Goes over those that may have changed, and leaves out those that did not: whether they were looked at on the way must not show.</remarks>
internal sealed class BlockReading<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Dynamics _dynamics;
    private readonly Cascade<TLanes> _cascade;
    private readonly ReplicationPlan _plan;
    private readonly int _first;
    private readonly int _count;
    private readonly TLanes _used;
    private readonly ReadingRoom _room;
    private readonly int[] _seeds;
    private readonly SumScale _externalScale;
    private readonly SumScale _rankScale;
    private readonly IReadOnlyList<TLanes> _periods;
    private ExactSum<TLanes> _direct;
    private ExactSum<TLanes> _loss;
    private ExactSum<TLanes> _external;
    private ExactSum<TLanes> _debtRank;
    private ExactSum<TLanes> _caused;
    private TLanes _defaults;
    private TLanes _fundamental;
    private TLanes _depth;

    /// <param name="dynamics">The mechanism.</param>
    /// <param name="cascade">The block.</param>
    /// <param name="plan">Whose turn each replication is, if anybody's.</param>
    /// <param name="first">The block's first replication.</param>
    /// <param name="count">How many it has.</param>
    /// <param name="room">Room that is nobody else's until <see cref="Result"/> is taken.</param>
    public BlockReading(Dynamics dynamics, Cascade<TLanes> cascade, ReplicationPlan plan, int first, int count, ReadingRoom room)
    {
        (_dynamics, _cascade, _plan, _first, _count, _used, _room) = (dynamics, cascade, plan, first, count, TLanes.First(count), room);
        _seeds = plan.Seeds is { } seeds ? [.. Enumerable.Range(first, count).Select(place => seeds[plan.ReplicationAt(place)])] : [];
        room.Clear();
        (_externalScale, _rankScale) = (dynamics.ExternalScale, new SumScale(1, dynamics.Network.Count));
        if (plan.HasOwnNetworks)
        {
            // Where every replication has a network of its own, nobody is known to be as everybody else is.
            cascade.Set.TouchEverybody();
        }

        _periods = cascade.PeriodMetrics();
        for (var item = 0; item < cascade.Set.TouchedCount; item++)
        {
            Read(cascade.Set.TouchedAt(item));
        }
    }

    /// <summary>Sums over the replications, and what each seed cost whom.</summary>
    /// <param name="replications">The replications' results.</param>
    public BlockResult Result(ReplicationResult[] replications)
    {
        var (debts, writeDowns) = WriteDowns();
        var rounds = _plan.Count == 1 ? Enumerable.Range(0, _dynamics.Network.Count).Select(institution => (int)_cascade.DefaultRound(institution)[0]).ToArray() : null;
        return new BlockResult(replications, new BlockTotals([.. _room.Institutions], [.. _room.Sums], debts, writeDowns), rounds, [.. _room.Spillover]);
    }

    /// <summary>The result of a replication.</summary>
    public ReplicationResult Replication(int lane, int[] shocked, int rounds, bool converged, RoundState[] path, PeriodState[] ends) => new()
    {
        Replication = _plan.ReplicationAt(_first + lane),
        Shocked = shocked,
        Defaults = (int)_defaults[lane],
        FundamentalDefaults = (int)_fundamental[lane],
        Rounds = rounds,
        Converged = converged,
        CascadeDepth = (int)_depth[lane],
        DefaultShare = _defaults[lane] / Math.Max(1, _dynamics.Network.Count),
        IsSystemic = _defaults[lane] > _plan.SystemicShare * _dynamics.Network.Count,
        FirstRoundLoss = _direct.Total[lane],
        TotalLoss = _loss.Total[lane],
        ExternalCreditorLoss = _dynamics.HasPayments ? _external.Total[lane] : double.NaN,
        CausedLoss = _plan.Seeds is null ? double.NaN : _caused.Total[lane],
        DebtRank = _dynamics.DebtRankWeights is null ? double.NaN : _debtRank.Total[lane],
        Periods = _periods.Count == 0 ? [] : [.. _periods.Select(metric => metric[lane])],
        Path = path,
        Ends = ends,
        Losses = [.. _room.Losses[lane]],
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Read(int institution)
    {
        var equity = TLanes.Of(_dynamics.InitialEquity[institution]);
        var (worth, shocked, defaultRound) = (_cascade.NetWorth(institution), _cascade.ShockedWorth(institution), _cascade.DefaultRound(institution));
        var isDefaulted = TLanes.IsAtMost(TLanes.Zero, defaultRound);
        if (!_plan.HasOwnNetworks && TLanes.IsNone(_used & (isDefaulted | ~TLanes.IsEqual(worth, equity) | ~TLanes.IsEqual(shocked, equity))))
        {
            return;
        }

        var stake = TLanes.Max(TLanes.Zero, equity);
        var final = TLanes.Max(TLanes.Zero, worth);
        var (loss, direct) = (stake - final, stake - TLanes.Max(TLanes.Zero, shocked));
        var beyond = loss - direct;
        _loss.Add(loss, _dynamics.LossScale);
        _direct.Add(direct, _dynamics.LossScale);
        _defaults += isDefaulted & TLanes.One;
        _fundamental += TLanes.IsEqual(defaultRound, TLanes.Zero) & TLanes.One;
        _depth = TLanes.Max(_depth, defaultRound);
        if (_dynamics.HasPayments)
        {
            _external.Add(_cascade.ExternalLoss(institution), _externalScale);
        }

        if (_dynamics.DebtRankWeights is { } weights)
        {
            _debtRank.Add(TLanes.Of(weights[institution]) * (_cascade.Distress(institution) - _cascade.InitialDistress(institution)), _rankScale);
        }

        var payment = _dynamics.HasPayments ? _cascade.Payment(institution) : TLanes.Zero;
        ReadOnlySpan<double> sums = [Sum(isDefaulted & TLanes.One), Sum(final), Sum(worth), Sum(loss), Sum(beyond), Sum(payment), Sum(equity)];
        _room.Institutions.Add(institution);
        _room.Sums.AddRange(sums);
        if (_plan.KeepsLosses)
        {
            Keep(institution, loss, direct, defaultRound);
        }

        if (_plan.Seeds is not null)
        {
            Blame(institution, beyond);
        }
    }

    private void Keep(int institution, TLanes loss, TLanes direct, TLanes defaultRound)
    {
        for (var lane = 0; lane < _count; lane++)
        {
            if (loss[lane] != 0 || direct[lane] != 0 || defaultRound[lane] >= 0)
            {
                _room.Losses[lane].Add(new InstitutionLoss(institution, (int)defaultRound[lane], loss[lane], direct[lane]));
            }
        }
    }

    private void Blame(int institution, TLanes beyond)
    {
        var losses = Numbers(ref beyond);
        for (var lane = 0; lane < losses.Length; lane++)
        {
            if (_seeds[lane] == institution)
            {
                losses[lane] = 0;
            }
            else if (losses[lane] > 0)
            {
                _room.Spillover.Add(new SpilloverEntry(_seeds[lane], institution, losses[lane]));
            }
        }

        _caused.Add(beyond, _dynamics.LossScale);
    }

    private (int[] Debts, double[] WriteDowns) WriteDowns()
    {
        if (_plan.Seeds is not null || _plan.HasOwnNetworks)
        {
            return ([], []);
        }

        var (debts, sums) = (new List<int>(), new List<double>());
        var perInstitution = _dynamics.DebtCount / Math.Max(1, _dynamics.Network.Count);
        foreach (var institution in _cascade.Set.IsEverybodyTouched ? Enumerable.Range(0, _dynamics.Network.Count) : _room.Institutions)
        {
            for (var debt = institution * perInstitution; debt < (institution + 1) * perInstitution; debt++)
            {
                var sum = Sum(_cascade.WriteDown(debt));
                if (sum != 0)
                {
                    debts.Add(debt);
                    sums.Add(sum);
                }
            }
        }

        return ([.. debts], [.. sums]);
    }

    /// <summary>The sum in the order of lanes: a sum across a vector has another order on other machines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Sum(TLanes lanes)
    {
        var sum = 0.0;
        foreach (var number in Numbers(ref lanes))
        {
            sum += number;
        }

        return sum;
    }

    /// <summary>The numbers of the lanes that carry a replication.</summary>
    private Span<double> Numbers(ref TLanes lanes) => MemoryMarshal.CreateSpan(ref Unsafe.As<TLanes, double>(ref lanes), _count);
}
