using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Contagion.Engine;

/// <summary>Distress of one block under a mechanism of the DebtRank family.</summary>
/// <remarks>
/// h_i(t+1) = h_i(t) + Σ_j coefficient_ij (p_j(t) − p_j(t−1)), cut at 1 where it is read. O(exposures) a round; allocates nothing.
/// </remarks>
internal sealed class DistressCascade<TRule, TLanes> : Cascade<TLanes>
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
        (_distress, _initial, _signal, _nextSignal) = (NewState(), NewState(), NewState(), NewState());
        _passed = TRule.PassesEverything ? null : NewState();
        (_scale, _stake) = (dynamics.LossScale, dynamics.Stake);
    }

    /// <summary>Where distress is passed on in proportion, it is the solution of linear systems.</summary>
    public override bool HasShortcut => TRule.PassesEverything && !TRule.IsCapped;

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
            var equity = _dynamics.InitialEquity[institution];
            var shock = equity > 0 ? stress.Loss(institution) / TLanes.Of(equity) : TLanes.One;
            shock = TLanes.Select(stress.IsDefaulted(institution), TLanes.Max(TLanes.One, shock), shock);
            _initial[institution] = _distress[institution] = TRule.IsCapped ? TLanes.Min(TLanes.One, shock) : shock;
            var distress = TLanes.Min(TLanes.One, shock);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private protected override void Partition(int phase, Part<TLanes> part, ref Tally<TLanes> tally)
    {
        var claims = _dynamics.Network.Claims;
        ref var largest = ref TRule.EndsInSilence ? ref tally.Loudest : ref tally.Change;
        ulong moved, full;
        if (part.IsInOrder && TRule.PassesEverything && !TRule.IsCapped)
        {
            tally.Work += claims.Start[part.From + part.Count] - claims.Start[part.From];
            moved = Pull.IsFar(part, claims, _signal) ? SpreadInOrder<Pull.Far>(part, ref largest, out full) : SpreadInOrder<Pull.Near>(part, ref largest, out full);
        }
        else
        {
            tally.Work += Pull.Rows(part, claims, claims.Column, _dynamics.Coefficient, _signal, _distress, _nextSignal);
            moved = Raise(part, ref largest, out full);
        }

        if (part.IsInOrder && Set.IsTooManyToList(tally.Changed))
        {
            tally.Changed += BitOperations.PopCount(moved);
            moved = 0;
        }

        for (; moved != 0; moved &= moved - 1)
        {
            part.Note(part[BitOperations.TrailingZeroCount(moved)], ref tally);
        }

        for (; full != 0; full &= full - 1)
        {
            var creditor = part[BitOperations.TrailingZeroCount(full)];
            NoteDefaults(creditor, TLanes.IsAtMost(TLanes.Of(Full), _distress[creditor]), ref tally);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private protected override void AddLoss(Part<TLanes> part, double sign, ref ExactSum<TLanes> loss)
    {
        ref var stakes = ref MemoryMarshal.GetArrayDataReference(_stake);
        ref var distresses = ref MemoryMarshal.GetReference(_distress.Span);
        var (sum, scale, direction) = (loss, _scale, TLanes.Of(sign));
        for (var place = 0; place < part.Count; place++)
        {
            nint institution = part[place];
            var stake = TLanes.Of(Unsafe.Add(ref stakes, institution));
            var left = stake * (TLanes.One - Unsafe.Add(ref distresses, institution));
            sum.Add(direction * (stake - TLanes.Max(TLanes.Zero, left)), scale);
        }

        loss = sum;
    }

    /// <summary><see cref="Pull"/> and <see cref="Raise"/> in one, for the plainest rule and institutions that follow each other.</summary>
    /// <remarks>A round of this is what most of a large study consists of. Calls nothing, so that all stays in registers.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private ulong SpreadInOrder<TDistance>(Part<TLanes> part, ref TLanes largest, out ulong full)
        where TDistance : struct, Pull.IDistance
    {
        var claims = _dynamics.Network.Claims;
        ref var start = ref Unsafe.Add(ref MemoryMarshal.GetReference(claims.Start), part.From);
        ref var columns = ref MemoryMarshal.GetReference(claims.Column);
        ref var coefficients = ref MemoryMarshal.GetArrayDataReference(_dynamics.Coefficient);
        ref var signals = ref MemoryMarshal.GetReference(_signal.Span);
        ref var distresses = ref _distress[part.From];
        ref var nextSignals = ref _nextSignal[part.From];
        var (active, most, moved, filled) = (Active, largest, 0UL, 0UL);
        nint entry = start;
        for (nint place = 0; place < part.Count; place++)
        {
            nint end = Unsafe.Add(ref start, place + 1);
            var gained = Pull.Sum<TLanes, TDistance>(entry, end, ref columns, ref coefficients, ref signals);
            entry = end;
            var distress = Unsafe.Add(ref distresses, place);
            var before = TLanes.Min(TLanes.One, distress);
            distress += active & gained;
            Unsafe.Add(ref distresses, place) = distress;
            distress = TLanes.Min(TLanes.One, distress);
            var signal = distress - before;
            Unsafe.Add(ref nextSignals, place) = signal;
            most = TLanes.Max(most, signal);
            moved |= TLanes.IsNone(signal) ? 0 : 1UL << (int)place;
            filled |= TLanes.IsNone(TLanes.IsAtMost(TLanes.Of(Full), distress)) ? 0 : 1UL << (int)place;
        }

        (largest, full) = (most, filled & moved);
        return moved;
    }

    /// <summary>Raises distress by what was pulled, and signals by how much it rose.</summary>
    /// <param name="part">The institutions.</param>
    /// <param name="largest">The largest signal, or the largest rise of distress, whichever the rule ends by.</param>
    /// <param name="full">Receives the places at which somebody's distress has just become full, a bit each.</param>
    /// <returns>The places at which somebody passes something on, a bit each.</returns>
    /// <remarks>Calls nothing, so that all stays in registers.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private ulong Raise(Part<TLanes> part, ref TLanes largest, out ulong full)
    {
        ReadOnlySpan<TLanes> gained = part.Sums;
        var distresses = _distress.Span;
        var signals = _nextSignal.Span;
        var (active, most, moved, filled) = (Active, largest, 0UL, 0UL);
        for (var place = 0; place < gained.Length; place++)
        {
            var creditor = part[place];
            var distress = distresses[creditor];
            var before = TLanes.Min(TLanes.One, distress);
            // Lanes at rest gain nothing, so they stay as they are and pass nothing on.
            distress += active & gained[place];
            distress = TRule.IsCapped ? TLanes.Min(TLanes.One, distress) : distress;
            distresses[creditor] = distress;
            distress = TLanes.Min(TLanes.One, distress);
            var signal = TRule.PassesEverything ? distress - before : Signal(creditor, before, distress);
            signals[creditor] = signal;
            most = TLanes.Max(most, TRule.EndsInSilence ? signal : distress - before);
            moved |= TLanes.IsNone(signal) ? 0 : 1UL << place;
            filled |= TLanes.IsNone(TLanes.IsAtMost(TLanes.Of(Full), distress)) ? 0 : 1UL << place;
        }

        // Who passes everything on has moved when it has just become full; others are told again and again, which changes nothing.
        (largest, full) = (most, TRule.PassesEverything ? filled & moved : filled);
        return moved;
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
