using Contagion.Model;
using Contagion.Networks;

namespace Contagion.QuikGraphs;

/// <summary>What nodes are written with: what institutions give, so that the same balance sheets come of it, and two totals for those who draw.</summary>
internal static class NodeColumns
{
    /// <summary>The attributes that at least one institution gives.</summary>
    public static IReadOnlyList<NodeColumn> Of(Network network)
    {
        NodeColumn[] texts =
        [
            new(AttributeNames.Kind, "string", (given, _) => Words.Of(given.Kind)),
            new(AttributeNames.Name, "string", (given, _) => given.Name),
            new(AttributeNames.Group, "string", (given, _) => given.Group),
            new(AttributeNames.Role, "string", (given, _) => given.Role == InstitutionRole.None ? null : Words.Of(given.Role)),
            new(AttributeNames.Mode, "string", (given, _) => given.Mode == PlatformMode.None ? null : Words.Of(given.Mode)),
        ];
        var given = texts.Concat(Enum.GetValues<InstitutionItem>().Select(Item)).ToList();
        return [.. Used(network, given), .. Totals(network), .. Assets(network), .. Features(network)];
    }

    private static NodeColumn Item(InstitutionItem item) => new(
        InstitutionRules.ColumnOf(item), InstitutionRules.IsWhole(item) ? "int" : "double", (given, _) => given.Items[item] is { } number ? Number.Write(number) : null);

    private static IEnumerable<NodeColumn> Used(Network network, List<NodeColumn> columns)
    {
        var isUsed = new bool[columns.Count];
        for (var institution = 0; institution < network.Count; institution++)
        {
            var given = network.Given(institution);
            for (var column = 0; column < isUsed.Length; column++)
            {
                isUsed[column] = isUsed[column] || columns[column].Say(given, institution) is not null;
            }
        }

        return columns.Where((_, column) => isUsed[column]);
    }

    private static IEnumerable<NodeColumn> Totals(Network network) =>
    [
        new(AttributeNames.TotalAssets, "double", (_, institution) => Number.Write(network.Sheets[institution].TotalAssets)),
        new(AttributeNames.BookEquity, "double", (_, institution) => Number.Write(network.Sheets[institution].Equity)),
    ];

    private static IEnumerable<NodeColumn> Assets(Network network) => network.AssetNames.Select((name, asset) => new NodeColumn(
        AttributeNames.AssetPrefix + name,
        "double",
        (_, institution) =>
        {
            var (start, held) = (network.AssetHoldings.Start[institution], network.AssetHoldings.LengthOf(institution));
            var entry = network.AssetHoldings.Column.Slice(start, held).IndexOf(asset);
            return entry < 0 ? null : Number.Write(network.AssetHoldings.Amount[start + entry]);
        }));

    private static IEnumerable<NodeColumn> Features(Network network)
    {
        if (network.Features is not { } features)
        {
            return [];
        }

        var numbers = features.Names.Select(name => new NodeColumn(
            AttributeNames.FeaturePrefix + name,
            "double",
            (_, institution) => double.IsNaN(features.Of(name)[institution]) ? null : Number.Write(features.Of(name)[institution])));
        var isGiven = new NodeColumn(AttributeNames.Features, "boolean", (_, institution) =>
        {
            var shows = features.Names.Any(name => !double.IsNaN(features.Of(name)[institution]));
            return features.IsGiven(institution) == shows ? null : shows ? "false" : "true";
        });
        return numbers.Append(isGiven);
    }
}
