using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>Shapley attribution of the tail, models.md 9.6: v(S) is the expected shortfall of the losses of S together.</summary>
public sealed record ShapleySettings
{
    /// <summary>The most permutations.</summary>
    public const int PermutationsMax = 10_000_000;

    /// <summary>To whom.</summary>
    [Description("To whom the tail is attributed.")]
    public MetricUnit By { get; init; }

    /// <summary>The level of the expected shortfall.</summary>
    [Description("The level of the expected shortfall: the tail is the worst 1 - level of all replications.")]
    [Range(0.01, 0.9999)]
    public double Level { get; init; } = 0.95;

    /// <summary>Which losses.</summary>
    [Description("The losses that are summed up.")]
    public LossPart Loss { get; init; }

    /// <summary>Orders that are drawn where there are too many to go over.</summary>
    [Description("Orders of entry that are drawn, half of them the reverse of the others, where there are more than 12 to attribute to; up to 12 it is exact.")]
    [Range(2, PermutationsMax)]
    public int Permutations { get; init; } = 1000;
}
