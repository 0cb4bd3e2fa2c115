using System.Globalization;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>What contagion took of the institutions at one distance from the most central one, over the replications of a run.</summary>
/// <param name="By">The measure by which the centre is the most central.</param>
/// <param name="Centre">The institution in the middle.</param>
/// <param name="Distance">Exposures between, whichever way they point; null for those whom no path leads to.</param>
/// <param name="Institutions">How many are there that have equity to lose.</param>
/// <param name="Loss">The mean over them of the share of equity lost by contagion.</param>
public sealed record RingLoss(Measure By, int Centre, int? Distance, int Institutions, Distribution Loss)
{
    /// <summary>The rings around the centre by each measure, from the centre outwards; rings without anybody who has equity are left out.</summary>
    public static IReadOnlyList<RingLoss> Of(CentralityWeightedSettings settings, RunResult result) =>
        settings.Rings && result.Network.Count > 0 ? [.. settings.By.SelectMany(by => Of(by, result))] : [];

    private static IEnumerable<RingLoss> Of(Measure by, RunResult result)
    {
        var centre = RingProfile.CentreOf(Measures.Of(by, result.Network));
        var distance = RingProfile.DistancesFrom(result.Network, centre);
        var farthest = distance.Max();
        // Those who are not reached come last.
        int[] ringOf = [.. distance.Select(hops => hops < 0 ? farthest + 1 : hops)];
        var counts = new int[farthest + 2];
        for (var institution = 0; institution < ringOf.Length; institution++)
        {
            counts[ringOf[institution]] += result.Dynamics.InitialEquity[institution] > 0 ? 1 : 0;
        }

        var rings = new MetricUnits([.. counts.Select((_, ring) => ring.ToString(CultureInfo.InvariantCulture))], ringOf);
        var sums = LossMatrix.Shares(result, LossPart.Contagion, rings);
        return Enumerable.Range(0, counts.Length).Where(ring => counts[ring] > 0).Select(ring =>
            new RingLoss(by, centre, ring > farthest ? null : ring, counts[ring], Distribution.Of(sums[ring].Select(sum => sum / counts[ring]))));
    }
}
