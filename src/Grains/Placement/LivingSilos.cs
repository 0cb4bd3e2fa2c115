using Orleans.Runtime;

namespace Contagion.Grains;

/// <summary>How much silos compute at a time, all taken to be like this one.</summary>
/// <param name="oracle">Knows who is alive.</param>
/// <param name="workshop">What this silo computes with.</param>
public sealed class LivingSilos(ISiloStatusOracle oracle, Workshop workshop) : IClusterSize
{
    /// <inheritdoc/>
    public ValueTask<int> Places() => ValueTask.FromResult(2 * workshop.Processors * Count);

    /// <inheritdoc/>
    public ValueTask<int> Silos() => ValueTask.FromResult(Count);

    private int Count => Math.Max(1, oracle.GetApproximateSiloStatuses(onlyActive: true).Count);
}
