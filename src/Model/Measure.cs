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

    /// <summary>Eigenvector centrality along debts: who owes institutions that could hurt many.</summary>
    [Description("eigenvector centrality on the largest group that reach each other: who owes those that owe much to others like them (impact)")]
    Eigenvector,

    /// <summary>Eigenvector centrality along claims: who has claims on institutions that could be hurt by many.</summary>
    [Description("eigenvector centrality along claims (vulnerability)")]
    EigenvectorVulnerability,

    /// <summary>Katz centrality along debts: walks from an institution to those whom its failure reaches.</summary>
    [Description("Katz centrality: walks along debts, each step counting less, by half of what would still add up (impact)")]
    Katz,

    /// <summary>Katz centrality along claims.</summary>
    [Description("Katz centrality along claims (vulnerability)")]
    KatzVulnerability,

    /// <summary>Share of the shortest paths between two others that lead through an institution.</summary>
    [Description("betweenness: the share of the shortest paths between two others that lead through an institution; an exposure is as long as one over its amount (both sides)")]
    Betweenness,

    /// <summary>Closeness along debts, scaled by the share of institutions that are reached.</summary>
    [Description("closeness along debts: how near those are whom its failure reaches, and how many (impact)")]
    Closeness,

    /// <summary>Closeness along claims.</summary>
    [Description("closeness along claims: how near those are whose failure reaches it, and how many (vulnerability)")]
    ClosenessVulnerability,

    /// <summary>Mean of one over the distance along debts.</summary>
    [Description("harmonic centrality: the mean of one over the distance along debts, 0 for who is out of reach (impact)")]
    Harmonic,

    /// <summary>Mean of one over the distance along claims.</summary>
    [Description("harmonic centrality along claims (vulnerability)")]
    HarmonicVulnerability,

    /// <summary>How soon a walker from creditors to debtors gets to an institution.</summary>
    [Description("SinkRank: how soon a walker from creditors to their debtors gets to it, 0 unless everybody does (impact)")]
    Sinkrank,

    /// <summary>How soon a walker from debtors to creditors gets to an institution.</summary>
    [Description("SinkRank of a walker from debtors to their creditors (vulnerability)")]
    SinkrankVulnerability,

    /// <summary>Debtor of good lenders: the authorities of HITS.</summary>
    [Description("authority of HITS: who borrows from those that lend to many like it (impact)")]
    Authority,

    /// <summary>Lender to good debtors: the hubs of HITS.</summary>
    [Description("hub of HITS: who lends to those that borrow from many like it (vulnerability)")]
    Hub,

    /// <summary>In how many ways an institution is joined to others along debts, short ones counting more.</summary>
    [Description("communicability: in how many ways along debts it is joined to others, k steps counting 1/k!, whatever the amounts (impact)")]
    Communicability,

    /// <summary>In how many ways an institution is joined to others along claims.</summary>
    [Description("communicability along claims (vulnerability)")]
    CommunicabilityVulnerability,

    /// <summary>In how many ways an institution is joined to itself.</summary>
    [Description("subgraph centrality: in how many ways it is joined to itself, k steps counting 1/k! (both sides)")]
    Subgraph,

    /// <summary>Core number by counterparties in either direction.</summary>
    [Description("core number: it is among some who all have so many counterparties among themselves (both sides)")]
    KCore,

    /// <summary>Core number by creditors.</summary>
    [Description("core number by creditors (impact)")]
    KCoreCreditors,

    /// <summary>Core number by debtors.</summary>
    [Description("core number by debtors (vulnerability)")]
    KCoreDebtors,

    /// <summary>The weight column.</summary>
    [Description("the column weight of institutions.csv")]
    Weight,
}
