using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>How hard contagion struck by distance from one institution, as a rule the most central one.</summary>
/// <param name="Rings">The institutions at distance 0, 1, 2, ... from the centre.</param>
/// <param name="Unreachable">Those that no path of exposures leads to; its distance is null.</param>
/// <remarks><c>models.md</c> 9.3. Distance is the least number of exposures between two institutions, whichever way they point.</remarks>
public sealed record RingProfile(IReadOnlyList<Ring> Rings, Ring Unreachable)
{
    /// <summary>The most central institution; of several the first; −1 when there is none.</summary>
    /// <exception cref="ArgumentException">A centrality is NaN or infinite.</exception>
    public static int CentreOf(ReadOnlySpan<double> centrality)
    {
        Refuse.NotFinite(centrality, nameof(centrality));
        var centre = -1;
        for (var institution = 0; institution < centrality.Length; institution++)
        {
            centre = centre < 0 || centrality[institution] > centrality[centre] ? institution : centre;
        }

        return centre;
    }

    /// <summary>The profile around an institution.</summary>
    /// <param name="network">The network before the shock.</param>
    /// <param name="centre">Index of the institution in the middle.</param>
    /// <param name="shares">ℓ of each institution, and who counts.</param>
    public static RingProfile Of(Network network, int centre, ContagionShares shares) => Of(DistancesFrom(network, centre), shares.Loss, shares.Counted);

    /// <summary>The profile by distances that are known already.</summary>
    /// <param name="distance">Of <see cref="DistancesFrom"/>.</param>
    /// <param name="loss">ℓ of each institution; not looked at where it does not count.</param>
    /// <param name="counted">Whether an institution counts; empty when all do.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a loss that counts is NaN or infinite.</exception>
    public static RingProfile Of(ReadOnlySpan<int> distance, ReadOnlySpan<double> loss, ReadOnlySpan<bool> counted)
    {
        Refuse.OtherLength(loss.Length, distance.Length, nameof(loss));
        Refuse.OtherLength(counted.IsEmpty ? loss.Length : counted.Length, loss.Length, nameof(counted));
        var farthest = -1;
        foreach (var hops in distance)
        {
            farthest = Math.Max(farthest, hops);
        }

        // The last place is for those who are not reached.
        var (sums, counts) = (new double[farthest + 2], new int[farthest + 2]);
        for (var institution = 0; institution < loss.Length; institution++)
        {
            if (counted.IsEmpty || counted[institution])
            {
                Refuse.NotFinite(loss[institution], institution, nameof(loss));
                var ring = distance[institution] < 0 ? farthest + 1 : distance[institution];
                sums[ring] += loss[institution];
                counts[ring]++;
            }
        }

        Ring At(int ring) => new(ring > farthest ? null : ring, counts[ring], counts[ring] > 0 ? sums[ring] / counts[ring] : null);
        return new RingProfile([.. Enumerable.Range(0, farthest + 1).Select(At)], At(farthest + 1));
    }

    /// <summary>How many exposures each institution is from one of them, −1 where no path leads.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="centre"/> is no institution.</exception>
    /// <remarks>Breadth first, O(exposures).</remarks>
    public static int[] DistancesFrom(Network network, int centre)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(centre);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(centre, network.Count);
        var distance = new int[network.Count];
        distance.AsSpan().Fill(-1);
        distance[centre] = 0;
        var reached = new int[network.Count];
        reached[0] = centre;
        for (var (next, end) = (0, 1); next < end; next++)
        {
            end = Reach(network.Claims, reached[next], distance, reached, end);
            end = Reach(network.Debts, reached[next], distance, reached, end);
        }

        return distance;
    }

    private static int Reach(CompressedRows rows, int from, int[] distance, int[] reached, int end)
    {
        for (var entry = rows.Start[from]; entry < rows.Start[from + 1]; entry++)
        {
            var to = rows.Column[entry];
            if (distance[to] < 0)
            {
                distance[to] = distance[from] + 1;
                reached[end++] = to;
            }
        }

        return end;
    }
}

/// <summary>The institutions at one distance from the centre.</summary>
/// <param name="Distance">Exposures between; null for those that cannot be reached.</param>
/// <param name="Institutions">How many of them count.</param>
/// <param name="MeanLoss">The mean of ℓ over these; null when there are none.</param>
public sealed record Ring(int? Distance, int Institutions, double? MeanLoss);
