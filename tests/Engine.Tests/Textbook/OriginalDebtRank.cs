namespace Contagion.Engine.Tests.Textbook;

/// <summary>
/// DebtRank as first published: every node passes on its distress once.
/// Source: Battiston et al. 2012, Sci. Rep. 2:541, Methods; models.md 2.5.
/// </summary>
internal static class OriginalDebtRank
{
    private enum State
    {
        Undistressed,
        Distressed,
        Inactive,
    }

    /// <summary>W[i,j] = min(1, L[i,j] / w⁰_j), impact of debtor i on creditor j; 0 where w⁰_j ≤ 0.</summary>
    internal static double[,] Impact(double[,] debt, double[] netWorth)
    {
        var n = netWorth.Length;
        var impact = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                impact[i, j] = netWorth[j] > 0 ? Math.Min(1, debt[i, j] / netWorth[j]) : 0;
            }
        }

        return impact;
    }

    /// <summary>Distress h after each step; the first entry is h(1) = ψ, and h = 1 for nodes without equity.</summary>
    internal static IReadOnlyList<double[]> Run(double[,] debt, double[] netWorth, double[] initialDistress)
    {
        var n = netWorth.Length;
        var impact = Impact(debt, netWorth);
        var distress = initialDistress.Select((psi, i) => netWorth[i] > 0 ? psi : 1).ToArray();
        var state = distress.Select(h => h > 0 ? State.Distressed : State.Undistressed).ToArray();
        var rounds = new List<double[]> { distress };
        while (state.Contains(State.Distressed))
        {
            var next = new double[n];
            var nextState = new State[n];
            for (var i = 0; i < n; i++)
            {
                var gain = 0.0;
                for (var j = 0; j < n; j++)
                {
                    gain += state[j] == State.Distressed ? impact[j, i] * distress[j] : 0;
                }

                next[i] = Math.Min(1, distress[i] + gain);
                nextState[i] = Next(state[i], next[i]);
            }

            distress = next;
            state = nextState;
            rounds.Add(distress);
        }

        return rounds;
    }

    /// <summary>R = Σ ν_i h_i(T) − Σ ν_i h_i(1).</summary>
    internal static double DebtRank(IReadOnlyList<double[]> rounds, double[] weight) =>
        weight.Select((nu, i) => nu * (rounds[^1][i] - rounds[0][i])).Sum();

    private static State Next(State state, double distress) => state switch
    {
        State.Distressed => State.Inactive,
        State.Undistressed when distress > 0 => State.Distressed,
        _ => state,
    };
}
