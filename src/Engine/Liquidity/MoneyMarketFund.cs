namespace Contagion.Engine;

/// <summary>A fund whose shares are redeemed at 1, whatever its assets are worth: those who leave first are paid in full, the rest bears the losses.</summary>
/// <param name="Cash">Cash (money).</param>
/// <param name="Loans">Other assets, at what they are worth if not sold in haste (money).</param>
/// <param name="Shares">Shares, each a promise of 1.</param>
/// <param name="Shortfall">What the last redemption could not be paid (money).</param>
/// <remarks><c>models.md</c> 4.4. Chen, Goldstein and Jiang (2010), Journal of Financial Economics 97(2):239–262, measure the advantage of leaving first.</remarks>
internal readonly record struct MoneyMarketFund<TLanes>(TLanes Cash, TLanes Loans, TLanes Shares, TLanes Shortfall)
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>The shadow price: assets a share; 1 where there are no shares.</summary>
    public TLanes NetAssetValue => TLanes.Select(TLanes.IsBelow(TLanes.Zero, Shares), (Cash + Loans) / Shares, TLanes.One);

    /// <summary>Mask of the lanes in which assets fall short of shares by more than the band.</summary>
    /// <param name="band">As a share of 1, in [0, 1]; usually 0.005.</param>
    public TLanes IsBroken(double band) => TLanes.IsBelow(NetAssetValue, TLanes.Of(1 - band));

    /// <summary>The fund after shares were redeemed, from cash and then by selling assets.</summary>
    /// <param name="redeemed">Shares redeemed, at most all.</param>
    /// <param name="price">What is paid for each: 1, or less where the fund floats.</param>
    /// <param name="discount">Share of its worth that an asset loses when sold in haste, in [0, 1].</param>
    /// <remarks>Shares that cannot be paid stay.</remarks>
    public MoneyMarketFund<TLanes> Redeem(TLanes redeemed, TLanes price, double discount)
    {
        var payout = Payout<TLanes>.Of(redeemed * price, Cash, Loans, discount);
        var unpaid = TLanes.IsBelow(TLanes.Zero, price) & (payout.Shortfall / price);
        return new(Cash - payout.FromCash, Loans - payout.Sold, Shares - (redeemed - unpaid), payout.Shortfall);
    }
}
