using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Contagion.Analysis;

/// <summary>The tail measures of every resample of the scenarios, sixteen resamples at a time.</summary>
/// <remarks>A resample is told by how often it holds each scenario, so that nothing is copied or sorted anew: quantiles are found by
/// adding up counts along one order of the scenarios. Scenarios are told by their place
/// among the system's losses, the worst first.</remarks>
internal sealed class TailResamples
{
    private const int Stretch = 16;

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
        var placeOf = new int[order.Length];
        for (var place = 0; place < order.Length; place++)
        {
            placeOf[order[place]] = place;
        }

        _resamples = new Resamples(placeOf, bootstrap);
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
            above += counts[(better * Resamples.Lanes) + lane] * (_descending[better] - _descending[place]);
        }

        return _tail.Mean(above, _descending[place]);
    });

    /// <summary>The mean, in each resample, of numbers over the scenarios in which the system loses more than its VaR there; NaN where there are none.</summary>
    public double[] MeanBeyond(ReadOnlySpan<double> numbers)
    {
        var (means, byPlace) = (new double[_weights.Length * Vector512<double>.Count], ByPlace(numbers, _weights.Max(weights => weights.Length)));
        for (var eight = 0; eight < _weights.Length; eight++)
        {
            var (sum, weight) = (Vector512<double>.Zero, Vector512<double>.Zero);
            var weights = _weights[eight];
            for (var place = 0; place < weights.Length; place++)
            {
                sum += weights[place] * byPlace[place];
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
        var levels = new LossLevels(ByPlace(losses, losses.Length));
        var (worst, mildest) = (_tail.Count, TailWeights.Rank(0.5, losses.Length));
        var (fewWorst, fewMildest) = (levels.Within(Surely(worst), fromWorst: true), levels.Within(Surely(mildest), fromWorst: false));
        var (coVar, delta) = (new double[_resamples.Groups * Resamples.Lanes], new double[_resamples.Groups * Resamples.Lanes]);
        Span<int> atRisk = stackalloc int[Resamples.Lanes];
        Span<int> atMedian = stackalloc int[Resamples.Lanes];
        for (var group = 0; group < _resamples.Groups; group++)
        {
            var counts = _resamples.Of(group);
            var (sample, taken) = levels.Take(counts, worst, fewWorst, fromWorst: true);
            Places(counts, levels.FromWorst, taken, sample).CopyTo(atRisk);
            (sample, taken) = levels.Take(counts, mildest, fewMildest, fromWorst: false);
            Places(counts, levels.FromMildest, taken, sample).CopyTo(atMedian);
            for (var lane = 0; lane < Resamples.Lanes; lane++)
            {
                var value = _descending[atRisk[lane]];
                (coVar[(group * Resamples.Lanes) + lane], delta[(group * Resamples.Lanes) + lane]) = (value, value - _descending[atMedian[lane]]);
            }
        }

        return (coVar[.._wanted], delta[.._wanted]);
    }

    /// <summary>So many scenarios that hardly any resample holds them as often as wanted: counts differ from what is expected by about their root.</summary>
    private static int Surely(int wanted) => wanted - (int)(5 * Math.Sqrt(wanted));

    /// <summary>The numbers of the worst scenarios, the worst first.</summary>
    private double[] ByPlace(ReadOnlySpan<double> numbers, int count)
    {
        var byPlace = new double[count];
        for (var place = 0; place < count; place++)
        {
            byPlace[place] = numbers[_order[place]];
        }

        return byPlace;
    }

    /// <summary>Where, among the system's losses, VaR stands over the scenarios in which an institution's loss is of certain levels.</summary>
    /// <param name="counts">How often resamples hold each scenario.</param>
    /// <param name="levelOf">The level of the institution's loss in each.</param>
    /// <param name="levels">How many levels, from level 0 on.</param>
    /// <param name="sample">How many scenarios that are.</param>
    private Vector512<int> Places(ReadOnlySpan<byte> counts, ReadOnlySpan<int> levelOf, Vector512<int> levels, Vector512<int> sample)
    {
        Span<int> wanted = stackalloc int[Resamples.Lanes];
        for (var lane = 0; lane < wanted.Length; lane++)
        {
            wanted[lane] = new TailWeights(_level, sample[lane]).Count;
        }

        // As long as no resample has as many as wanted, it is enough to look now and then.
        var (missing, next) = (Vector512.Create<int>(wanted), 0);
        for (; next <= levelOf.Length - Stretch; next += Stretch)
        {
            var found = Vector512<int>.Zero;
            for (var one = next; one < next + Stretch; one++)
            {
                found += Resamples.At(counts, one) & Vector512.LessThan(Vector512.Create(levelOf[one]), levels);
            }

            if (Vector512.GreaterThanOrEqualAny(found, missing))
            {
                break;
            }

            missing -= found;
        }

        var place = Vector512.Create(next - 1);
        for (; ; next++)
        {
            var isShort = Vector512.GreaterThan(missing, Vector512<int>.Zero);
            if (isShort == Vector512<int>.Zero)
            {
                return place;
            }

            missing -= Resamples.At(counts, next) & Vector512.LessThan(Vector512.Create(levelOf[next]), levels);
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
            missing -= counts[(++place * Resamples.Lanes) + lane];
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
                numbers[(place * lanes) + lane] = counts[(place * Resamples.Lanes) + (half * lanes) + lane];
            }
        }

        return weights;
    }
}
