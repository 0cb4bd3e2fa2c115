using System.Buffers;

namespace Contagion.Analysis;

/// <summary>The tail of the system's losses, prepared so that tail measures of one institution after the other cost little.</summary>
/// <remarks>
/// <c>models.md</c> 9.4. MES and capital shortfall: Acharya, Pedersen, Philippon and Richardson (2017), Review of Financial Studies 30(1):2–47.
/// CoVaR and ΔCoVaR: Adrian and Brunnermeier (2016), American Economic Review 106(7):1705–1741. A conditional sample smaller than
/// <see cref="TailRisk.SampleMin"/> always comes with a bootstrap interval. O(N log N) once, O(N) for each institution.
/// </remarks>
public sealed class SystemTail
{
    private readonly double[] _descending;
    private readonly int[] _order;
    private readonly TailWeights _tail;
    private readonly int _beyond;
    private readonly Bootstrap _bootstrap;
    private readonly Lazy<TailResamples> _resamples;

    /// <summary>Prepares the tail.</summary>
    /// <param name="losses">What the system loses in each scenario.</param>
    /// <param name="level">a, between 0 and 1, such as 0.95.</param>
    /// <param name="bootstrap">How confidence intervals are made.</param>
    /// <exception cref="ArgumentException">There is no loss, one is NaN or infinite, or level or bootstrap are out of range.</exception>
    public SystemTail(ReadOnlySpan<double> losses, double level, Bootstrap bootstrap)
    {
        TailRisk.MustBeSample(losses, level, nameof(losses));
        bootstrap.MustBeInRange();
        (Level, _bootstrap, _tail) = (level, bootstrap, new TailWeights(level, losses.Length));
        (_descending, _order) = Ranking.Descending(losses);
        var valueAtRisk = _descending[_tail.Count - 1];
        while (_descending[_beyond] > valueAtRisk)
        {
            _beyond++;
        }

        _resamples = new(() => new TailResamples(_descending, _order, level, bootstrap));
        var interval = IsDoubtful(losses.Length) ? bootstrap.Interval(_resamples.Value.ValueAtRisk()) : null;
        ValueAtRisk = new Estimate(valueAtRisk, losses.Length, interval);
        interval = IsDoubtful(_tail.Weighing) ? bootstrap.Interval(_resamples.Value.ExpectedShortfall()) : null;
        ExpectedShortfall = new Estimate(_tail.Mean(_descending.AsSpan(0, _beyond), valueAtRisk), _tail.Weighing, interval);
    }

    /// <summary>a.</summary>
    public double Level { get; }

    /// <summary>Number of scenarios.</summary>
    public int Scenarios => _order.Length;

    /// <summary>VaR of the system; it rests on all scenarios.</summary>
    public Estimate ValueAtRisk { get; }

    /// <summary>ES of the system; it rests on the scenarios that weigh in it.</summary>
    public Estimate ExpectedShortfall { get; }

    /// <summary>The scenarios in which the system loses more than its VaR, the worst first. Empty where the worst are as bad as VaR.</summary>
    public ReadOnlySpan<int> Beyond => _order.AsSpan(0, _beyond);

    /// <summary>The tail measures of an institution.</summary>
    /// <param name="losses">Its loss in each scenario.</param>
    /// <exception cref="ArgumentException">There is not one loss for each scenario, or one is NaN or infinite.</exception>
    public InstitutionTail Of(ReadOnlySpan<double> losses)
    {
        var mean = MeanBeyond(losses);
        var (valueAtRisk, shortfall, median) = OwnTail(losses);
        var atRisk = Conditional(losses, valueAtRisk, double.PositiveInfinity, Selection.CountAtLeast(losses, valueAtRisk));
        var atMedian = Conditional(losses, double.NegativeInfinity, median, Scenarios - Selection.CountAbove(losses, median));
        (double Low, double High)? forCoVar = null, forDelta = null;
        if (IsDoubtful(Math.Min(atRisk.Sample, atMedian.Sample)))
        {
            var (coVar, delta) = _resamples.Value.CoVar(losses);
            (forCoVar, forDelta) = (_bootstrap.Interval(coVar), _bootstrap.Interval(delta));
        }

        return new InstitutionTail(
            valueAtRisk,
            shortfall,
            mean,
            new Estimate(atRisk.Value, atRisk.Sample, IsDoubtful(atRisk.Sample) ? forCoVar : null),
            new Estimate(atRisk.Value - atMedian.Value, Math.Min(atRisk.Sample, atMedian.Sample), forDelta));
    }

    /// <summary>The mean of an institution's numbers over the scenarios in which the system loses more than its VaR: MES of losses, SES of capital
    /// shortfalls; null where there are no such scenarios.</summary>
    /// <param name="numbers">A number for each scenario, such as <see cref="TailRisk.CapitalShortfall"/>.</param>
    /// <exception cref="ArgumentException">There is not one number for each scenario, or one is NaN or infinite.</exception>
    public Estimate MeanBeyond(ReadOnlySpan<double> numbers)
    {
        MustFit(numbers);
        if (_beyond == 0)
        {
            return new Estimate(null, 0, null);
        }

        var sum = 0.0;
        foreach (var scenario in Beyond)
        {
            sum += numbers[scenario];
        }

        return new Estimate(sum / _beyond, _beyond, IsDoubtful(_beyond) ? _bootstrap.Interval(_resamples.Value.MeanBeyond(numbers)) : null);
    }

    private bool IsDoubtful(int sample) => _bootstrap.Always || sample < TailRisk.SampleMin;

    /// <summary>VaR and ES of an institution by itself, and its lower median: whoever loses at most the median loses at most that.</summary>
    private (double ValueAtRisk, double ExpectedShortfall, double Median) OwnTail(ReadOnlySpan<double> losses)
    {
        var room = ArrayPool<double>.Shared.Rent(losses.Length + Selection.Slack);
        try
        {
            var (valueAtRisk, shortfall) = TailRisk.Of(losses, _tail, room);
            return (valueAtRisk, shortfall, Selection.Largest(losses, new TailWeights(0.5, losses.Length).Count, room));
        }
        finally
        {
            ArrayPool<double>.Shared.Return(room);
        }
    }

    private void MustFit(ReadOnlySpan<double> numbers)
    {
        Refuse.OtherLength(numbers.Length, Scenarios, nameof(numbers), "scenario");
        Refuse.NotFinite(numbers, nameof(numbers));
    }

    /// <summary>VaR of the system over the scenarios, so many of them, in which an institution loses between two numbers.</summary>
    private (double Value, int Sample) Conditional(ReadOnlySpan<double> losses, double least, double most, int sample)
    {
        // From the worst scenario on: the tail is short.
        var (missing, place) = (new TailWeights(Level, sample).Count, -1);
        while (missing > 0)
        {
            var loss = losses[_order[++place]];
            missing -= loss >= least & loss <= most ? 1 : 0;
        }

        return (_descending[place], sample);
    }
}
