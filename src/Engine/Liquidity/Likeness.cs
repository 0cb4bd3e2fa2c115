using Contagion.Model;

namespace Contagion.Engine;

/// <summary>How alike platforms are in the eyes of the public, S of <c>models.md</c> 4.5.</summary>
/// <remarks>S_kl = min(1, (weight of the same mode + weight of lenders · overlap + weight of the same group) · (1 + reach of portals that list
/// both)); symmetric, nothing on the diagonal. Built once, in O(platforms²) time and memory for what is not 0.</remarks>
internal static class Likeness
{
    /// <summary>S as rows, without what is 0.</summary>
    public static CompressedRows Of(PlatformFeatures features, Panic panic)
    {
        var overlap = panic.SharedLenders > 0 ? new PlatformOverlap(features.Lending, features.Count).Shares() : null;
        var portals = features.Listing.Transpose(features.Count);
        var (start, column, amount) = (new int[features.Count + 1], new List<int>(), new List<double>());
        var (shared, isListed) = (new double[features.Count], new bool[features.Count]);
        for (var platform = 0; platform < features.Count; platform++)
        {
            Fill(platform, overlap, shared, isListed, portals, features.Listing);
            for (var other = 0; other < features.Count; other++)
            {
                var weight = (IsSame(features.Kind, platform, other) ? panic.SameMode : 0) + (panic.SharedLenders * shared[other])
                    + (IsSame(features.Group, platform, other) ? panic.SameGroup : 0);
                if (other != platform && weight > 0)
                {
                    column.Add(other);
                    amount.Add(Math.Min(1, weight * (1 + (isListed[other] ? panic.PortalReach : 0))));
                }
            }

            start[platform + 1] = column.Count;
        }

        return new CompressedRows(start, [.. column], [.. amount]);
    }

    private static bool IsSame(int[] key, int platform, int other) => key[platform] >= 0 && key[platform] == key[other];

    private static void Fill(int platform, CompressedRows? overlap, double[] shared, bool[] isListed, CompressedRows portals, CompressedRows listing)
    {
        Array.Clear(shared);
        Array.Clear(isListed);
        for (var entry = overlap?.Start[platform] ?? 0; entry < (overlap?.Start[platform + 1] ?? 0); entry++)
        {
            shared[overlap!.Column[entry]] = overlap.Amount[entry];
        }

        for (var portal = portals.Start[platform]; portal < portals.Start[platform + 1]; portal++)
        {
            foreach (var other in listing.Column[listing.Start[portals.Column[portal]]..listing.Start[portals.Column[portal] + 1]])
            {
                isListed[other] = true;
            }
        }
    }
}
