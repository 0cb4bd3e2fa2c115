using System.Diagnostics;
using System.Runtime.InteropServices;
using Contagion.Engine;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Contagion.Grains;

/// <inheritdoc cref="IPartitionGrain"/>
/// <remarks>Partitions ask each other: to ask twice changes nothing, so that an answer that is lost is asked for again, and nobody has to know who has heard what.</remarks>
[DealtPlacement, Reentrant, CollectionAgeLimit(Minutes = 2)]
public sealed class PartitionGrain(Workshop workshop, Sweeps sweeps, IBlockStore store, WorkMeter meter) : Grain, IPartitionGrain
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
            var isKept = await store.Keep(order.Run, order.Attempt, [new KeptBlock(order.Block, record)]);
            meter.Kept(keeping.Elapsed);
            return new WorkReport(isKept ? 1 : 0, !isKept, watch.Elapsed.TotalMilliseconds, null);
        }
        catch (ReplicationException failure)
        {
            Forget();
            return new WorkReport(0, false, watch.Elapsed.TotalMilliseconds, failure.Failed);
        }
        catch
        {
            Forget();
            throw;
        }
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
        Forget();
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
        _partition ??= new Partition(computer, index, partitions, order.Order.Granularity, CarryBy(key), CancellationToken.None);
        var (rounds, exposures, working) = (_partition.Rounds, _partition.Exposures, Stopwatch.StartNew());
        _partition.Begin(order.Block);
        (_block, _step, _told) = (order.Block, -1, default);
        ReadOnlyMemory<byte>[] heard = [];
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = await workshop.Carry(() => _partition.StepAsync(_step + 1, heard), cancellationToken);
            Tell(new ToldStep(BytesOf(answer.Told)));
            if (answer.Record is { } record)
            {
                if (index == 0)
                {
                    meter.Worked(1, _partition.Rounds - rounds, _partition.Exposures - exposures, working.Elapsed);
                }

                return record;
            }

            heard = await Hear(others, index, cancellationToken);
        }
    }

    private void Tell(ToldStep told)
    {
        (_step, _told) = (_step + 1, (_told.Last, told));
        Interlocked.Exchange(ref _hasTold, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>Waits for what all others told in the step that this partition has told last.</summary>
    private async Task<ReadOnlyMemory<byte>[]> Hear(IPartitionGrain[] others, int index, CancellationToken cancellationToken)
    {
        var waiting = Stopwatch.StartNew();
        var heard = await Task.WhenAll(others.Select((other, place) => place == index ? Task.FromResult(ReadOnlyMemory<byte>.Empty) : Hear(other, cancellationToken)));
        meter.WaitedAtBarrier(waiting.Elapsed);
        meter.Heard(heard.Sum(told => (long)told.Length));
        return heard;
    }

    private async Task<ReadOnlyMemory<byte>> Hear(IPartitionGrain other, CancellationToken cancellationToken)
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
        }
    }

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

            Task.WhenAll(calls).GetAwaiter().GetResult();
        };
    }

    private void Forget()
    {
        sweeps.Remove(this.GetPrimaryKeyString());
        if (Interlocked.Exchange(ref _partition, null) is { } partition)
        {
            // It may be in the middle of a sweep.
            _ = Task.Run(partition.Dispose);
        }
    }
}
