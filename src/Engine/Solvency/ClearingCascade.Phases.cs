using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Contagion.Engine;

/// <content>The phases of a round: hand estates out, let that be seen, look who fails.</content>
internal sealed partial class ClearingCascade<TLanes>
{
    private protected override void Partition(int phase, Part<TLanes> part, ref Tally<TLanes> tally)
    {
        switch (phase)
        {
            case Distributing:
                Distribute(part, ref tally);
                break;
            case Settling:
                Settle(part);
                break;
            default:
                Fail(part, ref tally);
                break;
        }
    }

    private void Fail(Part<TLanes> part, ref Tally<TLanes> tally)
    {
        var claims = _estates.Network.Claims;
        tally.Work += Pull.Rows(part, claims, _estates.Slot, claims.Amount, _unpaid, _direct, _worth);
        var failing = Lose(part);
        for (var place = 0; place < part.Count && (_isAnyDeclared || _estates.HasShares); place++)
        {
            if (!_estates.HasShares && TLanes.IsNone(_isDeclared[part[place]]))
            {
                continue;
            }

            // Their worth is not what they lost alone.
            _worth[part[place]] = Worth(part[place], part.Sums[place]);
            failing |= TLanes.IsNone(IsFailing(part[place]) & Active) ? 0 : 1UL << place;
        }

        for (; failing != 0; failing &= failing - 1)
        {
            var institution = part[BitOperations.TrailingZeroCount(failing)];
            var isNew = WindUp(institution, IsFailing(institution) & Active, ref tally);
            if (!TLanes.IsNone(isNew))
            {
                tally.Moved |= isNew;
                part.Note(institution, ref tally);
            }
        }
    }

    /// <summary>What institutions are worth that lost what was pulled.</summary>
    /// <returns>The places at which somebody's worth is too low, a bit each.</returns>
    /// <remarks>Lanes at rest compute what they computed before, by the same expression: same bits. Calls nothing, so that all stays in registers.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private ulong Lose(Part<TLanes> part)
    {
        ReadOnlySpan<TLanes> lost = part.Sums;
        ReadOnlySpan<TLanes> direct = _direct.Span;
        ReadOnlySpan<double> equity = _estates.InitialEquity;
        ReadOnlySpan<double> failsAt = _estates.FailsAt;
        ReadOnlySpan<TLanes> rounds = DefaultRounds.Span;
        var worths = _worth.Span;
        var (active, failing) = (Active, 0UL);
        for (var place = 0; place < lost.Length; place++)
        {
            var institution = part[place];
            var worth = TLanes.Of(equity[institution]) - direct[institution] - lost[place];
            worths[institution] = worth;
            var isFailing = TLanes.IsAtMost(worth, TLanes.Of(failsAt[institution])) & TLanes.IsBelow(rounds[institution], TLanes.Zero);
            failing |= TLanes.IsNone(isFailing & active) ? 0 : 1UL << place;
        }

        return failing;
    }

    private void Distribute(Part<TLanes> part, ref Tally<TLanes> tally)
    {
        var claims = _estates.Network.Claims;
        if (part.IsInOrder)
        {
            tally.Work += claims.Start[part.From + part.Count] - claims.Start[part.From];
            tally.Change = Pull.IsFar(part, claims, _paid) ? PayInOrder<Pull.Far>(part, tally.Change) : PayInOrder<Pull.Near>(part, tally.Change);
            return;
        }

        tally.Work += Pull.Rows(part, claims, _estates.Slot, claims.Amount, _paid, _recovered, _next);
        tally.Change = _estates.IsPlain ? Pay(part, tally.Change) : DistributeByClass(part, tally.Change);
    }

    private TLanes DistributeByClass(Part<TLanes> part, TLanes change)
    {
        for (var place = 0; place < part.Count; place++)
        {
            change = TLanes.Max(change, Distribute(part[place], part.Sums[place], Active));
        }

        return change;
    }

    /// <summary><see cref="Distribute(int, TLanes, TLanes)"/> where one class of creditors shares all there is.</summary>
    /// <returns>The largest change of a paid share.</returns>
    private TLanes Pay(Part<TLanes> part, TLanes change)
    {
        var least = ~Active & TLanes.One;
        for (var place = 0; place < part.Count; place++)
        {
            var institution = part[place];
            var before = _paid[institution];
            var after = Share(before, least, _recovered[institution] + (_beta * part.Sums[place]), _estates.Due[institution]);
            _next[institution] = after;
            change = TLanes.Max(change, before - after);
        }

        return change;
    }

    /// <summary><see cref="Pull"/> and <see cref="Pay(Part{TLanes}, TLanes)"/> in one, for institutions that follow each other.</summary>
    /// <returns>The largest change of a paid share.</returns>
    /// <remarks>Where most are in default, nearly all the time goes here. Calls nothing, so that all stays in registers.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private TLanes PayInOrder<TDistance>(Part<TLanes> part, TLanes change)
        where TDistance : struct, Pull.IDistance
    {
        var claims = _estates.Network.Claims;
        ref var start = ref Unsafe.Add(ref MemoryMarshal.GetReference(claims.Start), part.From);
        ref var columns = ref MemoryMarshal.GetReference(claims.Column);
        ref var amounts = ref MemoryMarshal.GetReference(claims.Amount);
        ref var paid = ref MemoryMarshal.GetReference(_paid.Span);
        ref var befores = ref _paid[part.From];
        ref var nexts = ref _next[part.From];
        ref var recovered = ref _recovered[part.From];
        ref var dues = ref _estates.Due[part.From];
        var (most, least, beta) = (change, ~Active & TLanes.One, _beta);
        nint entry = start;
        for (nint place = 0; place < part.Count; place++)
        {
            nint end = Unsafe.Add(ref start, place + 1);
            var received = Pull.Sum<TLanes, TDistance>(entry, end, ref columns, ref amounts, ref paid);
            entry = end;
            var before = Unsafe.Add(ref befores, place);
            var after = Share(before, least, Unsafe.Add(ref recovered, place) + (beta * received), Unsafe.Add(ref dues, place));
            Unsafe.Add(ref nexts, place) = after;
            most = TLanes.Max(most, before - after);
        }

        return most;
    }

    /// <summary>The share that an estate pays of what it owes.</summary>
    /// <param name="before">What it paid; payments only fall on the way to the greatest solution, and rounding must not raise them again.</param>
    /// <param name="least">1 in the lanes at rest, where it goes on to pay what it paid; 0 in the others.</param>
    /// <param name="estate">What there is to hand out; below zero when a loss is a charge on it.</param>
    /// <param name="due">What it owes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Share(TLanes before, TLanes least, TLanes estate, double due) =>
        TLanes.Min(before, TLanes.Max(least, estate / TLanes.Of(due)));

    private void Settle(Part<TLanes> part)
    {
        for (var place = 0; place < part.Count; place++)
        {
            Settle(part[place]);
        }
    }

    /// <summary>Makes what was worked out for an institution what the others see.</summary>
    private void Settle(int institution)
    {
        for (var slot = institution * _estates.Classes; slot < (institution + 1) * _estates.Classes; slot++)
        {
            _paid[slot] = _next[slot];
            _unpaid[slot] = TLanes.One - _next[slot];
        }

        if (_estates.HasShares)
        {
            _shareValue![institution] = _nextShareValue![institution];
            _shareLoss![institution] = TLanes.Of(_estates.ShareValue(institution)) - _shareValue[institution];
        }
    }
}
