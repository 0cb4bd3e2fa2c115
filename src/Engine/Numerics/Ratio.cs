using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>Quotients that have an answer where there is nothing to divide by.</summary>
internal static class Ratio
{
    /// <summary>A part of a whole, lane by lane.</summary>
    /// <param name="part">The part.</param>
    /// <param name="whole">The whole.</param>
    /// <param name="otherwise">The answer where the whole is not above zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of<TLanes>(TLanes part, TLanes whole, TLanes otherwise)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var isAny = TLanes.IsBelow(TLanes.Zero, whole);
        return TLanes.Select(isAny, part / TLanes.Select(isAny, whole, TLanes.One), otherwise);
    }
}
