namespace Contagion.Analysis;

/// <summary>What the rows of a sweep have to show before anybody looks at single numbers.</summary>
/// <param name="Differing">Metrics whose mean differs between points, by their place in <see cref="Metric.Known"/>.</param>
/// <param name="Worst">The first point at which a chosen metric has its largest mean; 0 where it is undefined throughout.</param>
public sealed record SweepOverview(IReadOnlyList<int> Differing, int Worst)
{
    /// <summary>Looks through rows.</summary>
    /// <param name="rows">The points, in order, at least one.</param>
    /// <param name="differingMax">The most metrics that are named; the first in the order of <see cref="Metric.Known"/> come first.</param>
    /// <param name="chosen">The metric that decides which point is the worst.</param>
    public static SweepOverview Of(IEnumerable<SummaryRow> rows, int differingMax, int chosen)
    {
        SummaryRow? first = null;
        var differs = new bool[Metric.Known.Count];
        var (worst, largest, point) = (0, double.NegativeInfinity, 0);
        foreach (var row in rows)
        {
            first ??= row;
            for (var metric = 0; metric < differs.Length; metric++)
            {
                // Undefined twice is the same twice.
                differs[metric] |= !row.MeanOf(metric).Equals(first.MeanOf(metric));
            }

            if (row.MeanOf(chosen) > largest)
            {
                (worst, largest) = (point, row.MeanOf(chosen));
            }

            point++;
        }

        return new SweepOverview([.. Enumerable.Range(0, differs.Length).Where(metric => differs[metric]).Take(differingMax)], worst);
    }
}
