using System.Diagnostics;

namespace Contagion.Grains;

/// <inheritdoc cref="IWorkGrain"/>
[DealtPlacement]
public sealed class WorkGrain(Workshop workshop, IBlockStore store, SiloVersion version, WorkMeter meter) : Grain, IWorkGrain
{
    /// <inheritdoc/>
    public async Task<WorkReport> Compute(WorkOrder order, CancellationToken cancellationToken)
    {
        version.Expect(order.Order);
        using var span = RunTrace.Begin("compute blocks", order.Run);
        var (blocks, timeMs, failure) = await workshop.Compute(order, cancellationToken);
        if (blocks.Count == 0)
        {
            return new WorkReport(0, false, timeMs, failure);
        }

        var keeping = Stopwatch.StartNew();
        var isKept = await store.Keep(order.Run, order.Attempt, blocks);
        meter.Kept(keeping.Elapsed);
        return new WorkReport(isKept ? blocks.Count : 0, !isKept, timeMs, failure);
    }
}
