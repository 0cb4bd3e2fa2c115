namespace Contagion.Engine;

/// <summary>A valuation function 𝕍: what one unit of an institution's debt is worth to its creditors before maturity.</summary>
/// <remarks>Feasible when it does not fall as equity rises, lies in [0, 1] and is continuous from above: then sweeps from face value find the
/// greatest solution. Barucca, Bardoscia, Caccioli, D'Errico, Visentin, Caldarelli and Battiston (2020), Mathematical Finance 30(4):1181–1204.</remarks>
internal interface IDebtValue
{
    /// <summary>The value in [0, 1].</summary>
    /// <param name="equity">Equity at current values.</param>
    /// <param name="externalAssets">External assets after the shock.</param>
    /// <param name="debt">Nominal debt that shares what is left, P; positive.</param>
    /// <param name="volatility">Volatility of external assets over the remaining maturity.</param>
    double Of(double equity, double externalAssets, double debt, double volatility);
}
