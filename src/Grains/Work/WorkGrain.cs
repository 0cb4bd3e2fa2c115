namespace Contagion.Grains;

/// <inheritdoc cref="IWorkGrain"/>
[DealtPlacement]
public sealed class WorkGrain(Workshop workshop, IBlockStore store) : Grain, IWorkGrain
{
    /// <inheritdoc/>
    public async Task<WorkReport> Compute(WorkOrder order, CancellationToken cancellationToken)
    {
        var (blocks, timeMs, failure) = await workshop.Compute(order, cancellationToken);
        var isKept = blocks.Count == 0 || await store.Keep(order.Run, order.Attempt, blocks);
        return new WorkReport(isKept ? blocks.Count : 0, !isKept, timeMs, failure);
    }
}
