namespace Contagion.Engine;

/// <summary>Whether everybody who may withdraw does: the unique outcome when each knows a little less than all about what an institution has.</summary>
/// <remarks>
/// s = min(1, (cash + (1 − discount) saleable + support)/redeemable). The marginal creditor takes every number of withdrawals for equally
/// likely, and withdraws where 1 − s ≥ χ. <c>models.md</c> 4.2. Rochet and Vives (2004), Journal of the European Economic Association
/// 2(6):1116–1147; Morris and Shin (2003), in Advances in Economics and Econometrics, Cambridge University Press, 56–114.
/// </remarks>
internal static class Coverage
{
    /// <summary>s, the share of what may be withdrawn that can be paid at once, in [0, 1]; 1 where nothing may be withdrawn.</summary>
    /// <param name="cash">Cash, at least 0.</param>
    /// <param name="saleable">What can be sold, at the price of now, at least 0.</param>
    /// <param name="support">What others would pay, at least 0.</param>
    /// <param name="redeemable">What may be withdrawn, at least 0.</param>
    /// <param name="discount">Share of its value that a sale in haste loses, in [0, 1].</param>
    public static TLanes Of<TLanes>(TLanes cash, TLanes saleable, TLanes support, TLanes redeemable, double discount)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var covered = (cash + (TLanes.Of(1 - discount) * saleable) + support) / redeemable;
        return TLanes.Select(TLanes.IsBelow(TLanes.Zero, redeemable), TLanes.Min(TLanes.One, covered), TLanes.One);
    }

    /// <summary>Mask of the lanes in which all withdraw.</summary>
    /// <param name="coverage">s.</param>
    /// <param name="threshold">χ, relative cost of withdrawing wrongly, in [0, 1]; usually 0.1 to 0.5.</param>
    public static TLanes IsRun<TLanes>(TLanes coverage, double threshold)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.IsAtMost(coverage, TLanes.Of(1 - threshold));
}
