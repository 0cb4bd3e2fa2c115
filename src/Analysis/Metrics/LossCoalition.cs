using System.Runtime.Intrinsics;

namespace Contagion.Analysis;

/// <summary>Institutions whose losses are taken together; its value is how bad their sum gets: worst case, or expected shortfall.</summary>
/// <remarks>
/// v(S) = ES_a(Σ_{i∈S} losses of i over scenarios). Who joins is added to the sums, and in the same pass those sums are gathered that can be in the tail:
/// losses of at least 0 never lower a quantile, so that these are the sums that reach the last one. O(scenarios) a player, eight scenarios at a time.
/// </remarks>
public sealed class LossCoalition : ICoalition
{
    private readonly IReadOnlyList<double[]> _losses;
    private readonly double[] _sums;
    private readonly double[] _room;
    private readonly double[] _candidates;
    private readonly TailWeights? _tail;
    private double _floor;

    /// <summary>An empty set.</summary>
    /// <param name="losses">For each institution, its loss in each scenario.</param>
    /// <param name="level">a of expected shortfall, between 0 and 1; null for the worst case.</param>
    /// <exception cref="ArgumentException">There is no scenario, numbers of scenarios differ, or the level is not between 0 and 1.</exception>
    public LossCoalition(IReadOnlyList<double[]> losses, double? level)
    {
        var scenarios = losses.Count > 0 ? losses[0].Length : 1;
        TailRisk.MustBeSample(new double[scenarios], level ?? 0.5, nameof(losses));
        foreach (var one in losses)
        {
            Refuse.OtherLength(one.Length, scenarios, nameof(losses), "scenario");
        }

        (_losses, _sums) = (losses, new double[scenarios]);
        (_room, _candidates) = (new double[scenarios + Selection.Slack], new double[scenarios + Selection.Slack]);
        _tail = level is { } a ? new TailWeights(a, scenarios) : null;
    }

    /// <inheritdoc/>
    public double Clear()
    {
        Array.Clear(_sums);
        _floor = 0;
        return 0;
    }

    /// <inheritdoc/>
    public double Join(int player)
    {
        if (_tail is not { } tail)
        {
            return AddForWorst(_losses[player], _sums);
        }

        var kept = AddForTail(_losses[player], _sums, _floor, _room);
        if (kept < tail.Count)
        {
            // Somebody gains where others lose.
            _sums.CopyTo(_room, 0);
            kept = _sums.Length;
        }

        _room.AsSpan(0, kept).CopyTo(_candidates);
        _floor = Selection.LargestOf(_candidates, kept, tail.Count);
        return tail.Mean(_room.AsSpan(0, kept), _floor);
    }

    /// <summary>Adds losses to sums.</summary>
    /// <returns>The largest sum.</returns>
    private static double AddForWorst(ReadOnlySpan<double> losses, Span<double> sums)
    {
        var (worst, next) = (Vector512.Create(double.NegativeInfinity), 0);
        for (; next <= sums.Length - Vector512<double>.Count; next += Vector512<double>.Count)
        {
            var sum = Vector512.Create<double>(sums.Slice(next)) + Vector512.Create(losses.Slice(next));
            sum.CopyTo(sums[next..]);
            worst = Vector512.Max(worst, sum);
        }

        var largest = double.NegativeInfinity;
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
        {
            largest = Math.Max(largest, worst[lane]);
        }

        for (; next < sums.Length; next++)
        {
            sums[next] += losses[next];
            largest = Math.Max(largest, sums[next]);
        }

        return largest;
    }

    /// <summary>Adds losses to sums, and gathers the sums that are at least <paramref name="floor"/>.</summary>
    /// <returns>How many these are.</returns>
    private static int AddForTail(ReadOnlySpan<double> losses, Span<double> sums, double floor, Span<double> room)
    {
        var (kept, next) = (0, 0);
        for (; next <= sums.Length - Vector512<double>.Count; next += Vector512<double>.Count)
        {
            var sum = Vector512.Create<double>(sums.Slice(next)) + Vector512.Create(losses.Slice(next));
            sum.CopyTo(sums[next..]);
            kept = Selection.Keep(sum, Vector512.Create(floor), room, kept);
        }

        for (; next < sums.Length; next++)
        {
            sums[next] += losses[next];
            room[kept] = sums[next];
            kept += sums[next] >= floor ? 1 : 0;
        }

        return kept;
    }
}
