namespace Contagion.Engine.Tests.Textbook;

/// <summary>Outcome of <see cref="ElliottGolubJackson"/>. Source: Elliott, Golub and Jackson 2014.</summary>
/// <param name="Value">Market values v at the best-case equilibrium.</param>
/// <param name="Failed">Who is below its threshold.</param>
/// <param name="Waves">Who failed first in each round, ascending.</param>
/// <param name="Rounds">v of each round, the last one included; the first is before any failure.</param>
internal sealed record CrossHoldingsResult(
    double[] Value, bool[] Failed, IReadOnlyList<int[]> Waves, IReadOnlyList<double[]> Rounds);

/// <summary>Cross-holdings with failure costs. Source: Elliott, Golub and Jackson 2014, AER 104(10), §I–II; models.md 2.9.</summary>
internal static class ElliottGolubJackson
{
    /// <summary>A = Ĉ (I − C)⁻¹, where Ĉ holds what outside owners keep.</summary>
    /// <param name="holding">C[i,j]: share of organisation j owned by i; columns sum to less than 1.</param>
    internal static double[,] Dependency(double[,] holding)
    {
        var n = holding.GetLength(0);
        var dependency = DenseAlgebra.Inverse(DenseAlgebra.IdentityMinus(holding));
        for (var i = 0; i < n; i++)
        {
            var ownedInside = 0.0;
            for (var holder = 0; holder < n; holder++)
            {
                ownedInside += holding[holder, i];
            }

            for (var j = 0; j < n; j++)
            {
                dependency[i, j] *= 1 - ownedInside;
            }
        }

        return dependency;
    }

    /// <summary>The best-case equilibrium of v = A(Dp − b(v)), b_i = B_i where v_i is below its threshold.</summary>
    /// <param name="holding">C[i,j]: share of organisation j owned by i.</param>
    /// <param name="externalValue">Dp, the value of the primitive assets of each organisation.</param>
    /// <param name="threshold">v̲.</param>
    /// <param name="failureCost">B.</param>
    internal static CrossHoldingsResult Solve(
        double[,] holding, double[] externalValue, double[] threshold, double[] failureCost)
    {
        var dependency = Dependency(holding);
        var failed = new bool[externalValue.Length];
        var waves = new List<int[]>();
        var rounds = new List<double[]>();
        while (true)
        {
            var value = DenseAlgebra.Multiply(
                dependency, [.. externalValue.Select((worth, i) => worth - (failed[i] ? failureCost[i] : 0))]);
            rounds.Add(value);
            int[] fresh = [.. Enumerable.Range(0, failed.Length).Where(i => !failed[i] && value[i] < threshold[i])];
            if (fresh.Length == 0)
            {
                return new CrossHoldingsResult(value, failed, waves, rounds);
            }

            waves.Add(fresh);
            foreach (var i in fresh)
            {
                failed[i] = true;
            }
        }
    }
}
