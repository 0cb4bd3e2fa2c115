using System.ComponentModel;

namespace Contagion.Model;

/// <summary>Contagion weighted by centrality, models.md 9.3: CWC(c) = Σ c ℓ / Σ c.</summary>
public sealed record CentralityWeightedSettings
{
    /// <summary>The centralities c, before any shock.</summary>
    [Description("The centralities that weight losses, before any shock: one row and column each. PageRank from both sides unless given.")]
    public IReadOnlyList<Measure> By { get; init; } = [Measure.PagerankVulnerability, Measure.Pagerank];

    /// <summary>The losses ℓ.</summary>
    [Description("The losses that are weighted, each between 0 and 1.")]
    public IReadOnlyList<LossVariant> Variants { get; init; } = [LossVariant.Equity, LossVariant.Assets, LossVariant.Defaults, LossVariant.Others];

    /// <summary>Whether the mean loss is told by distance from the most central institution as well.</summary>
    [Description("Whether the mean loss is told ring by ring around the most central institution as well, in rings.csv.")]
    public bool Rings { get; init; } = true;

    /// <inheritdoc/>
    public bool Equals(CentralityWeightedSettings? other) => other is not null && By.SequenceEqual(other.By) && Variants.SequenceEqual(other.Variants) && Rings == other.Rings;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(By.Count, Variants.Count, Rings);
}
