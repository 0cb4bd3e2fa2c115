using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <content>A strike raises distress, and by how much it rose is what is signalled on top.</content>
internal sealed partial class DistressCascade<TRule, TLanes>
{
    internal override bool HasDistress => true;

    private protected override void Strike(Stress<TLanes> stress, ReadOnlySpan<int> hit, ref Tally<TLanes> tally)
    {
        foreach (var institution in hit)
        {
            var (was, direct) = (_distress[institution], Direct(stress, institution));
            // Whom nothing but shocks has reached has the same bits in both.
            var raised = TLanes.Max(was, direct + (was - _initial[institution]));
            raised = TRule.IsCapped ? TLanes.Min(TLanes.One, raised) : raised;
            (_initial[institution], _distress[institution]) = (direct, raised);
            var (before, distress) = (TLanes.Min(TLanes.One, was), TLanes.Min(TLanes.One, raised));
            NoteDefaults(institution, TLanes.IsAtMost(TLanes.Of(Full), distress), ref tally);
            var signal = Signal(institution, before, distress);
            _signal[institution] += signal;
            tally.Moved |= TLanes.IsBelow(TLanes.Zero, signal);
        }
    }

    /// <summary>The distress that shocks alone cause.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes Direct(Stress<TLanes> stress, int institution)
    {
        var equity = _dynamics.InitialEquity[institution];
        var shock = equity > 0 ? stress.Loss(institution) / TLanes.Of(equity) : TLanes.One;
        shock = TLanes.Select(stress.IsDefaulted(institution), TLanes.Max(TLanes.One, shock), shock);
        return TRule.IsCapped ? TLanes.Min(TLanes.One, shock) : shock;
    }
}
