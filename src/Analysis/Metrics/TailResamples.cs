using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Contagion.Analysis;

/// <summary>The tail measures of every resample of the scenarios, sixteen resamples at a time.</summary>
/// <remarks>A resample is told by how often it holds each scenario, so that nothing is copied or sorted anew: quantiles are found by
/// adding up counts along one order of the scenarios.</remarks>
internal sealed class TailResamples
{
    private readonly double[] _descending;
    private readonly int[] _order;
    private readonly double _level;
    private readonly int _wanted;
    private readonly Resamples _resamples;
    private readonly TailWeights _tail;
    private readonly Vector512<double>[][] _weights;

    /// <param name="descending">Losses of the system, the worst first.</param>
    /// <param name="order">The scenarios of these.</param>
    /// <param name="level">a.</param>
    /// <param name="bootstrap">How many resamples, and their seed.</param>
    public TailResamples(double[] descending, int[] order, double level, Bootstrap bootstrap)
    {
        (_descending, _order, _level, _wanted) = (descending, order, level, bootstrap.Resamples);
        _tail = new TailWeights(level, order.Length);
        _resamples = new Resamples(order.Length, bootstrap);
        _weights = new Vector512<double>[_resamples.Groups * Halves][];
        Parallel.For(0, _resamples.Groups, group =>
        {
            for (var half = 0; half < Halves; half++)
            {
                _weights[(group * Halves) + half] = WeightsBeyond(group, half);
            }
        });
    }

    private static int Halves => Resamples.Lanes / Vector512<double>.Count;

    /// <summary>VaR of the system in each resample.</summary>
    public double[] ValueAtRisk() => Each((group, lane) => _descending[PlaceOfValueAtRisk(group, lane)]);

    /// <summary>ES of the system in each resample.</summary>
    public double[] ExpectedShortfall() => Each((group, lane) =>
    {
        var counts = _resamples.Of(group);
        var place = PlaceOfValueAtRisk(group, lane);
        var above = 0.0;
        for (var better = 0; better < place; better++)
        {
            above += counts[(_order[better] * Resamples.Lanes) + lane] * (_descending[better] - _descending[place]);
        }

        return above > 0 ? _descending[place] + (above / (_tail.Count - 1 + _tail.Part)) : _descending[place];
    });

    /// <summary>The mean, in each resample, of numbers over the scenarios in which the system loses more than its VaR there; NaN where there are none.</summary>
    public double[] MeanBeyond(ReadOnlySpan<double> numbers)
    {
        var means = new double[_weights.Length * Vector512<double>.Count];
        for (var eight = 0; eight < _weights.Length; eight++)
        {
            var (sum, weight) = (Vector512<double>.Zero, Vector512<double>.Zero);
            var weights = _weights[eight];
            for (var place = 0; place < weights.Length; place++)
            {
                sum += weights[place] * numbers[_order[place]];
                weight += weights[place];
            }

            (sum / weight).CopyTo(means, eight * Vector512<double>.Count);
        }

        return means[.._wanted];
    }

    /// <summary>CoVaR and ΔCoVaR of an institution in each resample.</summary>
    /// <param name="losses">Its loss in each scenario.</param>
    public (double[] CoVar, double[] Delta) CoVar(ReadOnlySpan<double> losses)
    {
        var (sorted, order) = Ranking.Descending(losses);
        var (levelOf, levels) = Levels(sorted, order);
        var (coVar, delta) = (new double[_resamples.Groups * Resamples.Lanes], new double[_resamples.Groups * Resamples.Lanes]);
        Span<int> atRisk = stackalloc int[Resamples.Lanes];
        Span<int> atMedian = stackalloc int[Resamples.Lanes];
        for (var group = 0; group < _resamples.Groups; group++)
        {
            var counts = _resamples.Of(group);
            var (sample, last) = Take(counts, order, levelOf, Vector512.Create(_tail.Count), 1);
            Places(counts, levelOf, Vector512<int>.Zero, last, sample).CopyTo(atRisk);
            (sample, var taken) = Take(counts, order, levelOf, Vector512.Create(TailWeights.Rank(0.5, order.Length)), -1);
            Places(counts, levelOf, Vector512.Create(levels) - taken, Vector512.Create(levels), sample).CopyTo(atMedian);
            for (var lane = 0; lane < Resamples.Lanes; lane++)
            {
                var value = _descending[atRisk[lane]];
                (coVar[(group * Resamples.Lanes) + lane], delta[(group * Resamples.Lanes) + lane]) = (value, value - _descending[atMedian[lane]]);
            }
        }

        return (coVar[.._wanted], delta[.._wanted]);
    }

