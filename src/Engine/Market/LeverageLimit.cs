using Contagion.Model;

namespace Contagion.Engine;

/// <summary>What an institution sells when it has more assets than its equity allows.</summary>
/// <param name="Max">λ_max: assets over equity above which it sells.</param>
/// <param name="Target">λ_b: leverage that it sells down to.</param>
/// <param name="Tolerance">Share of its assets by which it may be over the limit: where limit and target are the same, sales would get smaller
/// for ever.</param>
internal readonly record struct LeverageLimit(double Max, double Target, double Tolerance)
{
    /// <summary>The limit of a scenario.</summary>
    public static LeverageLimit Of(Deleveraging rule, double tolerance) => new(rule.MaxLeverage, rule.Buffer * rule.MaxLeverage, tolerance);

    /// <summary>Γ, the share of its marketable assets that an institution sells, in [0, 1].</summary>
    /// <param name="assets">All assets, at least 0.</param>
    /// <param name="value">θ, those of them that can be sold, at the price of now.</param>
    /// <param name="equity">E; who has none sells all.</param>
    /// <remarks>Γ = min(1, (assets − λ_b E)/θ) where assets/E &gt; λ_max. <c>models.md</c> 3.3. Cont and Schaanning (2017), Norges Bank working
    /// paper 2/2017.</remarks>
    public TLanes ShareSold<TLanes>(TLanes assets, TLanes value, TLanes equity)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var isOver = TLanes.IsBelow(TLanes.Of(Max) * equity, TLanes.Of(1 - Tolerance) * assets) & TLanes.IsBelow(TLanes.Zero, value);
        return isOver & TLanes.Min(TLanes.One, (assets - (TLanes.Of(Target) * equity)) / value);
    }
}
