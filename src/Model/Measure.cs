using System.ComponentModel;

namespace Contagion.Model;

/// <summary>By what a target ranks institutions, before any shock.</summary>
public enum Measure
{
    /// <summary>Total assets.</summary>
    [Description("total assets")]
    Assets,

    /// <summary>Book equity.</summary>
    [Description("book equity")]
    Equity,

    /// <summary>Assets outside the network.</summary>
    [Description("assets outside the network")]
    ExternalAssets,

    /// <summary>Claims on the network (in-strength along debtor to creditor).</summary>
    [Description("claims on the network")]
    NetworkAssets,

    /// <summary>Debts to the network (out-strength along debtor to creditor).</summary>
    [Description("debts to the network")]
    NetworkLiabilities,

    /// <summary>Claims on the network over equity.</summary>
    [Description("claims on the network over equity; no or negative equity comes first")]
    Leverage,

    /// <summary>Number of debtors.</summary>
    [Description("number of debtors")]
    Debtors,

    /// <summary>Number of creditors.</summary>
    [Description("number of creditors")]
    Creditors,

    /// <summary>PageRank in which importance flows from creditors to their debtors: who could hurt many.</summary>
    [Description("PageRank (damping 0.85), importance flowing from creditors to their debtors: who could hurt many")]
    Pagerank,

    /// <summary>PageRank in which importance flows from debtors to their creditors: who could be hurt by many.</summary>
    [Description("PageRank (damping 0.85), importance flowing from debtors to their creditors: who could be hurt by many")]
    PagerankVulnerability,

    /// <summary>The weight column.</summary>
    [Description("the column weight of institutions.csv")]
    Weight,
}
