using System.Globalization;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>Which institutions are drawn one by one, and which together.</summary>
/// <param name="Level">What nodes are.</param>
/// <param name="Group">The group that is looked into; null where none is.</param>
/// <param name="Nodes">The nodes by name.</param>
/// <param name="NodeOf">The node of each institution.</param>
internal sealed record MapPlan(MapLevel Level, string? Group, IReadOnlyList<(string Id, string Label, string? Group)> Nodes, int[] NodeOf)
{
    /// <inheritdoc cref="NetworkMap.Of"/>
    public static MapPlan Of(Network network, double[] sizes, string? group, int most)
    {
        if (group is null && network.Count <= most)
        {
            return new MapPlan(MapLevel.Institutions, null, [.. Enumerable.Range(0, network.Count).Select(one => Name(network, one))], [.. Enumerable.Range(0, network.Count)]);
        }

        var groups = MapGroups.In(network, sizes, group);
        // One circle would say nothing.
        var looked = group ?? (groups.Names.Count == 1 ? groups.Names[0] : null);
        return looked is null
            ? new MapPlan(MapLevel.Groups, null, [.. groups.Names.Select(name => (name, name, (string?)name))], groups.Of)
            : Into(network, sizes, groups, looked, most);
    }

    private static MapPlan Into(Network network, double[] sizes, MapGroups groups, string group, int most)
    {
        var looked = groups.Names.ToList().IndexOf(group);
        int[] members = [.. Enumerable.Range(0, network.Count).Where(one => groups.Of[one] == looked)];
        int[] shown = [.. members.OrderByDescending(one => sizes[one]).Take(most).Order()];
        List<(string Id, string Label, string? Group)> nodes = [.. shown.Select(one => Name(network, one))];
        var nodeOfGroup = new int[groups.Names.Count];
        if (shown.Length < members.Length)
        {
            nodeOfGroup[looked] = nodes.Count;
            nodes.Add((group, $"the other {(members.Length - shown.Length).ToString("N0", CultureInfo.InvariantCulture)} of {group}", group));
        }

        for (var other = 0; other < nodeOfGroup.Length; other++)
        {
            if (other != looked)
            {
                nodeOfGroup[other] = nodes.Count;
                nodes.Add((groups.Names[other], groups.Names[other], groups.Names[other]));
            }
        }

        var nodeOf = Array.ConvertAll(groups.Of, one => nodeOfGroup[one]);
        for (var node = 0; node < shown.Length; node++)
        {
            nodeOf[shown[node]] = node;
        }

        return new MapPlan(MapLevel.Institutions, group, nodes, nodeOf);
    }

    private static (string Id, string Label, string? Group) Name(Network network, int institution) =>
        (network.Ids[institution], network.NameOf(institution), network.GroupOf(institution));
}
