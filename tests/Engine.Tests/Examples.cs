using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Example of the R package systemicrisk: everybody owes everybody ½ (models.md TV-EN-ext).</summary>
internal static class SystemicRisk
{
    public static Network Network { get; } =
        TestNetwork.Of(new[,] { { 0, .5, .5 }, { .5, 0, .5 }, { .5, .5, 0 } }, [.5, .625, .75], [1.5, .5, .5]);
}

/// <summary>Example in the README of the R package NetworkRiskMeasures: nodes a, b, c (models.md TV-DR-public).</summary>
internal static class NetworkRiskMeasures
{
    public static readonly double[] Equity = [2, 5, 2];

    private static readonly double[] Weights = [10, 100, 30];

    public static Network Network { get; } = TestNetwork.Of(
        new double[,] { { 0, 10, 3 }, { 1, 0, 2 }, { 0, 3, 0 } }, equity: Equity, complete: (node, given) => given with { Weight = Weights[node] });
}

/// <summary>Regular networks.</summary>
internal static class Rings
{
    /// <summary>Each owes the next one the same.</summary>
    public static double[,] One(int count, double amount)
    {
        var debt = new double[count, count];
        for (var debtor = 0; debtor < count; debtor++)
        {
            debt[debtor, (debtor + 1) % count] = amount;
        }

        return debt;
    }

    /// <summary>Two rings of half the size that do not touch.</summary>
    public static double[,] Two(int count, double amount)
    {
        var debt = new double[count, count];
        for (var debtor = 0; debtor < count; debtor++)
        {
            var first = debtor < count / 2 ? 0 : count / 2;
            debt[debtor, first + ((debtor - first + 1) % (count / 2))] = amount;
        }

        return debt;
    }

    /// <summary>Each owes the same in all, spread evenly over all others.</summary>
    public static double[,] Complete(int count, double total)
    {
        var debt = new double[count, count];
        for (var debtor = 0; debtor < count; debtor++)
        {
            for (var creditor = 0; creditor < count; creditor++)
            {
                debt[debtor, creditor] = debtor == creditor ? 0 : total / (count - 1);
            }
        }

        return debt;
    }
}