    /// <summary>Numbers different losses from 0, the largest: the number of each scenario, and how many there are.</summary>
    private static (int[] LevelOf, int Levels) Levels(double[] sorted, int[] order)
    {
        var (levelOf, level) = (new int[order.Length], 0);
        for (var place = 0; place < order.Length; place++)
        {
            level += place > 0 && sorted[place] != sorted[place - 1] ? 1 : 0;
            levelOf[order[place]] = level;
        }

        return (levelOf, level + 1);
    }

    /// <summary>Takes levels of loss, from the largest (step 1) or the smallest (step −1) on, until each resample has as many scenarios as wanted.</summary>
    /// <returns>How many scenarios that are in each, and how many levels.</returns>
    private static (Vector512<int> Sample, Vector512<int> Levels) Take(
        ReadOnlySpan<byte> counts, ReadOnlySpan<int> order, ReadOnlySpan<int> levelOf, Vector512<int> wanted, int step)
    {
        var (sample, levels) = (Vector512<int>.Zero, Vector512<int>.Zero);
        var place = step > 0 ? 0 : order.Length - 1;
        while (true)
        {
            var isShort = Vector512.LessThan(sample, wanted);
            if (isShort == Vector512<int>.Zero)
            {
                return (sample, levels);
            }

            var level = levelOf[order[place]];
            var count = Vector512<int>.Zero;
            do
            {
                count += Resamples.At(counts, order[place]);
                place += step;
            }
            while ((uint)place < (uint)order.Length && levelOf[order[place]] == level);

            sample += count & isShort;
            levels -= isShort;
        }
    }

    /// <summary>Where, among the system's losses, VaR stands over the scenarios in which an institution's loss is of certain levels.</summary>
    /// <param name="counts">How often resamples hold each scenario.</param>
    /// <param name="levelOf">The level of the institution's loss in each scenario.</param>
    /// <param name="from">The first level.</param>
    /// <param name="to">The one after the last.</param>
    /// <param name="sample">How many scenarios that are.</param>
    private Vector512<int> Places(ReadOnlySpan<byte> counts, ReadOnlySpan<int> levelOf, Vector512<int> from, Vector512<int> to, Vector512<int> sample)
    {
        Span<int> wanted = stackalloc int[Resamples.Lanes];
        for (var lane = 0; lane < wanted.Length; lane++)
        {
            wanted[lane] = new TailWeights(_level, sample[lane]).Count;
        }

        var missing = Vector512.Create<int>(wanted);
        var place = Vector512.Create(-1);
        for (var next = 0; ; next++)
        {
            var isShort = Vector512.GreaterThan(missing, Vector512<int>.Zero);
            if (isShort == Vector512<int>.Zero)
            {
                return place;
            }

            var level = Vector512.Create(levelOf[_order[next]]);
            missing -= Resamples.At(counts, _order[next]) & Vector512.GreaterThanOrEqual(level, from) & Vector512.LessThan(level, to);
            place -= isShort;
        }
    }

    private double[] Each(Func<int, int, double> valueOf)
    {
        var values = new double[_wanted];
        Parallel.For(0, _wanted, resample => values[resample] = valueOf(resample / Resamples.Lanes, resample % Resamples.Lanes));
        return values;
    }

    /// <summary>Where VaR of a resample stands among the system's losses.</summary>
    private int PlaceOfValueAtRisk(int group, int lane)
    {
        var counts = _resamples.Of(group);
        var (missing, place) = (_tail.Count, -1);
        while (missing > 0)
        {
            missing -= counts[(_order[++place] * Resamples.Lanes) + lane];
        }

        return place;
    }

    /// <summary>How often eight resamples hold each of the worst scenarios, where these are worse than VaR there.</summary>
    private Vector512<double>[] WeightsBeyond(int group, int half)
    {
        var lanes = Vector512<double>.Count;
        Span<int> beyond = stackalloc int[lanes];
        for (var lane = 0; lane < lanes; lane++)
        {
            var place = PlaceOfValueAtRisk(group, (half * lanes) + lane);
            var valueAtRisk = _descending[place];
            while (place > 0 && _descending[place - 1] == valueAtRisk)
            {
                place--;
            }

            beyond[lane] = place;
        }

        var counts = _resamples.Of(group);
        var most = 0;
        foreach (var end in beyond)
        {
            most = Math.Max(most, end);
        }

        var weights = new Vector512<double>[most];
        var numbers = MemoryMarshal.Cast<Vector512<double>, double>(weights.AsSpan());
        for (var lane = 0; lane < lanes; lane++)
        {
            for (var place = 0; place < beyond[lane]; place++)
            {
                numbers[(place * lanes) + lane] = counts[(_order[place] * Resamples.Lanes) + (half * lanes) + lane];
            }
        }

        return weights;
    }
}
