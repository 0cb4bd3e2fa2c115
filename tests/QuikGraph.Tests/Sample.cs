using Contagion.Model;
using Contagion.Networks;

namespace Contagion.QuikGraphs.Tests;

/// <summary>Networks for tests.</summary>
internal static class Sample
{
    /// <summary>Banks B0, B1, ... with these claims.</summary>
    public static Network Of(int banks, params (int Creditor, int Debtor, double Amount)[] claims)
    {
        var builder = new NetworkBuilder();
        for (var bank = 0; bank < banks; bank++)
        {
            builder.Add(new Institution($"B{bank}", InstitutionKind.Bank) { ExternalAssets = 100 });
        }

        foreach (var (creditor, debtor, amount) in claims)
        {
            builder.Add(new Exposure(creditor, debtor, amount));
        }

        return builder.Build();
    }

    /// <summary>Up to 25 banks, with claims of whole amounts, which add up to the same sum in any order; some on demand, so that there are parallel ones.</summary>
    public static Network Random(int seed)
    {
        var random = new Random(seed);
        var banks = 2 + random.Next(24);
        return Random(random, banks, random.Next(3 * banks));
    }

    /// <summary>Few banks with many claims, most of which have parallel ones.</summary>
    public static Network Crowded(int seed, int banks, int claims) => Random(new Random(seed), banks, claims);

    private static Network Random(Random random, int banks, int claims)
    {
        var builder = new NetworkBuilder();
        for (var bank = 0; bank < banks; bank++)
        {
            builder.Add(new Institution($"B{bank}", InstitutionKind.Bank) { ExternalAssets = 100 });
        }

        for (var claim = 0; claim < claims; claim++)
        {
            var creditor = random.Next(banks);
            var type = random.Next(3) == 0 ? ExposureType.Demand : ExposureType.Loan;
            builder.Add(new Exposure(creditor, (creditor + 1 + random.Next(banks - 1)) % banks, random.Next(1, 1000), type));
        }

        return builder.Build();
    }

    /// <summary>dense[creditor, debtor], parallel claims added up.</summary>
    public static double[,] Dense(Network network)
    {
        var dense = new double[network.Count, network.Count];
        for (var creditor = 0; creditor < network.Count; creditor++)
        {
            for (var claim = network.Claims.Start[creditor]; claim < network.Claims.Start[creditor + 1]; claim++)
            {
                dense[creditor, network.Claims.Column[claim]] += network.Claims.Amount[claim];
            }
        }

        return dense;
    }
}
