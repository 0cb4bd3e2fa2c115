using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Networks;

/// <summary>A size whose logarithm is normal.</summary>
public sealed record LogNormal : Distribution
{
    /// <inheritdoc/>
    public override string Name => "log-normal";

    /// <summary>e^μ.</summary>
    [Description("Median of the size.")]
    [Range(0, 1e300)]
    public double Median { get; init; } = 1;

    /// <summary>σ.</summary>
    [Description("Standard deviation of the size's natural logarithm.")]
    [Range(0, 100)]
    public double Deviation { get; init; } = 1;

    /// <inheritdoc/>
    public override double Quantile(double probability) => Median * Elementary.Exp(Deviation * Elementary.NormalQuantile(probability));
}
