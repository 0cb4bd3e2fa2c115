using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Who pays early only as long as others do: a few who cannot may have everybody wait.</summary>
/// <remarks>
/// n players owe each other a payment each. Against k others who pay late, paying early costs F k and paying late D (n − 1): a player stays early
/// iff F k ≤ D (n − 1). All who can choose face the same k, so once m who cannot pay early exceed (D/F)(n − 1) all others follow, and otherwise
/// nobody. Bech and Garratt (2012), Journal of Money, Credit and Banking 44(5):903–929; <c>models.md</c> 5.3.
/// </remarks>
internal static class CoordinationGame
{
    /// <summary>Costs that differ by less than this share are the same: 0.1 · 3 is more than 0.3 by rounding alone.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Has those hold back who find it better to.</summary>
    /// <param name="costs">F and D.</param>
    /// <param name="isPlaying">Masks of the lanes in which each institution plays.</param>
    /// <param name="isLate">Masks of the lanes in which each institution cannot pay early; players who follow are added.</param>
    /// <returns>Mask of the lanes in which coordination broke down.</returns>
    public static TLanes HoldBack<TLanes>(Coordination costs, LaneArray<TLanes> isPlaying, LaneArray<TLanes> isLate)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // Counts are whole numbers: exact in any order.
        var (players, late) = (TLanes.Zero, TLanes.Zero);
        for (var institution = 0; institution < isPlaying.Length; institution++)
        {
            players += isPlaying[institution] & TLanes.One;
            late += isPlaying[institution] & isLate[institution] & TLanes.One;
        }

        var isBroken = IsBroken(costs, players, late);
        for (var institution = 0; institution < isPlaying.Length && !TLanes.IsNone(isBroken); institution++)
        {
            isLate[institution] |= isPlaying[institution] & isBroken;
        }

        return isBroken;
    }

    /// <summary>Mask of the lanes in which all players pay late.</summary>
    /// <param name="costs">F and D.</param>
    /// <param name="players">n, how many play.</param>
    /// <param name="late">m, how many of them cannot pay early.</param>
    public static TLanes IsBroken<TLanes>(Coordination costs, TLanes players, TLanes late)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.IsBelow(TLanes.Of(costs.LateCost * (1 + Rounding)) * TLanes.Max(TLanes.Zero, players - TLanes.One), TLanes.Of(costs.EarlyCost) * late);
}
