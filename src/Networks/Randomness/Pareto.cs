using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Networks;

/// <summary>A size with a power-law tail: P(X > x) = (scale / x)^exponent for x ≥ scale.</summary>
public sealed record Pareto : Distribution
{
    /// <inheritdoc/>
    public override string Name => "pareto";

    /// <summary>Smallest size.</summary>
    [Description("Smallest size.")]
    [Range(0, 1e300)]
    public double Scale { get; init; } = 1;

    /// <summary>α.</summary>
    [Description("Exponent of the tail; the smaller, the heavier. The mean is finite above 1.")]
    [Range(0.01, 1e6)]
    public double Exponent { get; init; } = 2;

    /// <inheritdoc/>
    public override double Quantile(double probability) => Scale * Elementary.Exp(-Elementary.Log(1 - probability) / Exponent);
}
