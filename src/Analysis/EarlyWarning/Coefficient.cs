using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>What training found of a feature of a logistic score.</summary>
/// <param name="Feature">The feature, with its weight for one standard deviation.</param>
/// <param name="StandardError">Standard error of that weight.</param>
public sealed record Coefficient(WeighedFeature Feature, double StandardError)
{
    /// <summary>By what one standard deviation more multiplies the odds of failure.</summary>
    public double OddsRatio => Elementary.Exp(Feature.Weight);

    /// <summary>By what one unit more multiplies the odds of failure.</summary>
    public double OddsRatioOfUnit => Elementary.Exp(Feature.Weight / Feature.Deviation);

    /// <summary>The probability of an estimate at least as far from 0 if the feature had nothing to do with failure (Wald, two-sided).</summary>
    public double PValue => 2 * Elementary.NormalCdf(-Math.Abs(Feature.Weight / StandardError));
}
