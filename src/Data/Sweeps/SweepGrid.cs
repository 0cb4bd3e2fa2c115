using Contagion.Model;

namespace Contagion.Data;

/// <summary>The points of a sweep: every row of every axis with every row of the others, the last axis changing fastest.</summary>
internal sealed class SweepGrid
{
    /// <summary>The most points a sweep may have: all are checked before the first is run, and somebody has to look at them.</summary>
    public const int PointsMax = 1_000_000;

    /// <summary>The most parts that may be swept: a wider table opens in no program that people look at tables with.</summary>
    public const int PathsMax = 500;

    /// <summary>What is said of a sweep with too many points.</summary>
    public const string TooMany = "the sweep has more than 1,000,000 points; expected fewer, or several sweeps: all points are checked before the first is run";

    private readonly IReadOnlyList<SweepAxis> _axes;

    private SweepGrid(IReadOnlyList<SweepAxis> axes, int count) => (_axes, Count, Paths) = (axes, count, [.. axes.SelectMany(axis => axis.Paths)]);

    /// <summary>Number of points.</summary>
    public int Count { get; }

    /// <summary>The swept parts, in the order of the axes.</summary>
    public IReadOnlyList<SweptPath> Paths { get; }

    /// <summary>The grid of some axes; null, and told, when they do not go together.</summary>
    public static SweepGrid? Of(IReadOnlyList<SweepAxis> axes, Faults faults)
    {
        var before = faults.Count;
        var count = 1L;
        foreach (var axis in axes)
        {
            count *= axis.Rows.Count;
            if (count > PointsMax)
            {
                Tell(axis.Place, TooMany, faults);
                break;
            }
        }

        CheckPaths([.. axes.SelectMany(axis => axis.Paths)], faults);
        return faults.Count > before ? null : new SweepGrid(axes, (int)count);
    }

    /// <summary>What the swept parts are at a point, in the order of <see cref="Paths"/>.</summary>
    public SweptValue[] At(int point)
    {
        var rows = new SweptValue[_axes.Count][];
        for (var axis = _axes.Count - 1; axis >= 0; axis--)
        {
            (point, var row) = Math.DivRem(point, _axes[axis].Rows.Count);
            rows[axis] = _axes[axis].Rows[row];
        }

        return [.. rows.SelectMany(row => row)];
    }

    private static void CheckPaths(SweptPath[] paths, Faults faults)
    {
        if (paths.Length > PathsMax)
        {
            Tell(paths[PathsMax].Place, $"{paths.Length} parts are swept; expected at most {PathsMax}", faults);
            return;
        }

        for (var later = 1; later < paths.Length; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (paths[earlier].Path == paths[later].Path)
                {
                    Tell(paths[later].Place, $"'{paths[later].Path}' is swept twice; expected each part once", faults);
                }
                else if (paths[earlier].Path.StartsWith(paths[later].Path + '.', StringComparison.Ordinal))
                {
                    Tell(paths[later].Place, $"'{paths[later].Path}' would replace '{paths[earlier].Path}', which stands before it; expected the whole before its part", faults);
                }
            }
        }
    }

    private static void Tell(YamlPlace place, string message, Faults faults) => faults.Add(place.File, place.Line, place.Column, message);
}
