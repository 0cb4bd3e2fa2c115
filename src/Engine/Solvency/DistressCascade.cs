using System.Runtime.CompilerServices;

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
    private LaneArray<TLanes> _signal;
    private LaneArray<TLanes> _nextSignal;

    public DistressCascade(DistressDynamics<TRule> dynamics)
        : base(dynamics)
    {
        _dynamics = dynamics;
        (_distress, _initial, _signal, _nextSignal) = (NewState(), NewState(), NewState(), NewState());
        _passed = TRule.PassesEverything ? null : NewState();
    }

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
            var signal = Signal(institution, TLanes.Zero, TLanes.Min(TLanes.One, shock), ref tally);
            _signal[institution] = signal;
            tally.Moved |= TLanes.IsBelow(TLanes.Zero, signal);
            Set.Change(institution);
        }
    }

    private protected override TLanes Step()
    {
        Gather();
        if (!IsSweepFull)
        {
            // What was signalled two rounds ago still stands where the next signals go.
            foreach (var institution in Set.ChangedBefore.AsSpan(0, Set.ChangedBeforeCount))
            {
                _nextSignal[institution] = TLanes.Zero;
            }
        }

        var tally = SweepActive(0);
        (_signal, _nextSignal) = (_nextSignal, _signal);
        return TRule.EndsInSilence
            ? TLanes.IsBelow(TLanes.Zero, tally.Loudest)
            : TLanes.IsAtMost(TLanes.Of(Math.Max(_dynamics.Tolerance, double.Epsilon)), tally.Change);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void Partition(int phase, Part part, ref Tally<TLanes> tally)
    {
        var claims = _dynamics.Network.Claims;
        var start = claims.Start;
        var column = claims.Column;
        ReadOnlySpan<double> coefficient = _dynamics.Coefficient;
        ReadOnlySpan<TLanes> signal = _signal.Span;
        var distresses = _distress.Span;
        var nextSignal = _nextSignal.Span;
        var (active, isSweepFull, changed) = (Active, IsSweepFull, 0);
        var (change, loudest, loss) = (TLanes.Zero, TLanes.Zero, default(ExactSum<TLanes>));
        for (var item = part.From; item < part.To; item++)
        {
            var creditor = part[item];
            var (from, to) = (start[creditor], start[creditor + 1]);
            tally.Work += to - from;
            // Lanes at rest gain nothing, so they stay as they are and pass nothing on.
            var gained = active & Pull.Row(from, to, column, coefficient, signal);
            var distress = distresses[creditor];
            var before = TLanes.Min(TLanes.One, distress);
            var next = distress + gained;
            next = TRule.IsCapped ? TLanes.Min(TLanes.One, next) : next;
            distresses[creditor] = next;
            CountLoss(ref loss, creditor, Left(creditor, distress), Left(creditor, next), isSweepFull);
            next = TLanes.Min(TLanes.One, next);
            change = TLanes.Max(change, next - before);
            var passed = Signal(creditor, before, next, ref tally);
            nextSignal[creditor] = passed;
            loudest = TLanes.Max(loudest, passed);
            if (!TLanes.IsNone(passed))
            {
                part.Note(creditor, ref changed);
            }
        }

        (tally.Change, tally.Loudest, tally.Loss, tally.Changed) = (change, loudest, loss, changed);
    }

    /// <summary>What distress leaves of equity; below zero beyond distress 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes Left(int institution, TLanes distress)
    {
        var equity = _dynamics.InitialEquity[institution];
        return equity > 0 ? TLanes.Of(equity) * (TLanes.One - distress) : TLanes.Of(equity);
    }

    /// <summary>What an institution passes on beyond what it did; notes when it has just reached full distress.</summary>
    /// <param name="institution">The institution.</param>
    /// <param name="before">Its distress in the round before.</param>
    /// <param name="distress">Its distress now.</param>
    /// <param name="tally">Told of defaults.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes Signal(int institution, TLanes before, TLanes distress, ref Tally<TLanes> tally)
    {
        var isFull = TLanes.IsAtMost(TLanes.Of(Full), distress);
        if (!TLanes.IsNone(isFull))
        {
            NoteDefaults(institution, isFull, ref tally);
        }

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
