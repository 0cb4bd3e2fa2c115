using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Contagion.Model;

namespace Contagion.Networks;

/// <summary>Banks of different sizes, each of which lends a share of its assets and has a target ratio of capital to assets.</summary>
/// <remarks>
/// Sizes s_i are drawn; A_i = A n s_i / Σ s. A bank that has debtors lends θA_i, split by weights w_ij: 1, log-normal, or s_j, which is as the product of both
/// sizes since s_i is that of the whole row. Where totals are given, claims stay θA_i, debts are in proportion to sizes among those who have creditors, and
/// amounts are w_ij r_i c_j, found by scaling rows and columns in turn (RAS; <see cref="Scaling"/>). Capital is κA_i, deposits A_i − κA_i − debts. Where debts
/// exceed A_i − κA_i, there are no deposits, and external assets are raised until capital is κ of assets again: debts / (1 − κ) in all.
/// </remarks>
public sealed record TargetRatios : BalanceRule
{
    /// <summary>Sizes may differ by so much: products of them and of amounts stay numbers with all their digits.</summary>
    private const double SizeMax = 1e30;
    private const double SizeMin = 1e-30;

    /// <inheritdoc/>
    public override string Name => "target-ratios";

    /// <summary>A.</summary>
    [Description("Total assets of a bank on average, in the scenario's currency unit.")]
    [Range(0, 1e100)]
    public double Assets { get; init; } = 100;

    /// <summary>s.</summary>
    [Description("How large a bank is beside the others, on any scale: a distribution such as pareto or log-normal, drawn for each.")]
    public ShockSize Size { get; init; } = 1;

    /// <summary>θ.</summary>
    [Description("Share of its assets that a bank lends to others; a bank that lends to nobody holds all of them outside the network.")]
    [Range(0, 1)]
    public double InterbankShare { get; init; } = 0.2;

    /// <summary>κ.</summary>
    [Description("Capital as a share of total assets.")]
    [Range(0, 1, MaximumIsExclusive = true)]
    public double CapitalRatio { get; init; } = 0.04;

    /// <summary>w.</summary>
    [Description("How what a bank lends is split over its debtors: in equal parts (equal), at random (log-normal), or by their sizes, so that amounts are as the product of both sizes (size-product).")]
    public LinkWeights Weights { get; init; }

    /// <summary>σ.</summary>
    [Description("With weights log-normal: standard deviation of their natural logarithm.")]
    [Range(0, 10)]
    public double WeightDeviation { get; init; } = 1;

    /// <summary>Whether debts have totals.</summary>
    [Description("Whether what a bank owes to others is left as the links have it (free), or amounts are scaled until it is in proportion to the bank's size (by-size).")]
    public DebtTotals Totals { get; init; }

    /// <summary>How near totals are met.</summary>
    [Description("With totals by-size: how far what a bank owes may be from its total, as a share of it. A network whose totals cannot be met so nearly is a fault.")]
    [Range(1e-12, 1)]
    public double TotalsTolerance { get; init; } = 1e-9;

    internal override IEnumerable<(string Key, string Fault)> Faults() =>
        NetworkDraw.Fault("size", Size, SizeMin, SizeMax) is { } fault ? [("size", fault)] : [];

    private protected override double[] Amounts(Links links, NetworkDraw draw)
    {
        var (sizes, amounts) = (Sizes(links.Institutions, draw), new double[links.Count]);
        if (InterbankShare * Assets == 0)
        {
            return amounts;
        }

        draw.ForEach(links.Institutions, (first, end) =>
        {
            for (var creditor = first; creditor < end; creditor++)
            {
                for (var link = links.Start[creditor]; link < links.Start[creditor + 1]; link++)
                {
                    amounts[link] = Weight(creditor, links.Debtor[link], sizes, draw);
                }
            }
        });
        var lent = new double[links.Institutions];
        for (var creditor = 0; creditor < lent.Length; creditor++)
        {
            lent[creditor] = links.DebtorsOf(creditor) == 0 ? 0 : InterbankShare * AssetsOf(sizes, creditor);
        }

        new Scaling(links, amounts, lent, draw).Scale(Totals == DebtTotals.Free ? null : sizes, TotalsTolerance);
        return amounts;
    }

    private protected override Func<int, (double Equity, double Deposits)> Rest(double[] claims, double[] debts, NetworkDraw draw)
    {
        var sizes = Sizes(claims.Length, draw);
        return institution =>
        {
            var assets = Math.Max(AssetsOf(sizes, institution), debts[institution] / (1 - CapitalRatio));
            var capital = CapitalRatio * assets;
            return (capital, Math.Max(0, assets - capital - debts[institution]));
        };
    }

    /// <summary>Sizes with a mean of 1.</summary>
    private double[] Sizes(int institutions, NetworkDraw draw)
    {
        var sizes = new double[institutions];
        draw.ForEach(institutions, (first, end) =>
        {
            for (var institution = first; institution < end; institution++)
            {
                sizes[institution] = draw.Size(Size, Purpose.InstitutionSize, institution, 0);
            }
        });
        var sum = 0.0;
        foreach (var size in sizes)
        {
            sum += size;
        }

        for (var institution = 0; institution < sizes.Length; institution++)
        {
            sizes[institution] *= institutions / sum;
        }

        return sizes;
    }

    private double AssetsOf(double[] sizes, int institution) => Assets * sizes[institution];

    private double Weight(int creditor, int debtor, double[] sizes, NetworkDraw draw) => Weights switch
    {
        LinkWeights.Equal => 1,
        LinkWeights.LogNormal => Elementary.Exp(WeightDeviation * Elementary.NormalQuantile(Philox.Open(draw.Bits(Purpose.Amount, creditor, (uint)debtor)))),
        _ => sizes[debtor],
    };
}

/// <summary>How what a bank lends is split over its debtors.</summary>
public enum LinkWeights
{
    /// <summary>In equal parts.</summary>
    Equal,

    /// <summary>By log-normal draws.</summary>
    LogNormal,

    /// <summary>By sizes.</summary>
    SizeProduct,
}

/// <summary>Whether debts to the network have totals that must be met.</summary>
public enum DebtTotals
{
    /// <summary>They are what the links make of them.</summary>
    Free,

    /// <summary>In proportion to sizes.</summary>
    BySize,
}
