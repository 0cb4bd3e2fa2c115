using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>How a borrower's features and the platforms that it borrows on make its probability of default: the logistic function of
/// β₀ + Σ β_k x_k + γ (n_platforms − 1).</summary>
public sealed record CreditScore
{
    /// <summary>The largest coefficient or feature: products of two, and sums of them, stay finite.</summary>
    public const double NumberMax = 1e150;

    /// <summary>β₀.</summary>
    [Description("Score (logit of the probability of default) of a borrower whose features are all 0 and who borrows on one platform.")]
    [Range(-NumberMax, NumberMax)]
    public required double Intercept { get; init; }

    /// <summary>β by feature.</summary>
    [Description("What one unit of a feature adds to the score, under the name of its column in the file of features.")]
    [Range(-NumberMax, NumberMax)]
    public NamedNumbers Weights { get; init; } = NamedNumbers.None;

    /// <summary>γ.</summary>
    [Description("What each platform that the borrower borrows on adds to the score, the first one left aside.")]
    [Range(-NumberMax, NumberMax)]
    public double PerPlatform { get; init; }
}
