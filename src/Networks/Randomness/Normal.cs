using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Networks;

/// <summary>The normal distribution; draws below zero count as zero.</summary>
public sealed record Normal : Distribution
{
    /// <inheritdoc/>
    public override string Name => "normal";

    /// <summary>μ.</summary>
    [Description("Mean of the normal distribution; draws below zero count as zero.")]
    [Range(-1e300, 1e300)]
    public double Mean { get; init; }

    /// <summary>σ.</summary>
    [Description("Standard deviation.")]
    [Range(0, 1e300)]
    public double Deviation { get; init; } = 1;

    /// <inheritdoc/>
    public override double Quantile(double probability) => Mean + (Deviation * Elementary.NormalQuantile(probability));
}
