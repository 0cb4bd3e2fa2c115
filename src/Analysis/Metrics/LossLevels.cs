using System.Runtime.Intrinsics;

namespace Contagion.Analysis;

/// <summary>The different losses of an institution, from the largest, level 0, down, and the scenarios of each.</summary>
internal sealed class LossLevels
{
    private readonly int[] _order;
    private readonly int[] _start;

    /// <param name="losses">A loss for each scenario.</param>
    public LossLevels(ReadOnlySpan<double> losses)
    {
        (var sorted, _order) = Ranking.Descending(losses);
        var (levelOf, start) = (new int[_order.Length], new List<int>());
        for (var next = 0; next < _order.Length; next++)
        {
            if (next == 0 || sorted[next] != sorted[next - 1])
            {
                start.Add(next);
            }

            levelOf[_order[next]] = start.Count - 1;
        }

        (_start, Count) = ([.. start, _order.Length], start.Count);
        (FromWorst, FromMildest) = (levelOf, [.. levelOf.Select(level => Count - 1 - level)]);
    }

    /// <summary>Number of levels.</summary>
    public int Count { get; }

    /// <summary>The level of each scenario, the worst 0.</summary>
    public int[] FromWorst { get; }

    /// <summary>The level of each scenario, the mildest 0.</summary>
    public int[] FromMildest { get; }

    /// <summary>How many levels, from the worst or the mildest on, have no more scenarios than some number.</summary>
    public int Within(int scenarios, bool fromWorst)
    {
        var levels = 0;
        while (levels < Count && (fromWorst ? _start[levels + 1] : _order.Length - _start[Count - levels - 1]) <= scenarios)
        {
            levels++;
        }

        return levels;
    }

    /// <summary>Takes levels, from the worst or the mildest on, until each resample has as many scenarios as wanted.</summary>
    /// <param name="counts">How often resamples hold each scenario.</param>
    /// <param name="wanted">How many are wanted.</param>
    /// <param name="few">So many levels hardly ever hold as many; they are taken at once.</param>
    /// <param name="fromWorst">Where to begin.</param>
    /// <returns>How many scenarios there are then in each resample, and how many levels were taken.</returns>
    public (Vector512<int> Sample, Vector512<int> Levels) Take(ReadOnlySpan<byte> counts, int wanted, int few, bool fromWorst)
    {
        var all = Vector512.Create(wanted);
        var (sample, levels) = (Sum(counts, 0, few, fromWorst), Vector512.Create(few));
        if (Vector512.GreaterThanOrEqualAny(sample, all))
        {
            (sample, levels, few) = (Vector512<int>.Zero, Vector512<int>.Zero, 0);
        }

        for (var level = few; ; level++)
        {
            var isShort = Vector512.LessThan(sample, all);
            if (isShort == Vector512<int>.Zero)
            {
                return (sample, levels);
            }

            sample += Sum(counts, level, level + 1, fromWorst) & isShort;
            levels -= isShort;
        }
    }

    /// <summary>How often resamples hold the scenarios of some levels, counted from the worst or the mildest.</summary>
    private Vector512<int> Sum(ReadOnlySpan<byte> counts, int from, int to, bool fromWorst)
    {
        var (first, end) = fromWorst ? (_start[from], _start[to]) : (_start[Count - to], _start[Count - from]);
        var sum = Vector512<int>.Zero;
        foreach (var scenario in _order.AsSpan(first, end - first))
        {
            sum += Resamples.At(counts, scenario);
        }

        return sum;
    }
}
