namespace Contagion.Engine.Tests.Textbook;

/// <summary>Linear DebtRank. Source: Bardoscia, Battiston, Caccioli, Caldarelli 2015, PLoS ONE 10(6):e0130406; models.md 2.6.</summary>
internal static class LinearDebtRank
{
    /// <summary>Λ[i,j] = L[j,i] / w⁰_i, not capped; a zero row where w⁰_i ≤ 0.</summary>
    internal static double[,] Leverage(double[,] debt, double[] netWorth)
    {
        var n = netWorth.Length;
        var leverage = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                leverage[i, j] = netWorth[i] > 0 ? debt[j, i] / netWorth[i] : 0;
            }
        }

        return leverage;
    }

    /// <summary>Distress h after each round; the first entry is h(1), the shock, and h = 1 for nodes without equity.</summary>
    /// <param name="debt">L[i,j], what debtor i owes creditor j.</param>
    /// <param name="netWorth">w⁰.</param>
    /// <param name="initialDistress">h(1).</param>
    /// <param name="recovery">R of each debtor; null for 0.</param>
    /// <param name="tolerance">Stop when no h moved by as much as this.</param>
    /// <param name="roundsMax">Fail after this many rounds.</param>
    internal static IReadOnlyList<double[]> Run(
        double[,] debt, double[] netWorth, double[] initialDistress, double[]? recovery = null,
        double tolerance = 1e-12, int roundsMax = 100_000)
    {
        var n = netWorth.Length;
        var leverage = Leverage(debt, netWorth);
        var rounds = new List<double[]> { initialDistress.Select((h, i) => netWorth[i] > 0 ? h : 1).ToArray() };
        var previous = new double[n];
        while (rounds.Count <= roundsMax)
        {
            var current = rounds[^1];
            var next = new double[n];
            for (var i = 0; i < n; i++)
            {
                var gain = 0.0;
                for (var j = 0; j < n; j++)
                {
                    gain += leverage[i, j] * (1 - (recovery?[j] ?? 0)) * (current[j] - previous[j]);
                }

                next[i] = Math.Min(1, current[i] + gain);
            }

            previous = current;
            rounds.Add(next);
            if (PicardIteration.Distance(next, current) < tolerance)
            {
                return rounds;
            }
        }

        throw new InvalidOperationException($"No fixed point after {roundsMax} rounds.");
    }

    /// <summary>H = Σ w⁰_i h_i / Σ w⁰_i.</summary>
    internal static double GroupLoss(double[] distress, double[] netWorth) =>
        netWorth.Select((worth, i) => worth * distress[i]).Sum() / netWorth.Sum();
}
