namespace Contagion.Engine.Tests.Textbook;

/// <summary>Funding hoarding. Source: Gai, Haldane and Kapadia 2011, JME 58(5), liquidity condition of §2; models.md 4.1.</summary>
internal static class GaiHaldaneKapadia
{
    /// <summary>Who joins the hoarders in each wave, and what each bank is asked to pay in the end, its shock included.</summary>
    /// <param name="debt">L[i, j], what i has borrowed from j.</param>
    /// <param name="liquid">liq.</param>
    /// <param name="collateral">coll.</param>
    /// <param name="haircut">h + h_i of each.</param>
    /// <param name="shock">What each must pay at once.</param>
    /// <param name="share">λ.</param>
    internal static (List<int[]> Waves, double[] Outflow) Run(double[,] debt, double[] liquid, double[] collateral, double[] haircut, double[] shock, double share)
    {
        var (hoarders, waves) = (new HashSet<int>(), new List<int[]>());
        while (true)
        {
            double[] outflow = [.. liquid.Select((_, i) => shock[i] + (share * hoarders.Sum(j => debt[i, j])))];
            int[] joining = [.. Enumerable.Range(0, liquid.Length).Where(i =>
                !hoarders.Contains(i) && liquid[i] + ((1 - haircut[i]) * collateral[i]) - outflow[i] < 0)];
            if (joining.Length == 0)
            {
                return (waves, outflow);
            }

            waves.Add(joining);
            hoarders.UnionWith(joining);
        }
    }

    /// <summary>The share that each bank calls back in the end, and what it is asked to pay, where banks that run short even with what they called back call everything.</summary>
    /// <remarks>One bank after another: order makes no difference. Parameters as above.</remarks>
    internal static (double[] Calls, double[] Outflow) RunTwice(double[,] debt, double[] liquid, double[] collateral, double[] haircut, double[] shock, double share)
    {
        int[] banks = [.. Enumerable.Range(0, liquid.Length)];
        var calls = new double[banks.Length];
        double Outflow(int i) => shock[i] + banks.Sum(j => calls[j] * debt[i, j]);
        double Wanted(int i)
        {
            var spare = liquid[i] + ((1 - haircut[i]) * collateral[i]) - Outflow(i);
            return spare >= 0 ? 0 : spare + (share * banks.Sum(j => debt[j, i])) >= 0 ? share : 1;
        }

        while (Array.Find(banks, i => Wanted(i) > calls[i]) is var next && Wanted(next) > calls[next])
        {
            calls[next] = Wanted(next);
        }

        return (calls, [.. banks.Select(Outflow)]);
    }
}
