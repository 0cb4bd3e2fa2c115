using System.Buffers;

namespace Contagion.Analysis;

/// <summary>How bad losses get: quantiles and tail means of equally probable simulated losses.</summary>
/// <remarks><c>models.md</c> 9.4. Losses are in any one unit; larger is worse. Selected, not sorted: O(N).</remarks>
public static class TailRisk
{
    /// <summary>A conditional sample smaller than this says little without a confidence interval.</summary>
    public const int SampleMin = 100;

    /// <summary>Value at risk: the loss that is not exceeded with probability <paramref name="level"/>, x_(k) with k = ⌈aN⌉.</summary>
    /// <param name="losses">One or more losses, in any order.</param>
    /// <param name="level">a, between 0 and 1, such as 0.95.</param>
    /// <exception cref="ArgumentException">There is no loss, one is NaN or infinite, or the level is not between 0 and 1.</exception>
    public static double ValueAtRisk(ReadOnlySpan<double> losses, double level) => Of(losses, level).ValueAtRisk;

    /// <summary>Expected shortfall: the mean of the worst (1 − a) N losses, the last of which may count in part.</summary>
    /// <param name="losses">One or more losses, in any order.</param>
    /// <param name="level">a, between 0 and 1, such as 0.95.</param>
    /// <exception cref="ArgumentException">There is no loss, one is NaN or infinite, or the level is not between 0 and 1.</exception>
    /// <remarks>[Σ_{j>k} x_(j) + (k − aN) x_(k)] / ((1 − a) N). Acerbi and Tasche (2002), Journal of Banking and Finance 26(7):1487–1503.</remarks>
    public static double ExpectedShortfall(ReadOnlySpan<double> losses, double level) => Of(losses, level).ExpectedShortfall;

    /// <summary>Both at once.</summary>
    /// <inheritdoc cref="ExpectedShortfall"/>
    public static (double ValueAtRisk, double ExpectedShortfall) Of(ReadOnlySpan<double> losses, double level)
    {
        MustBeSample(losses, level, nameof(losses));
        var room = ArrayPool<double>.Shared.Rent(losses.Length + Selection.Slack);
        try
        {
            return Of(losses, new TailWeights(level, losses.Length), room);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(room);
        }
    }

    /// <summary>A quantile, read off the sample in one of the usual ways.</summary>
    /// <param name="losses">One or more losses, in any order.</param>
    /// <param name="level">a, between 0 and 1.</param>
    /// <param name="type">How.</param>
    /// <exception cref="ArgumentException">There is no loss, one is NaN or infinite, or the level is not between 0 and 1.</exception>
    public static double Quantile(ReadOnlySpan<double> losses, double level, QuantileType type)
    {
        MustBeSample(losses, level, nameof(losses));
        double count = losses.Length;
        var place = type switch
        {
            QuantileType.Inverse => TailWeights.Rank(level, losses.Length),
            QuantileType.Weibull => level * (count + 1),
            QuantileType.Linear => (level * (count - 1)) + 1,
            QuantileType.MedianUnbiased => (level * (count + (1.0 / 3))) + (1.0 / 3),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Quantile types are 1, 6, 7 and 8."),
        };
        place = Math.Clamp(place, 1, count);
        var rank = (int)place;
        var room = new double[losses.Length + Selection.Slack];
        var below = Selection.Largest(losses, losses.Length - rank + 1, room);

        // The next larger one is the least of those selected above it.
        var above = rank < losses.Length ? Selection.Largest(losses, losses.Length - rank, room) : below;
        return below + ((place - rank) * (above - below));
    }

    /// <summary>Capital that is missing up to a required ratio, max(0, k A − w): what capital shortfall (SES) averages over the tail.</summary>
    /// <param name="ratio">k, the least ratio of equity to assets, in [0, 1].</param>
    /// <param name="assets">A, at least 0.</param>
    /// <param name="equity">w, may be negative.</param>
    public static double CapitalShortfall(double ratio, double assets, double equity) => Math.Max(0, (ratio * assets) - equity);

    /// <summary>The tail measures of every institution, over all processors.</summary>
    /// <param name="system">The system's loss in each scenario, and the level.</param>
    /// <param name="losses">For each institution, its loss in each scenario.</param>
    /// <exception cref="ArgumentException">A loss is NaN or infinite, or numbers of scenarios differ.</exception>
    /// <remarks>Each institution by itself, so that the answer is the same for any number of threads.</remarks>
    public static InstitutionTail[] Of(SystemTail system, IReadOnlyList<double[]> losses)
    {
        for (var institution = 0; institution < losses.Count; institution++)
        {
            Refuse.OtherLength(losses[institution].Length, system.Scenarios, $"losses[{institution}]", "scenario");
            Refuse.NotFinite(losses[institution], $"losses[{institution}]");
        }

        var tails = new InstitutionTail[losses.Count];
        Parallel.For(0, tails.Length, institution => tails[institution] = system.Of(losses[institution]));
        return tails;
    }

    /// <summary>VaR and ES of losses that are known to be numbers.</summary>
    internal static (double ValueAtRisk, double ExpectedShortfall) Of(ReadOnlySpan<double> losses, TailWeights tail, Span<double> room)
    {
        var valueAtRisk = Selection.Largest(losses, tail.Count, room);
        return (valueAtRisk, tail.Mean(losses, valueAtRisk));
    }

    /// <summary>Refuses what is no sample of losses and level.</summary>
    internal static void MustBeSample(ReadOnlySpan<double> losses, double level, string name)
    {
        if (losses.IsEmpty)
        {
            throw new ArgumentException("There is no loss; expected one for each scenario.", name);
        }

        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1, such as 0.95.");
        }

        Refuse.NotFinite(losses, name);
    }
}
