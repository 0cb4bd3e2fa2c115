using Contagion.Model;

namespace Contagion.Engine;

/// <summary>What the public sees of the platforms of a network.</summary>
internal static class PlatformTraits
{
    private const int Modes = 16;

    /// <summary>What they are compared by.</summary>
    /// <param name="network">The network.</param>
    /// <param name="platforms">The platforms, in the order in which they are counted.</param>
    public static PlatformFeatures Of(Network network, int[] platforms)
    {
        var placeOf = new Dictionary<int, int>();
        foreach (var platform in platforms)
        {
            placeOf.Add(platform, placeOf.Count);
        }

        var groups = new Dictionary<string, int>(StringComparer.Ordinal);
        return new PlatformFeatures(
            [.. platforms.Select(one => (network.RoleOf(one), network.ModeOf(one)) is var (role, mode) && (role, mode) != default ? ((int)role * Modes) + (int)mode : -1)],
            [.. platforms.Select(one => network.GroupOf(one) is { } group ? NumberOf(group) : -1)],
            Lending(network, placeOf),
            Listing(network, placeOf));

        int NumberOf(string group)
        {
            groups.TryAdd(group, groups.Count);
            return groups[group];
        }
    }

    /// <summary>What each creditor has lent on each platform, brought about by it or to it.</summary>
    private static CompressedRows Lending(Network network, Dictionary<int, int> placeOf)
    {
        var (claims, terms) = (network.Claims, network.Terms);
        var (start, column, amount) = (new int[claims.Rows + 1], new List<int>(), new List<double>());
        for (var creditor = 0; creditor < claims.Rows; creditor++)
        {
            var lent = new SortedDictionary<int, double>();
            for (var claim = claims.Start[creditor]; claim < claims.Start[creditor + 1]; claim++)
            {
                var broker = terms is { Platform.IsEmpty: false } ? terms.Platform[claim] : ClaimTerms.None;
                if (placeOf.TryGetValue(broker == ClaimTerms.None ? claims.Column[claim] : broker, out var place))
                {
                    lent[place] = lent.GetValueOrDefault(place) + claims.Amount[claim];
                }
            }

            column.AddRange(lent.Keys);
            amount.AddRange(lent.Values);
            start[creditor + 1] = column.Count;
        }

        return new CompressedRows(start, [.. column], [.. amount]);
    }

    /// <summary>The platforms that each portal lists: those that use its services.</summary>
    private static CompressedRows Listing(Network network, Dictionary<int, int> placeOf)
    {
        var listed = new SortedDictionary<int, SortedSet<int>>();
        var services = network.Services.Rows;
        foreach (var (platform, place) in placeOf)
        {
            for (var entry = services.Count == 0 ? 0 : services.Start[platform]; services.Count > 0 && entry < services.Start[platform + 1]; entry++)
            {
                if (network.RoleOf(services.Column[entry]) == InstitutionRole.Portal)
                {
                    listed.TryAdd(services.Column[entry], []);
                    listed[services.Column[entry]].Add(place);
                }
            }
        }

        var (start, column) = (new int[listed.Count + 1], new List<int>());
        var row = 0;
        foreach (var platforms in listed.Values)
        {
            column.AddRange(platforms);
            start[++row] = column.Count;
        }

        return new CompressedRows(start, [.. column], [.. column.Select(_ => 1.0)]);
    }
}
