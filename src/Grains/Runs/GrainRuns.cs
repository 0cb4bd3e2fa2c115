using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>Runs on the cluster that this process is part of, or a client of.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="store">Where it keeps blocks.</param>
public sealed class GrainRuns(IGrainFactory grains, IBlockStore store) : IRemoteRuns
{
    /// <summary>Records that are read at a time, in bytes.</summary>
    public const long ReadBytesMax = 64 << 20;

    /// <inheritdoc/>
    public Task<RunProgress> Start(string run, RunOrder order, CancellationToken cancellationToken) => grains.GetGrain<IRunGrain>(run).Start(order).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<RunProgress> Look(string run, CancellationToken cancellationToken) => grains.GetGrain<IRunGrain>(run).Look().WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<NumberedBlock>> Read(string run, long after, CancellationToken cancellationToken) => store.Read(run, after, ReadBytesMax).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task Cancel(string run, CancellationToken cancellationToken) => grains.GetGrain<IRunGrain>(run).Cancel().WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task Drop(string run, CancellationToken cancellationToken) => grains.GetGrain<IRunGrain>(run).Drop().WaitAsync(cancellationToken);
}
