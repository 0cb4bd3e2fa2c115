using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>The institutions of a network by group, those without one by kind.</summary>
/// <param name="Names">Names of the groups, in the order in which the input has them.</param>
/// <param name="Of">The group of each institution, as an index of <paramref name="Names"/>.</param>
internal sealed record MapGroups(IReadOnlyList<string> Names, int[] Of)
{
    /// <summary>The most groups that a person can make anything of, and that a picture has room for.</summary>
    public const int Max = 1024;

    /// <summary>What the smallest groups beyond <see cref="Max"/> are called together.</summary>
    public const string Others = "others";

    /// <summary>Groups a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="sizes">Size of each institution.</param>
    /// <param name="asked">A group that is to stand by itself however small; null where none is asked for.</param>
    /// <exception cref="KeyNotFoundException">There is no such group.</exception>
    public static MapGroups In(Network network, double[] sizes, string? asked)
    {
        var all = All(network);
        var groups = all.Names.Count <= Max ? all : Fold(all, sizes, asked);
        return asked is null || groups.Names.Contains(asked) ? groups
            : throw new KeyNotFoundException($"unknown group '{asked}'; expected a group of the network{Nearest.Hint(asked, all.Names)}");
    }

    private static MapGroups All(Network network)
    {
        var indexOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var of = new int[network.Count];
        for (var institution = 0; institution < of.Length; institution++)
        {
            var name = network.GroupOf(institution) ?? Words.Of(network.KindOf(institution));
            if (!indexOf.TryGetValue(name, out of[institution]))
            {
                indexOf.Add(name, of[institution] = indexOf.Count);
            }
        }

        return new MapGroups([.. indexOf.OrderBy(one => one.Value).Select(one => one.Key)], of);
    }

    /// <summary>Puts all but the largest into one.</summary>
    private static MapGroups Fold(MapGroups all, double[] sizes, string? asked)
    {
        var size = new double[all.Names.Count];
        for (var institution = 0; institution < sizes.Length; institution++)
        {
            size[all.Of[institution]] += sizes[institution];
        }

        int[] kept = [.. Enumerable.Range(0, size.Length).Where(group => all.Names[group] != Others)
            .OrderBy(group => all.Names[group] == asked ? 0 : 1).ThenByDescending(group => size[group]).Take(Max - 1).Order()];
        var place = new int[size.Length];
        Array.Fill(place, kept.Length);
        for (var group = 0; group < kept.Length; group++)
        {
            place[kept[group]] = group;
        }

        return new MapGroups([.. kept.Select(group => all.Names[group]), Others], Array.ConvertAll(all.Of, group => place[group]));
    }
}
