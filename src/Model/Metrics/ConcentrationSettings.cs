using System.ComponentModel;

namespace Contagion.Model;

/// <summary>Concentration, models.md 9.5: of losses, and of what institutions have before any shock.</summary>
public sealed record ConcentrationSettings
{
    /// <summary>Measures whose concentration is told beside that of losses.</summary>
    [Description("Measures whose concentration is told beside that of losses. assets, network-assets and network-liabilities unless given.")]
    public IReadOnlyList<Measure> By { get; init; } = [Measure.Assets, Measure.NetworkAssets, Measure.NetworkLiabilities];

    /// <inheritdoc/>
    public bool Equals(ConcentrationSettings? other) => other is not null && By.SequenceEqual(other.By);

    /// <inheritdoc/>
    public override int GetHashCode() => By.Count;
}
