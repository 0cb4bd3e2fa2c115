using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Networks;

/// <summary>Banks of one size: each lends a share of its assets, spread evenly over its debtors, and keeps a share of them as capital.</summary>
/// <remarks>
/// A_i = A; claims θA in equal parts, none for a bank that lends to nobody; capital κA; deposits max(0, A − κA − debts). Where debts exceed
/// A − κA, external assets are raised until the sheet balances, and capital stays κA.
/// Gai and Kapadia (2010), Proceedings of the Royal Society A 466:2401–2423, §3.
/// </remarks>
public sealed record GaiKapadia : BalanceRule
{
    /// <inheritdoc/>
    public override string Name => "gai-kapadia";

    /// <summary>A.</summary>
    [Description("Total assets of each bank, in the scenario's currency unit.")]
    [Range(0, 1e100)]
    public double Assets { get; init; } = 100;

    /// <summary>θ.</summary>
    [Description("Share of its assets that a bank lends to others; a bank that lends to nobody holds all of them outside the network.")]
    [Range(0, 1)]
    public double InterbankShare { get; init; } = 0.2;

    /// <summary>κ.</summary>
    [Description("Capital as a share of assets.")]
    [Range(0, 1)]
    public double CapitalRatio { get; init; } = 0.04;

    private protected override double[] Amounts(Links links, NetworkDraw draw)
    {
        var amounts = new double[links.Count];
        for (var creditor = 0; creditor < links.Institutions; creditor++)
        {
            amounts.AsSpan(links.Start[creditor]..links.Start[creditor + 1]).Fill(InterbankShare * Assets / Math.Max(1, links.DebtorsOf(creditor)));
        }

        return amounts;
    }

    private protected override Func<int, (double Equity, double Deposits)> Rest(double[] claims, double[] debts, NetworkDraw draw)
    {
        var capital = CapitalRatio * Assets;
        return institution => (capital, Math.Max(0, Assets - capital - debts[institution]));
    }
}
