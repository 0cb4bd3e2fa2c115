using Contagion.Engine;

namespace Contagion.Analysis;

/// <summary>What one alternative of a comparison changes, metric by metric.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="IsDrawn">Whether replications are draws; false under each, where they are all the turns there are and means are exact.</param>
/// <param name="Metrics">The metrics that both the alternative and the base have, in the order of <see cref="Metric.Known"/>.</param>
public sealed record Alternative(string Name, bool IsDrawn, IReadOnlyList<(Metric Metric, PairedDifference Difference)> Metrics)
{
    /// <summary>Compares the replications of an alternative with those of the base.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="isDrawn">Whether replications are draws.</param>
    /// <param name="alternative">Its replications, in order.</param>
    /// <param name="base">Those of the base: as many, with the same random draws.</param>
    /// <exception cref="ArgumentException">They are not the same replications.</exception>
    public static Alternative Of(string name, bool isDrawn, IReadOnlyList<ReplicationResult> alternative, IReadOnlyList<ReplicationResult> @base)
    {
        if (!alternative.Select(one => one.Replication).SequenceEqual(@base.Select(one => one.Replication)))
        {
            throw new ArgumentException("Replications can only be paired with themselves.", nameof(alternative));
        }

        (Metric Metric, (double Alternative, double Base)[] Pairs)[] numbers =
            [.. Metric.Known.Concat(Metric.Measured(alternative)).Select(metric => (metric, alternative.Zip(@base, (one, other) => (metric.Of(one), metric.Of(other))).ToArray()))];
        // One amount is the difference of others: a loss by contagion, say, of all losses and the direct one. What rounding leaves of it is as large as theirs.
        var largest = numbers.Where(one => one.Metric.IsAmount).SelectMany(one => one.Pairs).Select(PairedDifference.ScaleOf).Where(double.IsFinite).DefaultIfEmpty().Max();
        return new(name, isDrawn,
        [
            .. numbers.Select(one => (one.Metric, PairedDifference.Of(one.Pairs, one.Metric.IsAmount ? largest : 0))).Where(entry => entry.Item2.Count > 0),
        ]);
    }

    /// <summary>How a metric differs; null where one side does not have it.</summary>
    /// <param name="name">A name of <see cref="Metric.Known"/>.</param>
    public PairedDifference? Find(string name) => Metrics.FirstOrDefault(entry => entry.Metric.Name == name).Difference;
}
