using System.Collections.Concurrent;
using System.Diagnostics;
using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>What a silo computes blocks with: as many at a time as it has processors, scenarios prepared once and kept while they are in use.</summary>
public sealed class Workshop : IDisposable
{
    /// <summary>Scenarios that a silo keeps prepared at once; another is prepared again when its turn comes.</summary>
    public const int PreparedMax = 8;

    private readonly SharedScenarios _scenarios;
    private readonly WorkMeter _meter;
    private readonly SemaphoreSlim _gate;
    private readonly Lock _lock = new();
    private readonly LinkedList<(RunOrder Order, Lazy<Task<Prepared>> Prepared)> _prepared = [];

    /// <param name="scenarios">Where scenarios are found.</param>
    /// <param name="meter">Told how it goes.</param>
    /// <param name="processors">How many blocks are computed at a time.</param>
    public Workshop(SharedScenarios scenarios, WorkMeter meter, int processors)
    {
        (_scenarios, _meter, Processors) = (scenarios, meter, processors);
        _gate = new SemaphoreSlim(processors, processors);
    }

    /// <summary>How many blocks are computed at a time.</summary>
    public int Processors { get; }

    /// <summary>Computes the first of some blocks, and further ones while there is time.</summary>
    public async Task<(IReadOnlyList<KeptBlock> Blocks, double TimeMs, FailedReplication? Failure)> Compute(WorkOrder order, CancellationToken cancellationToken)
    {
        var prepared = await FindPrepared(order.Order, cancellationToken);
        return await Work(() => prepared.Compute(order, _meter, cancellationToken), cancellationToken);
    }

    /// <summary>Does work that takes a processor, once there is one.</summary>
    // Kernels have threads of their own: those of the silo answer calls.
    public Task<T> Work<T>(Func<T> work, CancellationToken cancellationToken) =>
        Work(() => Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default), cancellationToken);

    /// <summary>Does work that takes a processor, on a thread that it has, once there is one.</summary>
    public async Task<T> Work<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await Wait(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The scenario of a run, ready to be computed.</summary>
    public async Task<BlockComputer> Find(RunOrder order, CancellationToken cancellationToken) => (await FindPrepared(order, cancellationToken)).Computer;

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task Wait(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        _meter.Queue(1);
        try
        {
            await _gate.WaitAsync(cancellationToken);
        }
        finally
        {
            _meter.Queue(-1);
        }

        _meter.Waited(watch.Elapsed);
    }

    private async Task<Prepared> FindPrepared(RunOrder order, CancellationToken cancellationToken)
    {
        Lazy<Task<Prepared>> found;
        lock (_lock)
        {
            var node = _prepared.First;
            while (node is not null && node.Value.Order != order)
            {
                node = node.Next;
            }

            found = node?.Value.Prepared ?? new Lazy<Task<Prepared>>(() => Prepare(order));
            if (node is not null)
            {
                _prepared.Remove(node);
            }

            _prepared.AddFirst((order, found));
            if (_prepared.Count > PreparedMax)
            {
                _prepared.RemoveLast();
            }
        }

        try
        {
            return await found.Value.WaitAsync(cancellationToken);
        }
        catch when (found.Value.IsFaulted)
        {
            // Whoever asks next tries again.
            lock (_lock)
            {
                _prepared.Remove((order, found));
            }

            throw;
        }
    }

    private async Task<Prepared> Prepare(RunOrder order)
    {
        var (scenario, network) = await _scenarios.Find(order.Content);
        var kept = ChannelSwitch.Keep(scenario with { Run = scenario.Run with { Path = order.Path } }, order.Channels);
        var options = new RunOptions { GoesOnAfterFailure = order.GoesOnAfterFailure, IsAudited = order.IsAudited };
        return new Prepared(await Task.Run(() => new BlockComputer(kept, network, options)));
    }

    /// <summary>A scenario ready to be computed, with room that is used again.</summary>
    private sealed class Prepared(BlockComputer computer)
    {
        private readonly ConcurrentBag<BlockWorker> _idle = [];

        public BlockComputer Computer => computer;

        public (IReadOnlyList<KeptBlock> Blocks, double TimeMs, FailedReplication? Failure) Compute(WorkOrder order, WorkMeter meter, CancellationToken cancellationToken)
        {
            var (done, watch) = (new List<KeptBlock>(), Stopwatch.StartNew());
            var worker = _idle.TryTake(out var idle) ? idle : computer.NewWorker();
            var (rounds, exposures) = (worker.Rounds, worker.Exposures);
            try
            {
                foreach (var block in order.Blocks)
                {
                    done.Add(new KeptBlock(block, worker.Record(block, cancellationToken)));
                    if (watch.Elapsed.TotalMilliseconds >= order.TimeMs)
                    {
                        break;
                    }
                }
            }
            catch (ReplicationException failure)
            {
                return (done, watch.Elapsed.TotalMilliseconds, failure.Failed);
            }

            meter.Worked(done.Count, worker.Rounds - rounds, worker.Exposures - exposures, watch.Elapsed);
            // Room in which a block was broken off is left to the collector.
            _idle.Add(worker);
            return (done, watch.Elapsed.TotalMilliseconds, null);
        }
    }
}
