using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>The linear part of a pass over some members: v ↦ T v, where each member takes the newest values of those before it.</summary>
/// <param name="rows">The rows in the order of the pass.</param>
/// <param name="scale">What the sum over each row is multiplied by; null for 1.</param>
/// <param name="members">Mask of the lanes in which each place takes part; others are 0.</param>
internal sealed class LinearMap<TLanes>(OrderedRows rows, double[]? scale, LaneArray<TLanes> members)
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Computes v − T v.</summary>
    /// <param name="vector">v; 0 outside the members.</param>
    /// <param name="result">Receives v − T v.</param>
    /// <param name="newest">Room.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Difference(LaneArray<TLanes> vector, LaneArray<TLanes> result, LaneArray<TLanes> newest)
    {
        vector.Span.CopyTo(newest.Span);
        var values = vector.Span;
        var differences = result.Span;
        var kept = newest.Span;
        var member = members.Span;
        for (var place = 0; place < member.Length; place++)
        {
            var sum = Pull.Row(rows.Start[place], rows.Start[place + 1], rows.Column, rows.Coefficient, (ReadOnlySpan<TLanes>)kept);
            sum = member[place] & (scale is null ? sum : TLanes.Of(scale[place]) * sum);
            kept[place] = sum;
            differences[place] = values[place] - sum;
        }
    }
}
