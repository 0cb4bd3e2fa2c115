namespace Contagion.Engine.Tests.Textbook;

/// <summary>A round of <see cref="ContSchaanning"/>.</summary>
/// <param name="Share">Γ of each bank.</param>
/// <param name="Price">Prices after it.</param>
/// <param name="Equity">Equity after it.</param>
/// <param name="Units">What each bank holds of each asset after it.</param>
internal sealed record DeleveragingRound(double[] Share, double[] Price, double[] Equity, double[,] Units);

/// <summary>Threshold deleveraging. Source: Cont and Schaanning 2017, Norges Bank WP 2/2017; models.md 3.3.</summary>
internal static class ContSchaanning
{
    private const int RoundsMax = 10_000;

    /// <summary>The rounds in which somebody sells.</summary>
    /// <param name="units">a[i, m].</param>
    /// <param name="illiquid">I.</param>
    /// <param name="equity">E.</param>
    /// <param name="leverageMax">λ_max.</param>
    /// <param name="buffer">λ_b/λ_max.</param>
    /// <param name="left">Of each asset, the share of its price that is left after sales of an amount of money.</param>
    /// <param name="borne">Share of the fall of prices that sellers bear: 1 Post, ½ Average, 0 Pre.</param>
    internal static List<DeleveragingRound> Run(
        double[,] units, double[] illiquid, double[] equity, double leverageMax, double buffer, Func<double, double>[] left, double borne)
    {
        var (banks, assets) = (units.GetLength(0), units.GetLength(1));
        var price = Enumerable.Repeat(1.0, assets).ToArray();
        var rounds = new List<DeleveragingRound>();
        while (rounds.Count < RoundsMax)
        {
            var share = new double[banks];
            for (var i = 0; i < banks; i++)
            {
                var marketable = Enumerable.Range(0, assets).Sum(m => units[i, m] * price[m]);
                var isOver = equity[i] <= 0 || (illiquid[i] + marketable) / equity[i] > leverageMax;
                share[i] = marketable <= 0 || !isOver ? 0
                    : equity[i] <= 0 ? 1
                    : Math.Min(1, (illiquid[i] + marketable - (buffer * leverageMax * equity[i])) / marketable);
            }

            if (share.All(part => part == 0))
            {
                return rounds;
            }

            var after = new double[assets];
            for (var m = 0; m < assets; m++)
            {
                var sales = Enumerable.Range(0, banks).Sum(i => share[i] * units[i, m] * price[m]);
                after[m] = price[m] * left[m](sales);
            }

            var (kept, equityAfter) = (new double[banks, assets], new double[banks]);
            for (var i = 0; i < banks; i++)
            {
                equityAfter[i] = equity[i];
                for (var m = 0; m < assets; m++)
                {
                    var sold = share[i] * units[i, m];
                    var got = price[m] - (borne * (price[m] - after[m]));
                    kept[i, m] = share[i] == 1 ? 0 : units[i, m] - sold;
                    equityAfter[i] += (sold * got) + (kept[i, m] * after[m]) - (units[i, m] * price[m]);
                }
            }

            (price, equity, units) = (after, equityAfter, kept);
            rounds.Add(new DeleveragingRound(share, price, equity, units));
        }

        throw new InvalidOperationException($"Banks still sell after {RoundsMax} rounds.");
    }
}
