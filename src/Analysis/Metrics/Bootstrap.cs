namespace Contagion.Analysis;

/// <summary>How confidence intervals of tail measures are made: scenarios are drawn anew with replacement, and the measures computed of each such resample.</summary>
/// <param name="Seed">The scenario's seed.</param>
/// <param name="Resamples">How often scenarios are drawn anew.</param>
/// <param name="Confidence">How often the interval should hold the true number, between 0 and 1.</param>
/// <param name="Always">Whether an interval is made whatever the size of the sample, and not only below <see cref="TailRisk.SampleMin"/>.</param>
/// <remarks>Percentile intervals: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.</remarks>
public sealed record Bootstrap(ulong Seed, int Resamples = 1000, double Confidence = 0.95, bool Always = false)
{
    /// <summary>Fewer resamples leave the ends of a 95 % interval to a handful of draws.</summary>
    public const int ResamplesMin = 100;

    /// <summary>Beyond this the ends no longer move, and counts of resamples fill the memory.</summary>
    public const int ResamplesMax = 100_000;

    /// <summary>The middle of what resamples gave.</summary>
    /// <param name="values">A value for each resample; those that are undefined (NaN) are left out. Sorted in place.</param>
    /// <returns>The ends; null where all are undefined.</returns>
    internal (double Low, double High)? Interval(double[] values)
    {
        // NaN sorts first.
        Array.Sort(values);
        var defined = values.AsSpan(values.Count(double.IsNaN));
        var tail = (1 - Confidence) / 2;
        return defined.IsEmpty ? null : (Distribution.Quantile(defined, tail), Distribution.Quantile(defined, 1 - tail));
    }

    /// <exception cref="ArgumentException">Resamples or confidence are out of range.</exception>
    internal void MustBeInRange()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Resamples, ResamplesMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Resamples, ResamplesMax);
        if (!(Confidence > 0 && Confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Confidence), Confidence, "Confidence lies between 0 and 1, such as 0.95.");
        }
    }
}
