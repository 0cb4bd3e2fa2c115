using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>What an institution sells to keep its capital ratio.</summary>
internal static class CapitalRatio
{
    /// <summary>The share of its marketable assets that must be sold for E/(unsold assets + claims) to reach the ratio, in [0, 1].</summary>
    /// <param name="value">q · a, marketable assets at the price of now; at least 0.</param>
    /// <param name="claims">ib, claims on the network that stand against capital as well; at least 0. Cash does not.</param>
    /// <param name="equity">E at the price of now.</param>
    /// <param name="ratio">r*, in [0, 1].</param>
    /// <remarks>
    /// s = 0 where E ≥ r* (q a + ib), else min(1, (q a + ib − E/r*)/(q a)); 1 where E ≤ 0. <c>models.md</c> 3.2.
    /// Cifuentes, Ferrucci and Shin (2005), Journal of the European Economic Association 3(2–3):556–566, sections 2 and 3.
    /// </remarks>
    public static TLanes ShareSold<TLanes>(TLanes value, TLanes claims, TLanes equity, double ratio)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var isShort = IsShort(value, claims, equity, ratio);
        if (TLanes.IsNone(isShort))
        {
            return TLanes.Zero;
        }

        var share = (value + claims - (equity / TLanes.Of(ratio))) / value;
        share = TLanes.Min(TLanes.One, TLanes.Max(TLanes.Zero, share));

        // Without equity, 0/0 where the ratio is 0 as well.
        share = TLanes.Select(TLanes.IsAtMost(equity, TLanes.Zero), TLanes.One, share);
        return isShort & TLanes.IsBelow(TLanes.Zero, value) & share;
    }

    /// <summary>Mask of the lanes in which something must be sold, if there is anything.</summary>
    /// <inheritdoc cref="ShareSold"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes IsShort<TLanes>(TLanes value, TLanes claims, TLanes equity, double ratio)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.IsBelow(equity, TLanes.Of(ratio) * (value + claims)) | TLanes.IsAtMost(equity, TLanes.Zero);
}
