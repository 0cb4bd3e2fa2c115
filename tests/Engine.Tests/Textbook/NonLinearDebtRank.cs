namespace Contagion.Engine.Tests.Textbook;

/// <summary>
/// Non-linear DebtRank.
/// Source: Bardoscia, Caccioli, Perotti, Vivaldo, Caldarelli 2016, PLoS ONE 11(10):e0163825; models.md 2.6.
/// </summary>
internal static class NonLinearDebtRank
{
    /// <summary>p = min(1, h e^{a(h−1)}).</summary>
    internal static double DefaultProbability(double distress, double steepness) =>
        Math.Min(1, distress * Math.Exp(steepness * (distress - 1)));

    /// <summary>Distress h after each round; the first entry is h(1), the shock, and h = 1 for nodes without equity.</summary>
    /// <param name="debt">L[i,j], what debtor i owes creditor j.</param>
    /// <param name="netWorth">w⁰.</param>
    /// <param name="initialDistress">h(1).</param>
    /// <param name="steepness">a ≥ 0; 0 is linear DebtRank.</param>
    /// <param name="recovery">R of each debtor; null for 0.</param>
    /// <param name="tolerance">Stop when no h moved by as much as this.</param>
    /// <param name="roundsMax">Fail after this many rounds.</param>
    internal static IReadOnlyList<double[]> Run(
        double[,] debt, double[] netWorth, double[] initialDistress, double steepness, double[]? recovery = null,
        double tolerance = 1e-12, int roundsMax = 100_000)
    {
        var n = netWorth.Length;
        var leverage = LinearDebtRank.Leverage(debt, netWorth);
        var rounds = new List<double[]> { initialDistress.Select((h, i) => netWorth[i] > 0 ? h : 1).ToArray() };
        var previous = new double[n];
        while (rounds.Count <= roundsMax)
        {
            var current = rounds[^1];
            var probability = current.Select(h => DefaultProbability(h, steepness)).ToArray();
            var next = new double[n];
            for (var i = 0; i < n; i++)
            {
                var gain = 0.0;
                for (var j = 0; j < n; j++)
                {
                    gain += leverage[i, j] * (1 - (recovery?[j] ?? 0)) * (probability[j] - previous[j]);
                }

                next[i] = Math.Min(1, current[i] + gain);
            }

            previous = probability;
            rounds.Add(next);
            if (PicardIteration.Distance(next, current) < tolerance)
            {
                return rounds;
            }
        }

        throw new InvalidOperationException($"No fixed point after {roundsMax} rounds.");
    }
}
