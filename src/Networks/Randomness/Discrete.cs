using System.ComponentModel;

namespace Contagion.Networks;

/// <summary>One of some sizes, each with its weight.</summary>
public sealed record Discrete : Distribution
{
    /// <inheritdoc/>
    public override string Name => "discrete";

    /// <summary>The sizes, ascending.</summary>
    [Description("The sizes, ascending.")]
    public IReadOnlyList<double> Sizes { get; init; } = [0, 1];

    /// <summary>How often each is drawn, on any scale.</summary>
    [Description("How often each size is drawn, on any scale; all alike unless given.")]
    public IReadOnlyList<double>? Weights { get; init; }

    /// <inheritdoc/>
    public override double Quantile(double probability)
    {
        var left = probability * (Weights?.Sum() ?? Sizes.Count);
        for (var size = 0; size < Sizes.Count - 1; size++)
        {
            left -= Weights?[size] ?? 1;
            if (left < 0)
            {
                return Sizes[size];
            }
        }

        return Sizes[^1];
    }

    /// <inheritdoc/>
    public override string? Fault()
    {
        if (Sizes.Count == 0 || Sizes.Any(size => size < 0) || Sizes.Zip(Sizes.Skip(1)).Any(pair => pair.First > pair.Second))
        {
            return "'sizes' must be ascending numbers, at least 0, at least one";
        }

        return Weights is null || (Weights.Count == Sizes.Count && Weights.All(weight => weight >= 0) && Weights.Sum() > 0)
            ? null
            : "'weights' must be as many as 'sizes', at least 0, and not all zero";
    }

    /// <inheritdoc/>
    public bool Equals(Discrete? other) => other is not null && Common == other.Common && Sizes.SequenceEqual(other.Sizes)
        && (Weights is null ? other.Weights is null : other.Weights is not null && Weights.SequenceEqual(other.Weights));

    /// <inheritdoc/>
    public override int GetHashCode() => Sizes.Count;
}
