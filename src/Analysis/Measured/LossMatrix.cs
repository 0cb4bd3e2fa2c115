using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>Losses of institutions, or of what they belong to, replication by replication.</summary>
internal static class LossMatrix
{
    /// <summary>What each unit loses, in the scenario's currency unit: a row a unit, a number a replication.</summary>
    public static double[][] Of(RunResult result, LossPart part, MetricUnits units) =>
        Sums(result, units, (loss, _) => LossShares.AmountOf(part, loss));

    /// <summary>The share of its initial equity that each institution loses, in [0, 1], added up by unit; 0 where it has none.</summary>
    public static double[][] Shares(RunResult result, LossPart part, MetricUnits units) =>
        Sums(result, units, (loss, equity) => equity > 0 ? LossShares.Of(part, loss, equity) : 0);

    /// <summary>What each unit lacks of the equity it should have at the end, its institutions added up.</summary>
    /// <param name="result">The run.</param>
    /// <param name="minimum">Equity that an institution should have, as a share of its total assets before the shocks.</param>
    /// <param name="units">The units.</param>
    public static double[][] Shortfalls(RunResult result, double minimum, MetricUnits units)
    {
        if (units.Count == 0)
        {
            return [];
        }

        var (equity, count) = (result.Dynamics.InitialEquity, units.UnitOf.Length);
        double[] floor = [.. Enumerable.Range(0, count).Select(institution => minimum * result.Network.Sheets[institution].TotalAssets)];
        double[] atRest = [.. Enumerable.Range(0, count).Select(institution => Math.Max(0, floor[institution] - Math.Max(0, equity[institution])))];
        // Those that nothing happens to lack what they lacked before, in every replication.
        var before = new double[units.Count];
        for (var institution = 0; institution < count; institution++)
        {
            before[units.UnitOf[institution]] += atRest[institution];
        }

        var more = Sums(result, units, (loss, own) => Math.Max(0, floor[loss.Institution] - (Math.Max(0, own) - loss.Total)) - atRest[loss.Institution]);
        return [.. more.Select((row, unit) => row.Select(one => one + before[unit]).ToArray())];
    }

    /// <summary>Sums of a number of each loss over the institutions of a unit, in the order of institutions.</summary>
    private static double[][] Sums(RunResult result, MetricUnits units, Func<InstitutionLoss, double, double> of)
    {
        double[][] sums = [.. Enumerable.Range(0, units.Count).Select(_ => new double[result.Replications.Count])];
        for (var place = 0; place < result.Replications.Count && units.Count > 0; place++)
        {
            foreach (var loss in result.Replications[place].Losses)
            {
                sums[units.UnitOf[loss.Institution]][place] += of(loss, result.Dynamics.InitialEquity[loss.Institution]);
            }
        }

        return sums;
    }
}
