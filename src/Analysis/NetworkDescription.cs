using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>What a person wants to know of a network before anything is run on it.</summary>
public sealed record NetworkDescription
{
    /// <summary>How many of the most central and the most leveraged are named.</summary>
    public const int NamedMax = 10;

    /// <summary>The network.</summary>
    public required Network Network { get; init; }

    /// <summary>Balance sheets by kind of institution, in the order of kinds; kinds that nobody is of are left out.</summary>
    public required IReadOnlyList<KindTotals> Kinds { get; init; }

    /// <summary>Balance sheets of all.</summary>
    public required KindTotals Total { get; init; }

    /// <summary>Pairs of a debtor and a creditor.</summary>
    public required int Edges { get; init; }

    /// <summary>Edges over all that there could be.</summary>
    public required double Density { get; init; }

    /// <summary>Share of edges that one in the opposite direction answers.</summary>
    public required double Reciprocity { get; init; }

    /// <summary>The same by amount: what both owe each other.</summary>
    public required double ReciprocityOfAmount { get; init; }

    /// <summary>How often two counterparties of an institution are counterparties of each other.</summary>
    public required Clustering Clustering { get; init; }

    /// <summary>Whether those with many counterparties deal with each other, in [−1, 1]; NaN where all have as many.</summary>
    public required double Assortativity { get; init; }

    /// <summary>Whether lenders to many lend to borrowers from many, in [−1, 1]; NaN where all are alike.</summary>
    public required double AssortativityOfLending { get; init; }

    /// <summary>Debtors of each institution.</summary>
    public required Quantiles Debtors { get; init; }

    /// <summary>Creditors of each institution.</summary>
    public required Quantiles Creditors { get; init; }

    /// <summary>Average neighbour degree: how many counterparties those of an institution have on average; of institutions that have any.</summary>
    public required Quantiles NeighbourDegree { get; init; }

    /// <summary>What a debtor owes a creditor.</summary>
    public required Quantiles Amounts { get; init; }

    /// <summary>Claims of each institution on the network.</summary>
    public required Quantiles Claims { get; init; }

    /// <summary>Debts of each institution to the network.</summary>
    public required Quantiles Debts { get; init; }

    /// <summary>Total assets of each institution.</summary>
    public required Quantiles Assets { get; init; }

    /// <summary>Claims on the network over equity, of institutions with positive equity.</summary>
    public required Quantiles Leverage { get; init; }

    /// <summary>How claims are concentrated.</summary>
    public required Unevenness ClaimConcentration { get; init; }

    /// <summary>How debts are concentrated.</summary>
    public required Unevenness DebtConcentration { get; init; }

    /// <summary>How total assets are concentrated.</summary>
    public required Unevenness AssetConcentration { get; init; }

    /// <summary>Groups of at least two that reach each other along claims.</summary>
    public required int Groups { get; init; }

    /// <summary>Institutions in such groups: each can be hit by its own failure.</summary>
    public required int InGroups { get; init; }

    /// <summary>The largest of them; 0 where there are none.</summary>
    public required int LargestGroup { get; init; }

    /// <summary>Pieces of at least two that have nothing to do with each other.</summary>
    public required int Pieces { get; init; }

    /// <summary>The largest piece; 0 where there is none.</summary>
    public required int LargestPiece { get; init; }

    /// <summary>Institutions without any exposure.</summary>
    public required int Isolated { get; init; }

    /// <summary>How many steps members of the largest piece are apart.</summary>
    public required Distances Distances { get; init; }

    /// <summary>The best core that was found.</summary>
    public required CorePeripheryFit Core { get; init; }

    /// <summary>What small shocks come to.</summary>
    public required LeverageMatrix Stability { get; init; }

    /// <summary>The most central by PageRank, importance flowing from creditors to their debtors; nobody where there are no exposures.</summary>
    public required IReadOnlyList<RankedInstitution> MostCentral { get; init; }

    /// <summary>Those with the most claims on the network for each unit of equity; infinite without positive equity; nobody who has no claims.</summary>
    public required IReadOnlyList<RankedInstitution> MostLeveraged { get; init; }

    /// <summary>Describes a network.</summary>
    public static NetworkDescription Of(Network network)
    {
        var centralities = new Centralities(network);
        var (graph, strong, weak) = (centralities.Graph, centralities.Strong, Components.Weak(centralities.Graph.Debts));
        var all = Enumerable.Range(0, network.Count).ToArray();
        double[] leverage = Engine.Measures.Of(Measure.Leverage, network);
        int[] groups = [.. Enumerable.Range(0, strong.Count).Select(strong.SizeOf).Where(size => size > 1)];
        int[] pieces = [.. Enumerable.Range(0, weak.Count).Select(weak.SizeOf).Where(size => size > 1)];
        var reciprocity = LinkShape.Reciprocity(graph);
        return new NetworkDescription
        {
            Network = network,
            Kinds = [.. all.GroupBy(network.KindOf).OrderBy(kind => kind.Key).Select(kind => KindTotals.Of(network, kind.Key, kind))],
            Total = KindTotals.Of(network, null, all),
            Edges = graph.Edges,
            Density = LinkShape.Density(graph),
            Reciprocity = reciprocity.OfEdges,
            ReciprocityOfAmount = reciprocity.OfAmount,
            Clustering = Clustering.Of(centralities.Neighbours),
            Assortativity = LinkShape.Assortativity(centralities.Neighbours),
            AssortativityOfLending = LinkShape.AssortativityOfLending(graph),
            Debtors = Quantiles.Of(all.Select(one => (double)graph.Claims.LengthOf(one))),
            Creditors = Quantiles.Of(all.Select(one => (double)graph.Debts.LengthOf(one))),
            NeighbourDegree = Quantiles.Of(LinkShape.NeighbourDegrees(centralities.Neighbours).Where(mean => mean > 0)),
            Amounts = Quantiles.Of(graph.Debts.Amount.ToArray()),
            Claims = Quantiles.Of(all.Select(one => network.Sheets[one].NetworkAssets)),
            Debts = Quantiles.Of(all.Select(one => network.Sheets[one].NetworkLiabilities)),
            Assets = Quantiles.Of(all.Select(one => network.Sheets[one].TotalAssets)),
            Leverage = Quantiles.Of(leverage.Where((_, one) => network.Sheets[one].Equity > 0)),
            ClaimConcentration = Unevenness.Of(all.Select(one => network.Sheets[one].NetworkAssets)),
            DebtConcentration = Unevenness.Of(all.Select(one => network.Sheets[one].NetworkLiabilities)),
            AssetConcentration = Unevenness.Of(all.Select(one => network.Sheets[one].TotalAssets)),
            Groups = groups.Length,
            InGroups = groups.Sum(),
            LargestGroup = groups.DefaultIfEmpty().Max(),
            Pieces = pieces.Length,
            LargestPiece = pieces.DefaultIfEmpty().Max(),
            Isolated = network.Count - pieces.Sum(),
            Distances = Distances.Of(centralities.Neighbours, weak),
            Core = CorePeripheryFit.Of(graph, CoreNumbers.Of(centralities.Neighbours)),
            Stability = LeverageMatrix.Of(network),
            MostCentral = graph.Edges == 0 ? [] : RankedInstitution.First(centralities.Of(Measure.Pagerank).Values, NamedMax),
            MostLeveraged = [.. RankedInstitution.First(leverage, NamedMax).Where(one => one.Value > 0)],
        };
    }
}
