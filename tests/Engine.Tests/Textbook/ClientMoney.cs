namespace Contagion.Engine.Tests.Textbook;

/// <summary>Outcome of <see cref="ClientMoney"/>. Source: models.md 2.4.</summary>
/// <param name="FromTrust">Paid to clients from the trust account, min(K, S).</param>
/// <param name="FromEstate">Paid to clients on the deficiency, as creditors of the estate.</param>
/// <param name="Others">Others[k][i]: paid to all other creditors of the caller's class k.</param>
/// <param name="Clearing">
/// The clearing behind it, deficiency included; it has one class more, in front, where the
/// deficiency is senior.
/// </param>
internal sealed record ClientMoneyResult(
    double[] FromTrust, double[] FromEstate, double[][] Others, PriorityResult Clearing);

/// <summary>
/// Ring-fenced client money next to an estate with classes of debt.
/// Source: models.md 2.4 (Elsinger 2009 for the estate).
/// </summary>
internal static class ClientMoney
{
    /// <summary>Pays clients from the trust account, then clears the estate with the deficiency as a debt.</summary>
    /// <param name="debt">debt[k][i,j], class 0 first, without client money.</param>
    /// <param name="externalAssets">e, without the trust account.</param>
    /// <param name="externalLiabilities">b[k][i], without client money.</param>
    /// <param name="owedToClients">K.</param>
    /// <param name="trust">S, 0 ≤ S ≤ K.</param>
    /// <param name="deficiencyClass">Class with which K − S ranks pari passu; null puts it ahead of all classes.</param>
    /// <param name="alpha">Share of external assets recovered in default.</param>
    /// <param name="beta">Share of network receipts recovered in default.</param>
    internal static ClientMoneyResult Clear(
        double[][,] debt, double[] externalAssets, double[][] externalLiabilities, double[] owedToClients, double[] trust,
        int? deficiencyClass = null, double alpha = 1, double beta = 1)
    {
        var n = externalAssets.Length;
        var deficiency = owedToClients.Select((owed, i) => Math.Max(0, owed - trust[i])).ToArray();
        if (deficiencyClass is null)
        {
            var senior = PriorityClasses.Picard(
                [new double[n, n], .. debt], externalAssets, [deficiency, .. externalLiabilities], null, alpha, beta);
            return new ClientMoneyResult(FromTrust(owedToClients, trust), senior.Payment[0], senior.Payment[1..], senior);
        }

        var joined = deficiencyClass.Value;
        var liabilities = externalLiabilities.Select(amounts => (double[])amounts.Clone()).ToArray();
        for (var i = 0; i < n; i++)
        {
            liabilities[joined][i] += deficiency[i];
        }

        var clearing = PriorityClasses.Picard(debt, externalAssets, liabilities, null, alpha, beta);
        var due = BalanceSheet.TotalLiabilities(debt[joined], liabilities[joined]);
        var fromEstate = clearing.Payment[joined]
            .Select((paid, i) => due[i] > 0 ? paid * deficiency[i] / due[i] : 0).ToArray();
        var others = clearing.Payment.Select(payments => (double[])payments.Clone()).ToArray();
        for (var i = 0; i < n; i++)
        {
            others[joined][i] -= fromEstate[i];
        }

        return new ClientMoneyResult(FromTrust(owedToClients, trust), fromEstate, others, clearing);
    }

    private static double[] FromTrust(double[] owedToClients, double[] trust) =>
        [.. owedToClients.Select((owed, i) => Math.Min(owed, trust[i]))];
}
