using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>Tail measures of simulated losses, models.md 9.4.</summary>
public sealed record TailSettings
{
    /// <summary>The fewest resamples: fewer leave the ends of an interval to a handful of draws.</summary>
    public const int BootstrapMin = 100;

    /// <summary>The most resamples.</summary>
    public const int BootstrapMax = 100_000;

    /// <summary>The confidence levels.</summary>
    [Description("The levels a, each above 0 and below 1: the tail is the worst 1 - a of all replications. 0.95 and 0.99 unless given.")]
    [Range(0.01, 0.9999)]
    public IReadOnlyList<double> Levels { get; init; } = [0.95, 0.99];

    /// <summary>Which losses.</summary>
    [Description("The losses that are summed up.")]
    public LossPart Loss { get; init; }

    /// <summary>Whom MES, SES and CoVaR are told for.</summary>
    [Description("Whom MES, SES and CoVaR are told for.")]
    public MetricUnit By { get; init; }

    /// <summary>k of SES.</summary>
    [Description("Equity that an institution should have, as a share of its total assets before the shocks: what it lacks in the tail is its SES.")]
    [Range(0, 1)]
    public double MinimumCapital { get; init; } = 0.08;

    /// <summary>Resamples for confidence intervals.</summary>
    [Description("Resamples of the replications for 95% intervals.")]
    [Range(BootstrapMin, BootstrapMax)]
    public int Bootstrap { get; init; } = 1000;

    /// <inheritdoc/>
    public bool Equals(TailSettings? other) => other is not null && Levels.SequenceEqual(other.Levels)
        && (Loss, By, MinimumCapital, Bootstrap) == (other.Loss, other.By, other.MinimumCapital, other.Bootstrap);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Levels.Count, Loss, By, MinimumCapital, Bootstrap);
}
