namespace Contagion.Engine.Tests.Textbook;

/// <summary>Sums over a dense network of debts. Source: models.md 0.1 and 0.2.</summary>
/// <remarks><c>debt[i, j]</c> is always what debtor i owes creditor j.</remarks>
internal static class BalanceSheet
{
    /// <summary>What each node owes inside the network, Σ_j L[i,j].</summary>
    internal static double[] NetworkLiabilities(double[,] debt)
    {
        var n = debt.GetLength(0);
        var owed = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                owed[i] += debt[i, j];
            }
        }

        return owed;
    }

    /// <summary>Face value of what each node is owed inside the network, Σ_j L[j,i].</summary>
    internal static double[] NetworkAssets(double[,] debt)
    {
        var n = debt.GetLength(0);
        var owned = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                owned[i] += debt[j, i];
            }
        }

        return owned;
    }

    /// <summary>p̄_i = b_i + Σ_j L[i,j].</summary>
    internal static double[] TotalLiabilities(double[,] debt, double[] externalLiabilities) =>
        Add(externalLiabilities, NetworkLiabilities(debt));

    /// <summary>e_i + Σ_j L[j,i], with claims at face value.</summary>
    internal static double[] TotalAssets(double[,] debt, double[] externalAssets) =>
        Add(externalAssets, NetworkAssets(debt));

    /// <summary>w_i = e_i + Σ_j L[j,i] − p̄_i.</summary>
    internal static double[] NetWorth(double[,] debt, double[] externalAssets, double[] externalLiabilities)
    {
        var assets = TotalAssets(debt, externalAssets);
        var liabilities = TotalLiabilities(debt, externalLiabilities);
        return [.. assets.Select((asset, i) => asset - liabilities[i])];
    }

    /// <summary>Π[i,j] = L[i,j] / total_i; a zero row where the total is zero.</summary>
    internal static double[,] Shares(double[,] debt, double[] total)
    {
        var n = total.Length;
        var share = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                share[i, j] = total[i] > 0 ? debt[i, j] / total[i] : 0;
            }
        }

        return share;
    }

    /// <summary>What each creditor receives, Σ_j Π[j,i] p_j.</summary>
    internal static double[] Receipts(double[,] share, double[] payment)
    {
        var n = payment.Length;
        var receipt = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                receipt[i] += share[j, i] * payment[j];
            }
        }

        return receipt;
    }

    private static double[] Add(double[] left, double[] right) => [.. left.Select((value, i) => value + right[i])];
}
