using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Networks;

/// <summary>All loans are of one size, and external assets go first to those who have borrowed more than they lent.</summary>
/// <remarks>
/// A = E / (1 − θ) for the whole system; each of m loans is θA / m; e_i = max(0, debts_i − claims_i) + (E − Σ_j max(0, debts_j − claims_j)) / n;
/// net worth γ(e_i + claims_i); deposits what is left, at least 0. Without any loan θ has no meaning and A = E. Where deficits exceed E, or net
/// worth leaves too little for debts, external assets are raised until the sheet balances.
/// Nier, Yang, Yorulmazer and Alentorn (2007), Journal of Economic Dynamics and Control 31(6):2033–2060, §2.
/// </remarks>
public sealed record Nier : BalanceRule
{
    /// <inheritdoc/>
    public override string Name => "nier";

    /// <summary>E.</summary>
    [Description("External assets of all banks together, in the scenario's currency unit.")]
    [Range(0, 1e100)]
    public double ExternalAssets { get; init; } = 100_000;

    /// <summary>θ.</summary>
    [Description("Share of all assets that are loans to other banks.")]
    [Range(0, 1, MaximumIsExclusive = true)]
    public double InterbankShare { get; init; } = 0.2;

    /// <summary>γ.</summary>
    [Description("Net worth of a bank as a share of its total assets.")]
    [Range(0, 1)]
    public double NetWorthRatio { get; init; } = 0.05;

    private protected override double[] Amounts(Links links, NetworkDraw draw)
    {
        var amounts = new double[links.Count];
        amounts.AsSpan().Fill(InterbankShare * (ExternalAssets / (1 - InterbankShare)) / Math.Max(1, links.Count));
        return amounts;
    }

    private protected override Func<int, (double Equity, double Deposits)> Rest(double[] claims, double[] debts, NetworkDraw draw)
    {
        var deficits = 0.0;
        for (var institution = 0; institution < debts.Length; institution++)
        {
            deficits += Math.Max(0, debts[institution] - claims[institution]);
        }

        var evenly = Math.Max(0, ExternalAssets - deficits) / debts.Length;
        return institution =>
        {
            var assets = claims[institution] + Math.Max(0, debts[institution] - claims[institution]) + evenly;
            var netWorth = NetWorthRatio * assets;
            return (netWorth, Math.Max(0, assets - netWorth - debts[institution]));
        };
    }
}
