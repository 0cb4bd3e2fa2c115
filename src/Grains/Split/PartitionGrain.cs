using System.Diagnostics;
using System.Runtime.InteropServices;
using Contagion.Engine;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Contagion.Grains;

/// <inheritdoc cref="IPartitionGrain"/>
/// <remarks>Partitions ask each other: to ask twice changes nothing, so that an answer that is lost is asked for again, and nobody has to know who has heard what.</remarks>
[DealtPlacement, Reentrant, CollectionAgeLimit(Minutes = 2)]
public sealed class PartitionGrain(Workshop workshop, Sweeps sweeps, IBlockStore store, SiloVersion version, WorkMeter meter, ILogger<PartitionGrain> log) : Grain, IPartitionGrain
{
    /// <summary>Shorter than one waits for an answer.</summary>
    private static readonly TimeSpan TellWithin = TimeSpan.FromSeconds(10);

    private Partition? _partition;
    private int _block = -1;
    private long _step = -1;
    private (ToldStep? Before, ToldStep? Last) _told;
    private TaskCompletionSource _hasTold = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public async Task<WorkReport> Compute(PartitionOrder order, CancellationToken cancellationToken)
    {
        version.Expect(order.Order);
        using var span = RunTrace.Begin("compute a partition", order.Run);
        var watch = Stopwatch.StartNew();
        try
        {
            var record = await Record(order, cancellationToken);
            if (IndexOf(out _) > 0)
            {
                return new WorkReport(1, false, watch.Elapsed.TotalMilliseconds, null);
            }

            var keeping = Stopwatch.StartNew();
            var isKept = await Keep(order, [new KeptBlock(order.Block, record)], cancellationToken);
            meter.Kept(keeping.Elapsed);
            return new WorkReport(isKept ? 1 : 0, !isKept, watch.Elapsed.TotalMilliseconds, null);
        }
        catch (ReplicationException failure)
        {
            Drop();
            return new WorkReport(0, false, watch.Elapsed.TotalMilliseconds, failure.Failed);
        }
        catch
        {
            Drop();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task Forget()
    {
        Drop();
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<ToldStep?> Told(int block, long step)
    {
        for (var waiting = Stopwatch.StartNew(); block > _block || step > _step;)
        {
            var left = TellWithin - waiting.Elapsed;
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            await Task.WhenAny(_hasTold.Task, Task.Delay(left));
        }

        return (block == _block, _step - step) switch
        {
            (true, 0) => _told.Last,
            (true, 1) => _told.Before,
            _ => throw new InvalidOperationException($"Step {step} of block {block} is over."),
        };
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Drop();
        return Task.CompletedTask;
    }

    private static byte[] BytesOf(ReadOnlyMemory<byte> told) =>
        MemoryMarshal.TryGetArray(told, out var segment) && segment.Array!.Length == segment.Count ? segment.Array : told.ToArray();

    private int IndexOf(out int partitions)
    {
        var parts = this.GetPrimaryKeyString().Split('/');
        partitions = int.Parse(parts[^2], System.Globalization.CultureInfo.InvariantCulture);
        return int.Parse(parts[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<byte[]> Record(PartitionOrder order, CancellationToken cancellationToken)
    {
        var index = IndexOf(out var partitions);
        var key = this.GetPrimaryKeyString();
        var others = Enumerable.Range(0, partitions).Select(other => GrainFactory.GetGrain<IPartitionGrain>($"{key[..key.LastIndexOf('/')]}/{other}")).ToArray();
        var computer = await workshop.Find(order.Order, cancellationToken);
        if (_partition is null)
        {
            var carry = CarryBy(key);
            // Room for a large network takes its time: calls of others are answered meanwhile.
            _partition = await workshop.Work(() => new Partition(computer, index, partitions, order.Order.Granularity, carry, CancellationToken.None), cancellationToken);
        }

        var partition = _partition;
        var (rounds, exposures, working) = (partition.Rounds, partition.Exposures, Stopwatch.StartNew());
        partition.Begin(order.Block);
        (_block, _step, _told) = (order.Block, -1, default);
        ReadOnlyMemory<byte>[] heard = [];
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = await workshop.Work(() => partition.StepAsync(_step + 1, heard), cancellationToken);
            Tell(new ToldStep(BytesOf(answer.Told)));
            if (answer.Record is { } record)
            {
                if (index == 0)
                {
                    meter.Worked(1, partition.Rounds - rounds, partition.Exposures - exposures, working.Elapsed);
                }

                return record;
            }

            heard = await Hear(others, index, order, cancellationToken);
        }
    }

    private void Tell(ToldStep told)
    {
        (_step, _told) = (_step + 1, (_told.Last, told));
        Interlocked.Exchange(ref _hasTold, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>Waits for what all others told in the step that this partition has told last.</summary>
    private async Task<ReadOnlyMemory<byte>[]> Hear(IPartitionGrain[] others, int index, PartitionOrder order, CancellationToken cancellationToken)
    {
        var waiting = Stopwatch.StartNew();
        var heard = await Task.WhenAll(others.Select((other, place) => place == index ? Task.FromResult(ReadOnlyMemory<byte>.Empty) : Hear(other, order, cancellationToken)));
        meter.WaitedAtBarrier(waiting.Elapsed);
        meter.Heard(heard.Sum(told => (long)told.Length));
        return heard;
    }

    private async Task<ReadOnlyMemory<byte>> Hear(IPartitionGrain other, PartitionOrder order, CancellationToken cancellationToken)
    {
        var (block, step) = (_block, _step);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (await other.Told(block, step).WaitAsync(cancellationToken) is { } told)
                {
                    return told.Bytes;
                }
            }
            catch (TimeoutException)
            {
                // The answer was lost or comes too late: asked again, it is the same.
            }

            // Where the run's own silo has died as well nobody says that the others have begun again.
            if (!await Keep(order, [], cancellationToken))
            {
                throw new OperationCanceledException("The attempt is no longer the run's.");
            }
        }
    }

    /// <summary>Keeps records, or only asks whether the attempt is still the run's.</summary>
    private Task<bool> Keep(PartitionOrder order, KeptBlock[] blocks, CancellationToken cancellationToken) =>
        log.Patiently(order.Run, () => store.Keep(order.Run, order.Attempt, blocks), cancellationToken);

    /// <summary>Lets the actors of a partition carry their institutions; called from the partition's own thread.</summary>
    private Action<ReadOnlyMemory<int>, Action<int>> CarryBy(string key)
    {
        var (sweep, grains) = (sweeps.Add(key), GrainFactory);
        return (actors, carry) =>
        {
            var number = sweep.Begin(actors.Length, carry);
            var calls = new Task[actors.Length];
            for (var place = 0; place < calls.Length; place++)
            {
                calls[place] = grains.GetGrain<IActorGrain>($"{key}#{actors.Span[place]}").Carry(number, place);
            }

            try
            {
                Task.WhenAll(calls).GetAwaiter().GetResult();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A fault of the cluster, and not of the replication.
                throw new IOException($"An actor of the partition {key} could not be reached.", failure);
            }

            sweep.End();
        };
    }

    private void Drop()
    {
        sweeps.Remove(this.GetPrimaryKeyString());
        if (Interlocked.Exchange(ref _partition, null) is { } partition)
        {
            // It may be in the middle of a sweep.
            _ = Task.Run(partition.Dispose);
        }
    }
}
