using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine.Tests;

/// <summary>Networks too large for a matrix, the same for the same seed; every mechanism can run on them.</summary>
internal static class SparseNetwork
{
    private const double SheetOverClaims = 4;

    /// <summary>Banks that each lend to a few others at random.</summary>
    /// <param name="count">How many banks.</param>
    /// <param name="debtors">To how many others each lends.</param>
    /// <param name="leverage">Claims of each over its equity.</param>
    /// <param name="seed">Decides who lends to whom how much.</param>
    public static Network AtRandom(int count, int debtors, double leverage, int seed)
    {
        var random = new Random(seed);
        return Of(count, random, leverage, bank => [.. Enumerable.Range(0, debtors).Select(_ => (bank + 1 + random.Next(count - 1)) % count).Distinct()]);
    }

    /// <summary>Each bank lends to the next one and the last to the first: a loss goes round, from one to the other.</summary>
    public static Network Ring(int count, double leverage, int seed) => Of(count, new Random(seed), leverage, bank => [(bank + 1) % count]);

    /// <summary>A ring that is cut open.</summary>
    public static Network Chain(int count, double leverage, int seed) => Of(count, new Random(seed), leverage, bank => bank + 1 < count ? [bank + 1] : []);

    private static Network Of(int count, Random random, double leverage, Func<int, int[]> debtorsOf)
    {
        var claims = Enumerable.Range(0, count).Select(debtorsOf).ToArray();
        var builder = new NetworkBuilder();
        var equity = new double[count];
        for (var bank = 0; bank < count; bank++)
        {
            equity[bank] = 10 + (90 * random.NextDouble());
            builder.Add(new Institution($"B{bank}", InstitutionKind.Bank)
            {
                Equity = equity[bank],
                ExternalAssets = SheetOverClaims * 100 * Math.Max(1, leverage),
                Volatility = 0.05 + (0.3 * random.NextDouble()),
            });
        }

        for (var creditor = 0; creditor < count; creditor++)
        {
            foreach (var debtor in claims[creditor])
            {
                builder.Add(new Exposure(creditor, debtor, leverage * equity[creditor] * (0.5 + random.NextDouble()) / claims[creditor].Length));
            }
        }

        return builder.Build();
    }
}
