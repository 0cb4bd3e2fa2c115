using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>Probabilities of default from a scorecard: the logistic function of a weighted sum of a borrower's features.</summary>
/// <remarks>
/// PD = 1 / (1 + e^−s), s = β₀ + Σ_k β_k x_k + γ (n − 1), n the platforms that the borrower borrows on, at least 1.
/// The logit of default: Ohlson (1980), Journal of Accounting Research 18(1):109–131.
/// Terms are added in the order written, features by ascending name, so that the bits are the same everywhere.
/// </remarks>
public static class LogisticScore
{
    /// <summary>The probability of default of a score.</summary>
    /// <param name="score">s, any finite number.</param>
    /// <returns>In [0, 1]; 0 and 1 only where no number between them is nearer.</returns>
    public static double Probability(double score)
    {
        // Either way the power is at most 1: large scores lose no digits and never divide infinity by itself.
        var power = Elementary.Exp(-Math.Abs(score));
        return score < 0 ? power / (1 + power) : 1 / (1 + power);
    }

    /// <summary>The probability of default of each institution.</summary>
    /// <param name="score">The coefficients.</param>
    /// <param name="network">Gives the features that they weigh, and the platforms.</param>
    /// <param name="platforms">How many platforms each borrows on; null for what the network says.</param>
    /// <returns>By institution; NaN for one that lacks a feature.</returns>
    /// <exception cref="ArgumentException">The network has no such feature.</exception>
    public static double[] Probabilities(CreditScore score, Network network, IReadOnlyList<int>? platforms = null)
    {
        var scores = new double[network.Count];
        Array.Fill(scores, score.Intercept);
        foreach (var (name, weight) in score.Weights.ByName)
        {
            AddFeature(scores, weight, network.Features is { } features ? features.Of(name) : [], name);
        }

        for (var borrower = 0; borrower < scores.Length; borrower++)
        {
            scores[borrower] = Probability(scores[borrower] + (score.PerPlatform * (Math.Max(1, platforms?[borrower] ?? network.PlatformsOf(borrower)) - 1)));
        }

        return scores;
    }

    private static void AddFeature(double[] scores, double weight, ReadOnlySpan<double> feature, string name)
    {
        if (feature.Length != scores.Length)
        {
            throw new ArgumentException($"The network has no feature '{name}'.", nameof(feature));
        }

        for (var borrower = 0; borrower < scores.Length; borrower++)
        {
            scores[borrower] += weight * feature[borrower];
        }
    }
}
