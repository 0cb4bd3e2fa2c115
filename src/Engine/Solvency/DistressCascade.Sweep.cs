using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Contagion.Engine;

/// <content>The sweep of a round: what each institution's debtors signalled raises its distress, and by how much it rose is what it signals.</content>
internal sealed partial class DistressCascade<TRule, TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private protected override void Partition(int phase, Part<TLanes> part, ref Tally<TLanes> tally)
    {
        var claims = _dynamics.Network.Claims;
        ref var largest = ref TRule.EndsInSilence ? ref tally.Loudest : ref tally.Change;
        ulong moved;
        bool isAnyFull;
        if (part.IsInOrder && IsProportional)
        {
            tally.Work += claims.Start[part.From + part.Count] - claims.Start[part.From];
            moved = (Pull.IsFar(part, claims, _signal), IsLossCounted) switch
            {
                (false, false) => SpreadInOrder<Pull.Near, No>(part, ref largest, ref tally.Loss, out isAnyFull),
                (false, true) => SpreadInOrder<Pull.Near, Yes>(part, ref largest, ref tally.Loss, out isAnyFull),
                (true, false) => SpreadInOrder<Pull.Far, No>(part, ref largest, ref tally.Loss, out isAnyFull),
                (true, true) => SpreadInOrder<Pull.Far, Yes>(part, ref largest, ref tally.Loss, out isAnyFull),
            };
        }
        else
        {
            tally.Work += Pull.Rows(part, claims, claims.Column, _dynamics.Coefficient, _signal, _distress, _nextSignal);
            moved = Raise(part, ref largest, out isAnyFull);
        }

        if (part.IsInOrder && Set.IsTooManyToList(tally.Changed))
        {
            tally.Changed += BitOperations.PopCount(moved);
        }
        else
        {
            part.NoteAll(moved, ref tally);
        }

        for (var place = 0; place < part.Count && isAnyFull; place++)
        {
            NoteDefaults(part[place], TLanes.IsAtMost(TLanes.Of(Full), _distress[part[place]]), ref tally);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private protected override void AddLoss(Part<TLanes> part, double sign, ref ExactSum<TLanes> loss)
    {
        ref var stakes = ref MemoryMarshal.GetArrayDataReference(_stake);
        ref var distresses = ref MemoryMarshal.GetReference(_distress.Span);
        var (sum, direction) = (loss, TLanes.Of(sign));
        var (first, second, third) = (TLanes.Of(_scale.First), TLanes.Of(_scale.Second), TLanes.Of(_scale.Third));
        for (var place = 0; place < part.Count; place++)
        {
            nint institution = part[place];
            var stake = TLanes.Of(Unsafe.Add(ref stakes, institution));
            sum.Add(direction * Lost(stake, TLanes.Min(TLanes.One, Unsafe.Add(ref distresses, institution))), first, second, third);
        }

        loss = sum;
    }

    /// <summary><see cref="Pull"/>, <see cref="Raise"/> and <see cref="AddLoss"/> in one, for the plainest rule and institutions that follow
    /// each other.</summary>
    /// <remarks>A round of this is what most of a large study consists of. Calls nothing, so that all stays in registers; waits for signals, so
    /// that losses cost little.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private ulong SpreadInOrder<TDistance, TCountsLoss>(Part<TLanes> part, ref TLanes largest, ref ExactSum<TLanes> loss, out bool isAnyFull)
        where TDistance : struct, Pull.IDistance
        where TCountsLoss : struct, IAnswer
    {
        var claims = _dynamics.Network.Claims;
        ref var start = ref Unsafe.Add(ref MemoryMarshal.GetReference(claims.Start), part.From);
        ref var columns = ref MemoryMarshal.GetReference(claims.Column);
        ref var coefficients = ref MemoryMarshal.GetArrayDataReference(_dynamics.Coefficient);
        ref var signals = ref MemoryMarshal.GetReference(_signal.Span);
        ref var distresses = ref _distress[part.From];
        ref var nextSignals = ref _nextSignal[part.From];
        ref var stakes = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_stake), part.From);
        var (active, most, filled, moved) = (Active, largest, TLanes.Zero, 0UL);
        var (sum, first, second, third) = (loss, TLanes.Of(_scale.First), TLanes.Of(_scale.Second), TLanes.Of(_scale.Third));
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
            if (TCountsLoss.IsYes)
            {
                sum.Add(Lost(TLanes.Of(Unsafe.Add(ref stakes, place)), distress), first, second, third);
            }

            var signal = distress - before;
            Unsafe.Add(ref nextSignals, place) = signal;
            most = TLanes.Max(most, signal);
            moved |= (TLanes.IsNone(signal) ? 0UL : 1UL) << (int)place;
            filled |= TLanes.IsAtMost(TLanes.Of(Full), distress) & signal;
        }

        (largest, loss, isAnyFull) = (most, sum, !TLanes.IsNone(filled));
        return moved;
    }

    /// <summary>Raises distress by what was pulled, and signals by how much it rose.</summary>
    /// <param name="part">The institutions.</param>
    /// <param name="largest">The largest signal, or the largest rise of distress, whichever the rule ends by.</param>
    /// <param name="isAnyFull">Receives whether anybody's distress has just become full.</param>
    /// <returns>The places at which somebody passes something on, a bit each.</returns>
    /// <remarks>Calls nothing, so that all stays in registers.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private ulong Raise(Part<TLanes> part, ref TLanes largest, out bool isAnyFull)
    {
        ReadOnlySpan<TLanes> gained = part.Sums;
        var distresses = _distress.Span;
        var signals = _nextSignal.Span;
        var (active, most, filled, moved) = (Active, largest, TLanes.Zero, 0UL);
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
            var rise = distress - before;
            var signal = TRule.PassesEverything ? rise : Signal(creditor, before, distress);
            signals[creditor] = signal;
            most = TLanes.Max(most, TRule.EndsInSilence ? signal : rise);
            moved |= (TLanes.IsNone(signal) ? 0UL : 1UL) << place;
            filled |= TLanes.IsAtMost(TLanes.Of(Full), distress) & rise;
        }

        (largest, isAnyFull) = (most, !TLanes.IsNone(filled));
        return moved;
    }

    /// <summary>What distress of at most 1 takes of a stake.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Lost(TLanes stake, TLanes distress) => stake - (stake * (TLanes.One - distress));

    /// <summary>An answer that is a type, so that the loop need not ask.</summary>
    private interface IAnswer
    {
        static abstract bool IsYes { get; }
    }

    private readonly struct Yes : IAnswer
    {
        public static bool IsYes => true;
    }

    private readonly struct No : IAnswer
    {
        public static bool IsYes => false;
    }
}
