namespace Contagion.Engine.Tests.Textbook;

/// <summary>Outcome of <see cref="PriorityClasses"/>. Source: Elsinger 2009.</summary>
/// <param name="Payment">Payment[k][i]: all that node i pays to class k, network and external; class 0 is the most senior.</param>
/// <param name="Equity">V, what is left to owners, with cross-holdings at their value.</param>
/// <param name="NetWorth">Wealth before default costs, less everything owed; negative in default.</param>
/// <param name="Defaulted">Who cannot pay every class in full.</param>
internal sealed record PriorityResult(double[][] Payment, double[] Equity, double[] NetWorth, bool[] Defaulted);

/// <summary>
/// Clearing with classes of debt and cross-holdings of equity.
/// Source: Elsinger 2009, OeNB Working Paper 156, §3–4; models.md 2.4.
/// </summary>
internal static class PriorityClasses
{
    /// <summary>The greatest fixed point, by Picard from full payment and the highest equity there can be.</summary>
    /// <param name="debt">debt[k][i,j]: what debtor i owes creditor j in class k; class 0 is paid first.</param>
    /// <param name="externalAssets">e, after the shock.</param>
    /// <param name="externalLiabilities">b[k][i].</param>
    /// <param name="holding">θ[holder, issuer]: share of the issuer's equity; null for none. Columns sum to less than 1.</param>
    /// <param name="alpha">Share of external assets recovered in default.</param>
    /// <param name="beta">Share of network receipts, cross-holdings included, recovered in default.</param>
    /// <param name="zeroEquityIsDefault">Whether paying in full with nothing left is a default.</param>
    internal static PriorityResult Picard(
        double[][,] debt, double[] externalAssets, double[][] externalLiabilities, double[,]? holding = null,
        double alpha = 1, double beta = 1, bool zeroEquityIsDefault = false)
    {
        var n = externalAssets.Length;
        var classes = debt.Length;
        var theta = holding ?? new double[n, n];
        var due = debt.Select((matrix, k) => BalanceSheet.TotalLiabilities(matrix, externalLiabilities[k])).ToArray();
        var share = debt.Select((matrix, k) => BalanceSheet.Shares(matrix, due[k])).ToArray();
        var dueInAll = Enumerable.Range(0, n).Select(i => due.Sum(amounts => amounts[i])).ToArray();
        var faceAssets = Enumerable.Range(0, n)
            .Select(i => externalAssets[i] + debt.Sum(matrix => BalanceSheet.NetworkAssets(matrix)[i])).ToArray();
        var equityMax = DenseAlgebra.Solve(DenseAlgebra.IdentityMinus(theta), faceAssets)
            ?? throw new ArgumentException("Someone is owned entirely inside the network.", nameof(holding));
        var tolerance = DefaultRule.Tolerances(equityMax);

        // One flat vector: payments class by class, then equity.
        double[] start = [.. due.SelectMany(amounts => amounts), .. equityMax];
        var solution = PicardIteration.Run(start, start.DefaultIfEmpty(0).Max(), state => Map(state).Next);
        var (_, worth, defaulted) = Map(solution);
        return new PriorityResult(
            [.. Enumerable.Range(0, classes).Select(k => solution[(k * n)..((k + 1) * n)])],
            solution[(classes * n)..], worth, defaulted);

        (double[] Next, double[] NetWorth, bool[] Defaulted) Map(double[] state)
        {
            var receipt = DenseAlgebra.Multiply(theta, state[(classes * n)..]);
            for (var k = 0; k < classes; k++)
            {
                var received = BalanceSheet.Receipts(share[k], state[(k * n)..((k + 1) * n)]);
                receipt = [.. receipt.Select((value, i) => value + received[i])];
            }

            var next = new double[state.Length];
            var worth = new double[n];
            var defaulted = new bool[n];
            for (var i = 0; i < n; i++)
            {
                worth[i] = externalAssets[i] + receipt[i] - dueInAll[i];
                defaulted[i] = dueInAll[i] > 0 && DefaultRule.IsDefault(worth[i], tolerance[i], zeroEquityIsDefault);
                var left = defaulted[i]
                    ? (alpha * externalAssets[i]) + (beta * receipt[i])
                    : externalAssets[i] + receipt[i];
                for (var k = 0; k < classes; k++)
                {
                    next[(k * n) + i] = Math.Min(due[k][i], Math.Max(0, left));
                    left -= due[k][i];
                }

                next[(classes * n) + i] = defaulted[i] ? 0 : Math.Max(0, left);
            }

            return (next, worth, defaulted);
        }
    }
}
