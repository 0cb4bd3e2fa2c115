namespace Contagion.Engine.Tests.Textbook;

/// <summary>The clearing vector without default costs. Source: Eisenberg and Noe 2001, Management Science 47(2); models.md 2.2.</summary>
internal static class EisenbergNoe
{
    /// <summary>One application of Φ(p)_i = min(p̄_i, e_i + Σ_j Π[j,i] p_j).</summary>
    /// <param name="debt">L[i,j], what debtor i owes creditor j.</param>
    /// <param name="externalAssets">e, after the shock.</param>
    /// <param name="externalLiabilities">b.</param>
    /// <param name="payment">p; without the external part where external creditors are senior.</param>
    /// <param name="externalCreditorsSenior">Whether b is paid before the network.</param>
    internal static double[] Map(
        double[,] debt, double[] externalAssets, double[] externalLiabilities, double[] payment,
        bool externalCreditorsSenior = false) =>
        Map(ClearingProblem.From(debt, externalAssets, externalLiabilities, externalCreditorsSenior), payment);

    /// <summary>The greatest clearing vector, by Picard from p̄ (or any fixed point, from another start).</summary>
    internal static ClearingResult Picard(
        double[,] debt, double[] externalAssets, double[] externalLiabilities, bool zeroEquityIsDefault = false,
        bool externalCreditorsSenior = false, double[]? start = null)
    {
        var problem = ClearingProblem.From(debt, externalAssets, externalLiabilities, externalCreditorsSenior);
        var scale = problem.Due.DefaultIfEmpty(0).Max();
        var payment = PicardIteration.Run(start ?? problem.Due, scale, current => Map(problem, current));
        return problem.Result(payment, problem.Defaults(payment, zeroEquityIsDefault), 1, 1, []);
    }

    /// <summary>The greatest clearing vector, by fictitious default: Rogers and Veraart with α = β = 1.</summary>
    internal static ClearingResult FictitiousDefault(
        double[,] debt, double[] externalAssets, double[] externalLiabilities, bool zeroEquityIsDefault = false,
        bool externalCreditorsSenior = false) =>
        RogersVeraart.FictitiousDefault(
            debt, externalAssets, externalLiabilities, 1, 1, zeroEquityIsDefault, externalCreditorsSenior);

    private static double[] Map(ClearingProblem problem, double[] payment) =>
        [.. problem.Estate(payment, 1, 1).Select((assets, i) =>
            Math.Min(problem.Due[i], Math.Max(0, assets - problem.Senior[i])))];
}
