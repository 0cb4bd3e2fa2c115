namespace Contagion.Engine;

/// <summary>What somebody pays of the losses of each backing.</summary>
/// <param name="OfBacking">The share of its losses, by backing.</param>
/// <param name="OfPool">What that comes to on loans that each pool has assigned; null where no pool does.</param>
/// <param name="EventsOfPool">The part of it that is for credit events.</param>
internal sealed record BackedShares<TLanes>(LaneArray<TLanes> OfBacking, LaneArray<TLanes>? OfPool, LaneArray<TLanes>? EventsOfPool)
    where TLanes : unmanaged, ILanes<TLanes>;
