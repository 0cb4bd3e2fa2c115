namespace Contagion.Networks;

/// <summary>What small shocks come to on a network, by the spectral radius of interbank leverage Λ: claims of creditor i on debtor j over the equity of i.</summary>
/// <param name="Radius">Spectral radius of Λ among institutions with equity.</param>
/// <param name="LeftOut">Institutions without positive equity: what they owe and own is left out, for their leverage means nothing.</param>
/// <remarks>
/// Distress of debtors comes to Λ times as much of their creditors' equity, step by step: below 1 it dies out, above 1 a shock that reaches the institutions that
/// pass it round among themselves grows until somebody defaults. Bardoscia, Battiston, Caccioli and Caldarelli (2015), PLoS ONE 10(6):e0130406; (2017), Nature
/// Communications 8:14416. Losses given default are the whole of a claim.
/// </remarks>
public sealed record LeverageMatrix(SpectralRadius Radius, int LeftOut)
{
    /// <summary>Whether small shocks die out (true), grow (false), or neither is proven because 1 lies between the bounds (null).</summary>
    public bool? IsStable => Radius.Upper < 1 ? true : Radius.Lower > 1 ? false : null;

    /// <summary>Computes it.</summary>
    public static LeverageMatrix Of(Network network)
    {
        var (isIn, scale) = (new bool[network.Count], new double[network.Count]);
        for (var institution = 0; institution < network.Count; institution++)
        {
            var equity = network.Sheets[institution].Equity;
            (isIn[institution], scale[institution]) = (equity > 0, equity > 0 ? 1 / equity : 0);
        }

        return new LeverageMatrix(SpectralRadius.Of(network.Claims, Components.Strong(network.Claims, isIn), scale), isIn.Count(one => !one));
    }
}
