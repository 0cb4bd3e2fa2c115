using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>Distress of one block under a mechanism of the DebtRank family.</summary>
/// <remarks>
/// h_i(t+1) = h_i(t) + Σ_j coefficient_ij (p_j(t) − p_j(t−1)), cut at 1 where it is read. O(exposures) a round; allocates nothing.
/// </remarks>
internal sealed partial class DistressCascade<TRule, TLanes> : Cascade<TLanes>
    where TRule : struct, IDistressRule
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Distress this near to 1 is default: sums that should reach 1 exactly may stop a few bits short.</summary>
    private const double Full = 1 - 1e-12;

    private readonly DistressDynamics<TRule> _dynamics;
    private readonly LaneArray<TLanes> _distress;
    private readonly LaneArray<TLanes> _initial;
    private readonly LaneArray<TLanes>? _passed;
    private readonly SumScale _scale;
    private readonly double[] _stake;
    private DistressSolver<TLanes>? _solver;
    private LaneArray<TLanes> _signal;
    private LaneArray<TLanes> _nextSignal;

    public DistressCascade(DistressDynamics<TRule> dynamics)
        : base(dynamics)
    {
        _dynamics = dynamics;
        (_distress, _initial, _signal, _nextSignal) = (NewState(isKept: true), NewState(isKept: true), NewState(), NewState());
        _passed = TRule.PassesEverything ? null : NewState(isKept: true);
        (_scale, _stake) = (dynamics.LossScale, dynamics.Stake);
    }

    /// <summary>Where distress is passed on in proportion, it is the solution of linear systems.</summary>
    public override bool HasShortcut => IsProportional;

    private protected override bool AddsLossInPassing => IsProportional;

    private protected override int ListsAtMost => Set.ListedMax;

    private static bool IsProportional => TRule.PassesEverything && !TRule.IsCapped;

    public override TLanes NetWorth(int institution) => Left(institution, _distress[institution]);

    public override TLanes ShockedWorth(int institution) => Left(institution, _initial[institution]);

    public override TLanes WriteDown(int debt) => _passed is null ? Distress(debt) : _passed[debt];

    public override TLanes Distress(int institution) => TLanes.Min(TLanes.One, _distress[institution]);

    public override TLanes InitialDistress(int institution) => TLanes.Min(TLanes.One, _initial[institution]);

    private protected override void Begin(Stress<TLanes> stress, ref Tally<TLanes> tally)
    {
        for (var item = 0; item < Set.TouchedCount; item++)
        {
            var institution = Set.TouchedAt(item);
            var direct = _initial[institution] = _distress[institution] = Direct(stress, institution);
            var distress = TLanes.Min(TLanes.One, direct);
            NoteDefaults(institution, TLanes.IsAtMost(TLanes.Of(Full), distress), ref tally);
            var signal = Signal(institution, TLanes.Zero, distress);
            _signal[institution] = signal;
            tally.Moved |= TLanes.IsBelow(TLanes.Zero, signal);
            Set.Change(institution);
        }
    }

    private protected override TLanes Jump(ref Tally<TLanes> tally, ref TLanes passes)
    {
        _solver ??= new DistressSolver<TLanes>(_dynamics.Ordered);
        var open = _solver.Solve(_distress, Active, _dynamics.MaxRounds, Cancellation);
        passes = _solver.Passes;
        for (var institution = 0; institution < _distress.Length; institution++)
        {
            NoteDefaults(institution, Active & TLanes.IsAtMost(TLanes.Of(Full), _distress[institution]), ref tally);
        }

        return open;
    }

    private protected override TLanes Step()
    {
        Gather();
        if (!IsSweepFull)
        {
            // What was signalled two rounds ago still stands where the next signals go.
            if (Set.IsTooManyToList(Set.ChangedBeforeCount))
            {
                _nextSignal.Span.Clear();
            }
            else
            {
                foreach (var institution in Set.ChangedBefore.AsSpan(0, Set.ChangedBeforeCount))
                {
                    _nextSignal[institution] = TLanes.Zero;
                }
            }
        }

        var tally = SweepActive(0);
        (_signal, _nextSignal) = (_nextSignal, _signal);
        return TRule.EndsInSilence
            ? TLanes.IsBelow(TLanes.Zero, tally.Loudest)
            : TLanes.IsAtMost(TLanes.Of(Math.Max(_dynamics.Tolerance, double.Epsilon)), tally.Change);
    }

    /// <summary>What distress leaves of equity; below zero beyond distress 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes Left(int institution, TLanes distress)
    {
        var equity = _dynamics.InitialEquity[institution];
        return equity > 0 ? TLanes.Of(equity) * (TLanes.One - distress) : TLanes.Of(equity);
    }

    /// <summary>What an institution passes on beyond what it did.</summary>
    /// <param name="institution">The institution.</param>
    /// <param name="before">Its distress in the round before.</param>
    /// <param name="distress">Its distress now.</param>
    private TLanes Signal(int institution, TLanes before, TLanes distress)
    {
        if (_passed is null)
        {
            return distress - before;
        }

        ref var passed = ref _passed[institution];
        var next = _dynamics.Rule.Passed(distress, passed, TLanes.IsBelow(before, distress));
        var signal = next - passed;
        passed = next;
        return signal;
    }
}
