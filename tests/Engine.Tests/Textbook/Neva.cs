namespace Contagion.Engine.Tests.Textbook;

/// <summary>Outcome of <see cref="Neva"/>. Source: Barucca et al. 2020.</summary>
/// <param name="Equity">E at the greatest fixed point; may be negative.</param>
/// <param name="Value">𝕍_j(E_j) there, for one unit of a claim on j.</param>
/// <param name="Rounds">E after each round; the first entry has all claims at face value.</param>
internal sealed record NevaResult(double[] Equity, double[] Value, IReadOnlyList<double[]> Rounds);

/// <summary>Network valuation. Source: Barucca et al. 2020, Mathematical Finance 30(4); models.md 2.7.</summary>
internal static class Neva
{
    /// <summary>The greatest solution of E_i = A^e_i − L^e_i + Σ_j L[j,i] 𝕍_j(E_j) − Σ_j L[i,j], by Picard from face value.</summary>
    /// <param name="debt">L[i,j], what debtor i owes creditor j.</param>
    /// <param name="externalAssets">A^e, after the shock.</param>
    /// <param name="externalLiabilities">L^e, called b elsewhere.</param>
    /// <param name="value">(j, E_j) → 𝕍_j; see <see cref="NevaValuations"/>.</param>
    internal static NevaResult Solve(
        double[,] debt, double[] externalAssets, double[] externalLiabilities, Func<int, double, double> value)
    {
        var n = externalAssets.Length;
        var scale = BalanceSheet.TotalAssets(debt, externalAssets).DefaultIfEmpty(0).Max();
        var owed = BalanceSheet.TotalLiabilities(debt, externalLiabilities);
        var rounds = new List<double[]> { BalanceSheet.NetWorth(debt, externalAssets, externalLiabilities) };
        var equity = PicardIteration.Run(rounds[0], scale, current =>
        {
            var next = new double[n];
            for (var i = 0; i < n; i++)
            {
                next[i] = externalAssets[i] - owed[i];
                for (var j = 0; j < n; j++)
                {
                    next[i] += debt[j, i] * value(j, current[j]);
                }
            }

            rounds.Add(next);
            return next;
        });
        return new NevaResult(equity, [.. equity.Select((worth, j) => value(j, worth))], rounds);
    }
}
