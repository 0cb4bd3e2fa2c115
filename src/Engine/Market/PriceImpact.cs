using Contagion.Model;

namespace Contagion.Engine;

/// <summary>What sales of an asset do to its price; by default nothing.</summary>
/// <remarks>
/// Exponential: q = q₀ exp(−κ S). Linear: q = q₀ max(0, 1 − S/depth). <c>models.md</c> 3.1. S is what was sold, in units at a price of 1 at the start.
/// Cifuentes, Ferrucci and Shin (2005), Journal of the European Economic Association 3(2–3):556–566; Cont and Schaanning (2017), Norges
/// Bank working paper 2/2017.
/// </remarks>
internal readonly record struct PriceImpact
{
    private const int StepsMax = 200;

    private readonly double _impact;
    private readonly double _depth;

    private PriceImpact(double impact, double depth) => (_impact, _depth) = (impact, depth);

    /// <summary>Whether the price falls in proportion to what is sold.</summary>
    public bool IsLinear => _depth > 0;

    /// <summary>Share of the price that the first unit sold takes away: κ, or one over the depth.</summary>
    public double Slope => IsLinear ? 1 / _depth : _impact;

    /// <summary>The most that sellers can raise at a price of 1 at the start: beyond it the price falls faster than units are sold.</summary>
    public double GreatestRevenue => IsLinear ? _depth / 4 : 1 / (_impact * Math.E);

    /// <summary>The price falls to exp(−κ S).</summary>
    /// <param name="impact">κ, at least 0.</param>
    public static PriceImpact Exponential(double impact) => new(impact, 0);

    /// <summary>The price falls by S/depth, to no less than 0.</summary>
    /// <param name="depth">Units that, sold, leave no price at all; above 0.</param>
    public static PriceImpact Linear(double depth) => new(0, depth);

    /// <summary>The impact of an asset of a scenario.</summary>
    public static PriceImpact Of(MarketAsset asset) => asset.Depth is { } depth ? Linear(depth) : Exponential(asset.Impact);

    /// <summary>The exponential impact of an asset of which it is known how far one sale moves the price.</summary>
    /// <param name="fall">Share of the price that the sale takes away, in [0, 1).</param>
    /// <param name="share">Share of all units that it sells, in (0, 1].</param>
    /// <param name="units">All units.</param>
    public static PriceImpact Calibrated(double fall, double share, double units) => Exponential(-Elementary.Log(1 - fall) / (share * units));

    /// <summary>The linear impact of an asset that is traded: depth = c · volume · √T / σ.</summary>
    /// <param name="volume">Average daily volume, in units at a price of 1.</param>
    /// <param name="volatility">σ, standard deviation of daily returns.</param>
    /// <param name="days">T, days over which the sale is spread.</param>
    /// <param name="scale">c, about 0.3 to 0.5.</param>
    public static PriceImpact Traded(double volume, double volatility, double days, double scale) =>
        Linear(scale * volume * Math.Sqrt(days) / volatility);

    /// <summary>The share of the price that is left after sales; above 1 after purchases.</summary>
    /// <param name="sold">S; negative what was bought.</param>
    public TLanes Left<TLanes>(TLanes sold)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (IsLinear)
        {
            return TLanes.Max(TLanes.Zero, TLanes.One - (sold / TLanes.Of(_depth)));
        }

        var left = TLanes.One;
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            // Where nothing is sold the price keeps its bits.
            left = sold[lane] == 0 ? left : left.With(lane, Elementary.Exp(-_impact * sold[lane]));
        }

        return left;
    }

    /// <summary>The fewest units that raise an amount when all are sold at the price after the sale; null when no number of units does.</summary>
    /// <param name="amount">What is needed, at a price of 1 at the start.</param>
    /// <remarks>Smallest root of s · left(s) = amount. The left side is concave up to its peak, so Newton's steps from 0 never pass the root.</remarks>
    public double? UnitsToRaise(double amount)
    {
        if (amount > GreatestRevenue)
        {
            return null;
        }

        return IsLinear ? 2 * amount / (1 + Math.Sqrt(1 - (4 * amount / _depth))) : UnitsByNewton(amount);
    }

    private double UnitsByNewton(double amount)
    {
        var units = 0.0;
        for (var step = 0; step < StepsMax; step++)
        {
            var left = Elementary.Exp(-_impact * units);
            var slope = (1 - (_impact * units)) * left;
            var missing = amount - (units * left);

            // Rounding alone can bring the steps to the peak or past the root.
            if (slope <= 0 || units + (missing / slope) <= units)
            {
                return units;
            }

            units += missing / slope;
        }

        return units;
    }
}
