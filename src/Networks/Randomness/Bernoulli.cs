using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Networks;

/// <summary>A size with a probability, else nothing.</summary>
public sealed record Bernoulli : Distribution
{
    /// <inheritdoc/>
    public override string Name => "bernoulli";

    /// <summary>How likely the shock is.</summary>
    [Description("Probability that the shock happens.")]
    [Range(0, 1)]
    public double Probability { get; init; } = 0.5;

    /// <summary>Its size when it happens.</summary>
    [Description("Size of the shock when it happens; it is zero otherwise.")]
    [Range(0, 1e300)]
    public double Size { get; init; } = 1;

    /// <inheritdoc/>
    public override double Quantile(double probability) => probability >= 1 - Probability ? Size : 0;
}
