using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <content>The passes over all rows, each using the newest values.</content>
internal sealed partial class DistressSolver<TLanes>
{
    /// <summary>Finds out whom a shock can reach at all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Reach(TLanes lanes)
    {
        lanes &= ~_isReachKnown;
        _isReachKnown |= lanes;
        for (var place = 0; place < _shock.Length && !TLanes.IsNone(lanes); place++)
        {
            _isReached[place] = TLanes.Select(lanes, TLanes.IsBelow(TLanes.Zero, _shock[place]), _isReached[place]);
        }

        while (!TLanes.IsNone(lanes))
        {
            Passes += lanes & TLanes.One;
            var grew = TLanes.Zero;
            for (var place = 0; place < _shock.Length; place++)
            {
                var reached = _isReached[place];
                for (var entry = _rows.Start[place]; entry < _rows.Start[place + 1]; entry++)
                {
                    reached |= _rows.Coefficient[entry] > 0 ? lanes & _isReached[_rows.Column[entry]] : TLanes.Zero;
                }

                grew |= reached & ~_isReached[place];
                _isReached[place] = reached;
            }

            lanes &= grew;
        }
    }

    /// <summary>What everybody passes on: distress, cut at 1.</summary>
    private void Cap(TLanes lanes)
    {
        for (var place = 0; place < _value.Length; place++)
        {
            _passed[place] = TLanes.Select(lanes, TLanes.Min(TLanes.One, _value[place]), _passed[place]);
        }
    }

    /// <summary>A pass in place; <see cref="_passed"/> must be cut at 1 before. Returns the lanes in which anything changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private TLanes PassCapped(TLanes lanes, out TLanes change)
    {
        var values = _value.Span;
        var passed = _passed.Span;
        ReadOnlySpan<TLanes> shock = _shock.Span;
        var (moved, sum) = (TLanes.Zero, TLanes.Zero);
        for (var place = 0; place < values.Length; place++)
        {
            var next = shock[place] + Pull.Row(_rows.Start[place], _rows.Start[place + 1], _rows.Column, _rows.Coefficient, (ReadOnlySpan<TLanes>)passed);
            next = TLanes.Select(lanes, next, values[place]);
            moved |= ~TLanes.IsEqual(next, values[place]);
            values[place] = next;
            var cut = TLanes.Min(TLanes.One, next);
            sum += cut - passed[place];
            passed[place] = cut;
        }

        Passes += lanes & TLanes.One;
        change = sum;
        return moved & lanes;
    }

    /// <summary>A pass in which those not capped pass their distress on uncut and the others pass on 1, whatever comes out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void PassFrozen(TLanes lanes)
    {
        var passed = _passed.Span;
        var nexts = _next.Span;
        ReadOnlySpan<TLanes> isFree = _isFree.Span;
        ReadOnlySpan<TLanes> shock = _shock.Span;
        for (var place = 0; place < passed.Length; place++)
        {
            passed[place] = TLanes.Select(isFree[place], _value[place], TLanes.One);
        }

        for (var place = 0; place < passed.Length; place++)
        {
            var next = shock[place] + Pull.Row(_rows.Start[place], _rows.Start[place + 1], _rows.Column, _rows.Coefficient, (ReadOnlySpan<TLanes>)passed);
            nexts[place] = next;
            passed[place] = TLanes.Select(isFree[place], next, TLanes.One);
        }

        Passes += lanes & TLanes.One;
    }
}
