using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>What institutions lost by contagion as numbers between 0 and 1, <c>models.md</c> 9.3.</summary>
public static class LossShares
{
    /// <summary>What the loss of an institution is a share of; not positive where it has none, and then it counts nowhere.</summary>
    /// <param name="variant">The loss.</param>
    /// <param name="result">The run.</param>
    /// <param name="institution">The institution.</param>
    public static double BaseOf(LossVariant variant, RunResult result, int institution) =>
        variant == LossVariant.Assets ? result.Network.Sheets[institution].TotalAssets : result.Dynamics.InitialEquity[institution];

    /// <summary>The loss ℓ, in [0, 1].</summary>
    /// <param name="variant">The loss.</param>
    /// <param name="loss">What the institution lost.</param>
    /// <param name="of">Its <see cref="BaseOf"/>, above zero.</param>
    public static double Of(LossVariant variant, in InstitutionLoss loss, double of) =>
        variant == LossVariant.Defaults ? (loss.IsContagiousDefault ? 1 : 0) : Math.Clamp(loss.Contagion / of, 0, 1);

    /// <summary>Loss of equity over initial equity, in [0, 1]: the distress of an institution.</summary>
    /// <param name="part">All of it, or what is beyond the direct shock.</param>
    /// <param name="loss">What the institution lost.</param>
    /// <param name="equity">Its initial equity, above zero.</param>
    public static double Of(LossPart part, in InstitutionLoss loss, double equity) => Math.Clamp(AmountOf(part, loss) / equity, 0, 1);

    /// <summary>The loss as an amount.</summary>
    public static double AmountOf(LossPart part, in InstitutionLoss loss) => part == LossPart.Total ? loss.Total : loss.Contagion;
}
