namespace Contagion.Networks.Tests;

/// <summary>Small matrices of debts drawn at random, with parallel contracts, to compare with naive computations.</summary>
internal static class RandomDebts
{
    /// <summary>Some contracts (creditor, debtor, amount), parallel ones among them.</summary>
    public static (int Creditor, int Debtor, double Amount)[] Contracts(Random random, int count)
    {
        var contracts = new (int, int, double)[random.Next(4 * count)];
        for (var contract = 0; contract < contracts.Length; contract++)
        {
            var creditor = random.Next(count);
            // Whole numbers add up to the same sum in any order.
            contracts[contract] = (creditor, (creditor + 1 + random.Next(count - 1)) % count, random.Next(1, 1000));
        }

        return contracts;
    }

    /// <summary>dense[creditor, debtor].</summary>
    public static double[,] Dense((int Creditor, int Debtor, double Amount)[] contracts, int count)
    {
        var dense = new double[count, count];
        foreach (var (creditor, debtor, amount) in contracts)
        {
            dense[creditor, debtor] += amount;
        }

        return dense;
    }
}
