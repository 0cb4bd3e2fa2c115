using Contagion.Engine;

namespace Contagion.Analysis;

/// <summary>A feature in a logistic score.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Mean">Its mean over the platforms it was trained on.</param>
/// <param name="Deviation">Its standard deviation over them, at least <see cref="LogisticScorer.DeviationMin"/>.</param>
/// <param name="Weight">What one standard deviation adds to the logit of failure.</param>
public sealed record WeighedFeature(string Name, double Mean, double Deviation, double Weight);

/// <summary>The logistic function of a weighted sum of standardised features.</summary>
/// <remarks>
/// p = 1 / (1 + e^−s), s = β₀ + Σ_k β_k (x_k − mean_k) / deviation_k, added in the order of the features.
/// The logit of failure: Ohlson (1980), Journal of Accounting Research 18(1):109–131; <c>models.md</c> 6.2.
/// </remarks>
public sealed class LogisticScorer : IScorer
{
    /// <summary>The largest weight and intercept. With features up to 1e150 and this least deviation all sums stay finite.</summary>
    public const double WeightMax = 1e50;

    /// <summary>The least standard deviation.</summary>
    public const double DeviationMin = 1e-100;

    /// <summary>Takes weights as they are.</summary>
    /// <param name="intercept">The logit of failure of a platform whose features are all at their means.</param>
    /// <param name="weights">The features.</param>
    public LogisticScorer(double intercept, IReadOnlyList<WeighedFeature> weights)
    {
        (Intercept, Weights) = (intercept, weights);
        Features = [.. weights.Select(weight => weight.Name)];
    }

    /// <summary>β₀.</summary>
    public double Intercept { get; }

    /// <summary>β by feature.</summary>
    public IReadOnlyList<WeighedFeature> Weights { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Features { get; }

    /// <inheritdoc/>
    public double Score(ReadOnlySpan<double> features) => LogisticScore.Probability(Logit(features));

    /// <summary>s, the logit of the probability of failure.</summary>
    public double Logit(ReadOnlySpan<double> features)
    {
        var logit = Intercept;
        for (var feature = 0; feature < Weights.Count; feature++)
        {
            var (_, mean, deviation, weight) = Weights[feature];
            logit += weight * ((features[feature] - mean) / deviation);
        }

        return logit;
    }
}
