namespace Contagion.Engine;

/// <summary>An array of a cascade's state, and which of its entries are an institution's own: no sweep writes others.</summary>
/// <param name="Lanes">The array.</param>
/// <param name="PerInstitution">Entries that each institution has, side by side; 0 where <paramref name="Start"/> says which.</param>
/// <param name="Start">Where the entries of each institution begin, one longer than there are institutions; null where each has the same number.</param>
/// <param name="IsKept">Whether nobody but the institution reads it before the block ends.</param>
internal readonly record struct StateArray<TLanes>(LaneArray<TLanes> Lanes, int PerInstitution, int[]? Start, bool IsKept)
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>The entries of an institution.</summary>
    public Span<TLanes> Of(int institution) => Start is { } start
        ? Lanes.Span[start[institution]..start[institution + 1]]
        : Lanes.Span.Slice(institution * PerInstitution, PerInstitution);
}
