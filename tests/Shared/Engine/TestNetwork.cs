using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Tests;

/// <summary>Makes networks of matrices.</summary>
internal static class TestNetwork
{
    /// <summary>A network of banks B0, B1, ... from <c>debt[i, j]</c>, what debtor i owes creditor j.</summary>
    /// <param name="debt">L of models.md.</param>
    /// <param name="externalAssets">e.</param>
    /// <param name="externalLiabilities">b; null to let <paramref name="equity"/> balance the sheets.</param>
    /// <param name="equity">w; null to let it follow from the rest.</param>
    /// <param name="complete">Adds what else an institution gives.</param>
    public static Network Of(
        double[,] debt, double[]? externalAssets = null, double[]? externalLiabilities = null, double[]? equity = null, Func<int, Institution, Institution>? complete = null)
    {
        var builder = Institutions(debt.GetLength(0), externalAssets, externalLiabilities, equity, complete);
        AddDebts(builder, debt, 1);
        return builder.Build();
    }

    /// <summary>As <see cref="Of"/>, with one matrix a priority class (the first is paid first) and shares θ[holder, issuer].</summary>
    public static Network OfClasses(
        double[][,] debt, double[] externalAssets, double[]? externalLiabilities = null, double[,]? holding = null, Func<int, Institution, Institution>? complete = null)
    {
        var count = debt[0].GetLength(0);
        var builder = Institutions(count, externalAssets, externalLiabilities, null, complete);
        for (var rank = 0; rank < debt.Length; rank++)
        {
            AddDebts(builder, debt[rank], rank + 1);
        }

        for (var holder = 0; holder < count && holding is not null; holder++)
        {
            for (var issuer = 0; issuer < count; issuer++)
            {
                if (holding[holder, issuer] > 0)
                {
                    builder.Add(new Holding(holder, issuer, holding[holder, issuer]));
                }
            }
        }

        return builder.Build();
    }

    private static NetworkBuilder Institutions(
        int count, double[]? externalAssets, double[]? externalLiabilities, double[]? equity, Func<int, Institution, Institution>? complete)
    {
        var builder = new NetworkBuilder();
        for (var institution = 0; institution < count; institution++)
        {
            var given = new Institution($"B{institution}", InstitutionKind.Bank)
            {
                ExternalAssets = externalAssets?[institution],
                ExternalLiabilities = externalLiabilities?[institution],
                Equity = equity?[institution],
            };
            builder.Add(complete?.Invoke(institution, given) ?? given);
        }

        return builder;
    }

    private static void AddDebts(NetworkBuilder builder, double[,] debt, int seniority)
    {
        for (var debtor = 0; debtor < debt.GetLength(0); debtor++)
        {
            for (var creditor = 0; creditor < debt.GetLength(1); creditor++)
            {
                if (debt[debtor, creditor] != 0)
                {
                    builder.Add(new Exposure(creditor, debtor, debt[debtor, creditor], Seniority: (byte)seniority));
                }
            }
        }
    }
}
