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
    public Task<RunProgress> Start(string run, RunOrder order, CancellationToken cancellationToken) => Ask(run, grain => grain.Start(order), cancellationToken);

    /// <inheritdoc/>
    public Task<RunProgress> Look(string run, CancellationToken cancellationToken) => Ask(run, grain => grain.Look(), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<NumberedBlock>> Read(string run, long after, CancellationToken cancellationToken) => store.Read(run, after, ReadBytesMax).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task Cancel(string run, CancellationToken cancellationToken) => Ask(run, grain => grain.Cancel(), cancellationToken);

    /// <inheritdoc/>
    public Task Drop(string run, CancellationToken cancellationToken) => Asking.Ask(() => grains.GetGrain<IRunGrain>(run).Drop(), cancellationToken);

    private Task<T> Ask<T>(string run, Func<IRunGrain, Task<T>> ask, CancellationToken cancellationToken) =>
        Asking.Ask(() => ask(grains.GetGrain<IRunGrain>(run)), cancellationToken);
}
