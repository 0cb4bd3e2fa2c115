using Contagion.Analysis;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>The description of a network as CSV and as JSON.</summary>
public static class DescriptionFile
{
    /// <summary>The table.</summary>
    public const string TableName = "description.csv";

    /// <summary>All of it.</summary>
    public const string JsonName = "description.json";

    /// <summary>Writes the figures, a row each: <c>section,name,value</c>.</summary>
    public static void Write(string path, NetworkDescription network) => CsvFile.Write(path, file =>
    {
        file.Row(["section", "name", "value"]);
        foreach (var (section, name, value) in Figures(network))
        {
            file.Text(section).Text(name).Number(value).End();
        }
    });

    /// <summary>Figures by section, what they mean, and who is most central and most leveraged. Numbers that are undefined or infinite are null.</summary>
    public static string Json(NetworkDescription network) => JsonText.Write(json =>
    {
        foreach (var section in Figures(network).GroupBy(figure => figure.Section))
        {
            json.WriteStartObject(section.Key);
            foreach (var (_, name, value) in section)
            {
                JsonText.Number(json, name, value);
            }

            json.WriteEndObject();
        }

        json.WriteStartArray("core_members");
        for (var one = 0; one < network.Core.IsCore.Length; one++)
        {
            if (network.Core.IsCore[one])
            {
                json.WriteStringValue(network.Network.Ids[one]);
            }
        }

        json.WriteEndArray();
        Ranked("most_central", "pagerank", network.MostCentral);
        Ranked("most_leveraged", "leverage", network.MostLeveraged);
        json.WriteStartArray("meaning");
        foreach (var sentence in new[] { NetworkMeaning.Links(network), NetworkMeaning.Groups(network), NetworkMeaning.Distances(network), NetworkMeaning.Core(network), NetworkMeaning.Stability(network.Stability) }
            .Where(sentence => sentence.Length > 0))
        {
            json.WriteStringValue(sentence);
        }

        json.WriteEndArray();

        void Ranked(string name, string measure, IReadOnlyList<RankedInstitution> first)
        {
            json.WriteStartArray(name);
            foreach (var one in first)
            {
                json.WriteStartObject();
                json.WriteString("id", network.Network.Ids[one.Institution]);
                JsonText.Number(json, measure, one.Value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    });

    private static IEnumerable<(string Section, string Name, double Value)> Figures(NetworkDescription network)
    {
        var (core, radius) = (network.Core, network.Stability.Radius);
        IEnumerable<(string, IEnumerable<(string, double)>)> sections =
        [
            ("network", [("institutions", network.Network.Count), ("exposures", network.Network.Claims.Count), ("pairs", network.Edges)]),
            ("total", Of(network.Total)),
            .. network.Kinds.Select(kind => (Words.Of(kind.Kind!.Value), Of(kind))),
            ("links",
            [
                ("density", network.Density), ("reciprocity", network.Reciprocity), ("reciprocity_of_amount", network.ReciprocityOfAmount),
                ("clustering", network.Clustering.Mean), ("transitivity", network.Clustering.Transitivity),
                ("assortativity", network.Assortativity), ("assortativity_of_lending", network.AssortativityOfLending),
            ]),
            ("debtors", Of(network.Debtors)),
            ("creditors", Of(network.Creditors)),
            ("neighbour_degree", Of(network.NeighbourDegree)),
            ("amounts", Of(network.Amounts)),
            ("claims", [.. Of(network.Claims), .. Of(network.ClaimConcentration)]),
            ("debts", [.. Of(network.Debts), .. Of(network.DebtConcentration)]),
            ("assets", [.. Of(network.Assets), .. Of(network.AssetConcentration)]),
            ("leverage", Of(network.Leverage)),
            ("components",
            [
                ("groups", network.Groups), ("in_groups", network.InGroups), ("largest_group", network.LargestGroup),
                ("pieces", network.Pieces), ("largest_piece", network.LargestPiece), ("isolated", network.Isolated),
            ]),
            ("distances",
            [
                ("mean_distance", network.Distances.Mean), ("standard_error", network.Distances.StandardError), ("sources", network.Distances.Sources),
                ("diameter_min", network.Distances.DiameterMin), ("diameter_max", network.Distances.DiameterMax),
            ]),
            ("core", [("core_size", core.Size), ("core_errors", core.Errors), ("error_score", core.ErrorScore)]),
            ("stability",
            [
                ("spectral_radius", radius.Value), ("spectral_radius_min", radius.Lower), ("spectral_radius_max", radius.Upper),
                ("left_out", network.Stability.LeftOut),
            ]),
        ];
        return sections.SelectMany(section => section.Item2.Select(figure => (section.Item1, figure.Item1, figure.Item2)));
    }

    private static IEnumerable<(string, double)> Of(KindTotals totals) =>
        [("institutions", totals.Institutions), ("total_assets", totals.TotalAssets), ("equity", totals.Equity), ("claims", totals.Claims), ("debts", totals.Debts)];

    private static IEnumerable<(string, double)> Of(Quantiles quantiles) =>
    [
        ("mean", quantiles.Mean), ("min", quantiles.Min), ("p25", quantiles.LowerQuarter), ("median", quantiles.Median), ("p75", quantiles.UpperQuarter),
        ("p95", quantiles.Upper5Percent), ("max", quantiles.Max),
    ];

    private static IEnumerable<(string, double)> Of(Unevenness concentration) =>
        [("herfindahl", concentration.Herfindahl), ("gini", concentration.Gini), ("largest_five", concentration.LargestFive)];
}
