using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>Contagion weighted by a centrality over the replications of a run, beside the same losses with everybody counted alike.</summary>
/// <param name="By">The centrality c, before any shock.</param>
/// <param name="Variant">The loss ℓ.</param>
/// <param name="Weighted">CWC(c) = Σ c ℓ / Σ c.</param>
/// <param name="Plain">The plain mean of ℓ.</param>
/// <param name="Ratio">Mean of the one over mean of the other: above 1, contagion is concentrated at the centre. NaN where nothing is lost.</param>
/// <param name="RatioConfidence95">95 % confidence interval of the ratio; null where there is none.</param>
public sealed record WeightedContagion(Measure By, LossVariant Variant, Distribution Weighted, Distribution Plain, double Ratio, (double Low, double High)? RatioConfidence95)
{
    /// <summary>Every measure with every variant, in the order of the settings.</summary>
    /// <param name="settings">What is measured.</param>
    /// <param name="measured">The run with its numbers, <see cref="ReplicationMeasures.Add"/>.</param>
    public static IReadOnlyList<WeightedContagion> Of(CentralityWeightedSettings settings, RunResult measured) =>
        [.. settings.By.SelectMany(by => settings.Variants.Select(variant => Of(by, variant, measured.Replications)))];

    private static WeightedContagion Of(Measure by, LossVariant variant, IReadOnlyList<ReplicationResult> replications)
    {
        var (name, plainName) = (WeightedLoss.NameOf(variant, by), WeightedLoss.NameOf(variant, null));
        var pairs = replications.Select(one => (Weighted: one.Measured[name], Plain: one.Measured[plainName])).ToArray();
        var (weighted, plain) = (Distribution.Of(pairs.Select(pair => pair.Weighted)), Distribution.Of(pairs.Select(pair => pair.Plain)));
        if (!(weighted.Mean is { } mean && plain.Mean is { } among and > 0))
        {
            return new WeightedContagion(by, variant, weighted, plain, double.NaN, null);
        }

        // The ratio of two means: its error is that of y − R x over the mean of x, Cochran (1977), Sampling Techniques, 3rd edition, 6.4.
        var ratio = mean / among;
        var residual = Distribution.Of(pairs.Select(pair => pair.Weighted - (ratio * pair.Plain)));
        return new WeightedContagion(by, variant, weighted, plain, ratio, residual.Confidence95 is var (low, high) ? (ratio - ((high - low) / 2 / among), ratio + ((high - low) / 2 / among)) : null);
    }
}
