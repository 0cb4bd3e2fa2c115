using Contagion.Model;

namespace Contagion.Networks;

/// <summary>A rule that makes amounts and balance sheets fit the links of a generated network. Deriving a sealed record from this is all it
/// takes to add one.</summary>
public abstract record BalanceRule
{
    /// <summary>The rule's name in a scenario file.</summary>
    public abstract string Name { get; }

    /// <summary>What is wrong with the parameters taken together, with the key that is to blame; empty when nothing is.</summary>
    internal virtual IEnumerable<(string Key, string Fault)> Faults() => [];

    /// <summary>Makes a network of links. Every institution is a bank; external assets balance its sheet.</summary>
    /// <exception cref="DrawException">No amounts fit the links.</exception>
    internal Network Complete(Links links, NetworkDraw draw = default)
    {
        var claims = Claims(links, draw);
        var rows = ExposureRows.Of(claims, [], [], null);
        var rest = Rest(claims.RowSums(), rows.Debts.RowSums(), draw);
        var builder = new NetworkBuilder();
        builder.ExpectExactly(claims.Rows);
        var id = NetworkModel.Ids('B', claims.Rows);
        var group = 0;
        for (var institution = 0; institution < claims.Rows; institution++)
        {
            group += group < links.Groups.Count && institution == links.Groups[group].End ? 1 : 0;
            var (equity, deposits) = rest(institution);
            builder.Add(new Institution(id(institution), InstitutionKind.Bank)
            {
                Group = links.Groups.Count == 0 ? null : links.Groups[group].Name,
                Equity = equity,
                Deposits = deposits,
                ExternalLiabilities = 0,
            });
        }

        return builder.Build(rows);
    }

    /// <summary>The amount of each link: more than zero for all, or zero for all.</summary>
    /// <exception cref="DrawException">There are no such amounts.</exception>
    private protected abstract double[] Amounts(Links links, NetworkDraw draw);

    /// <summary>Equity and deposits of each institution, once its claims on the network and its debts to it are known.</summary>
    private protected abstract Func<int, (double Equity, double Deposits)> Rest(double[] claims, double[] debts, NetworkDraw draw);

    /// <summary>The links with their amounts. A rule that lends nothing leaves none: the network has no exposures of zero.</summary>
    private CompressedRows Claims(Links links, NetworkDraw draw)
    {
        var amounts = Amounts(links, draw);
        return amounts.AsSpan().IndexOfAnyExcept(0) < 0 ? CompressedRows.Empty(links.Institutions) : new CompressedRows(links.Start, links.Debtor, amounts);
    }
}
