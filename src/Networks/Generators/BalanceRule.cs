using System.Globalization;
using Contagion.Model;

namespace Contagion.Networks;

/// <summary>A rule that makes amounts and balance sheets fit the links of a generated network. Deriving a sealed record from this is all it
/// takes to add one.</summary>
public abstract record BalanceRule
{
    /// <summary>The rule's name in a scenario file.</summary>
    public abstract string Name { get; }

    /// <summary>Makes a network of links. Every institution is a bank; external assets balance its sheet.</summary>
    internal Network Complete(Links links)
    {
        var claims = Claims(links);
        var rest = Rest(claims.RowSums(), claims.ColumnSums(claims.Rows));
        var builder = new NetworkBuilder();
        builder.Expect(claims.Rows, 0);
        var digits = $"D{Digits(claims.Rows)}";
        for (var institution = 0; institution < claims.Rows; institution++)
        {
            var (equity, deposits) = rest(institution);
            var id = "B" + (institution + 1).ToString(digits, CultureInfo.InvariantCulture);
            builder.Add(new Institution(id, InstitutionKind.Bank) { Equity = equity, Deposits = deposits, ExternalLiabilities = 0 });
        }

        return builder.Build(claims);
    }

    /// <summary>What each creditor lends to each of its debtors: more than zero for all who have any, or zero for all.</summary>
    private protected abstract double[] Amounts(Links links);

    /// <summary>Equity and deposits of each institution, once its claims on the network and its debts to it are known.</summary>
    private protected abstract Func<int, (double Equity, double Deposits)> Rest(double[] claims, double[] debts);

    /// <summary>The links with their amounts. A rule that lends nothing leaves none: the network has no exposures of zero.</summary>
    private CompressedRows Claims(Links links)
    {
        var amounts = Amounts(links);
        if (amounts.AsSpan().IndexOfAnyExcept(0) < 0)
        {
            return new CompressedRows(new int[links.Institutions + 1], [], []);
        }

        var amount = new double[links.Count];
        for (var creditor = 0; creditor < links.Institutions; creditor++)
        {
            amount.AsSpan(links.Start[creditor]..links.Start[creditor + 1]).Fill(amounts[creditor]);
        }

        return new CompressedRows(links.Start, links.Debtor, amount);
    }

    private static int Digits(int number) => number < 10 ? 1 : 1 + Digits(number / 10);
}
