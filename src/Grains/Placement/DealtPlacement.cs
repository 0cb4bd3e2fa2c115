using Orleans.Placement;
using Orleans.Runtime;

namespace Contagion.Grains;

/// <summary>Deals grains over silos in turn by the number at the end of their keys, so that work is spread evenly and as wide as there are silos.</summary>
[GenerateSerializer, Immutable]
public sealed class DealtPlacement : PlacementStrategy;

/// <inheritdoc cref="DealtPlacement"/>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DealtPlacementAttribute() : PlacementAttribute(new DealtPlacement());
