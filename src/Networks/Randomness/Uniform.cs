using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Networks;

/// <summary>Every size between two bounds is as likely.</summary>
public sealed record Uniform : Distribution
{
    /// <inheritdoc/>
    public override string Name => "uniform";

    /// <summary>Lower bound.</summary>
    [Description("Lower bound.")]
    [Range(0, 1e300)]
    public double Low { get; init; }

    /// <summary>Upper bound.</summary>
    [Description("Upper bound.")]
    [Range(0, 1e300)]
    public double High { get; init; } = 1;

    /// <inheritdoc/>
    public override double Quantile(double probability) => Low + ((High - Low) * probability);

    /// <inheritdoc/>
    public override string? Fault() => Low <= High ? null : "'low' is above 'high'; expected it at or below";
}
