using System.Globalization;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Contagion.Grains;

/// <inheritdoc cref="DealtPlacement"/>
public sealed class DealtPlacementDirector : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var key = target.GrainIdentity.Key.ToString()!;
        var number = int.Parse(key.AsSpan(key.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        // Every silo sees them in the same order.
        var silos = context.GetCompatibleSilos(target).OrderBy(silo => silo).ToArray();
        return Task.FromResult(silos[number % silos.Length]);
    }
}
