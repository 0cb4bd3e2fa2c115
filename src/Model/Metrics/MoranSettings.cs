using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>Moran's I of relative losses on the exposure network, models.md 9.7.</summary>
public sealed record MoranSettings
{
    /// <summary>The most permutations.</summary>
    public const int PermutationsMax = 10_000_000;

    /// <summary>Which losses.</summary>
    [Description("The losses of equity, over initial equity, whose neighbourhood is measured.")]
    public LossPart Loss { get; init; }

    /// <summary>Rearrangements that are drawn for the test.</summary>
    [Description("Rearrangements of losses that are drawn for the test; up to 8 institutions all of them are gone over.")]
    [Range(1, PermutationsMax)]
    public int Permutations { get; init; } = 9999;
}
