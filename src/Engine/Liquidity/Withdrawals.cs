namespace Contagion.Engine;

/// <summary>How much is asked back from an institution, and how much of it a gate lets through.</summary>
internal static class Withdrawals
{
    /// <summary>ω, the share of what may be withdrawn that is asked for: min(1, ω₀ + (ω_max − ω₀) π + shocks).</summary>
    /// <param name="baseRate">ω₀, in [0, 1].</param>
    /// <param name="maxRate">ω_max, in [0, 1].</param>
    /// <param name="fear">π, in [0, 1].</param>
    /// <param name="shocks">What shocks add, at least 0.</param>
    /// <remarks><c>models.md</c> 4.5.</remarks>
    public static TLanes Rate<TLanes>(double baseRate, double maxRate, TLanes fear, TLanes shocks)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Min(TLanes.One, TLanes.Of(baseRate) + (TLanes.Of(maxRate - baseRate) * fear) + shocks);

    /// <summary>What a gate lets through: min(demand, g · claims, cap). What it refuses stays claimed and is not owed today.</summary>
    /// <param name="demand">What is asked for, at least 0 (money).</param>
    /// <param name="claims">What may be withdrawn, at least 0 (money).</param>
    /// <param name="share">g, in [0, 1].</param>
    /// <param name="cap">Accounts times the most that is paid out an account (money); infinite without such a cap.</param>
    /// <remarks><c>models.md</c> 4.3 and 7.7.</remarks>
    public static TLanes Allowed<TLanes>(TLanes demand, TLanes claims, double share, double cap)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Min(TLanes.Min(demand, TLanes.Of(share) * claims), TLanes.Of(cap));
}
