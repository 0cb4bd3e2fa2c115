using Contagion.Engine;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Contagion.Grains;

/// <inheritdoc cref="IRunGrain"/>
public sealed partial class RunGrain(
    [PersistentState("run", GrainStorage.Name)] IPersistentState<RunState> kept, IBlockStore store, IClusterSize cluster, SiloVersion version, ILogger<RunGrain> log)
    : Grain, IRunGrain, IRemindable
{
    /// <summary>A call that asks for blocks takes about so long: long enough that asking does not matter, short enough that no silo waits for another at the end.</summary>
    private const double CallMs = 250;

    private const string Reminder = "go on";

    /// <summary>The shortest that reminders allow. A <see cref="RunWatch"/> wakes the run sooner, unless its silo died before it had opened it.</summary>
    private static readonly TimeSpan RemindEvery = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private CancellationTokenSource _stop = new();
    private BlockDeal? _deal;
    private Task _dealing = Task.CompletedTask;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (kept.State is not { Phase: RunPhase.Running, Order: { } order })
        {
            return;
        }

        if (order.Version == version.Text)
        {
            await Begin();
        }
        else
        {
            LogOtherVersion(this.GetPrimaryKeyString(), order.Version, version.Text);
            await End(RunPhase.Cancelled, null);
        }
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _stop.Cancel();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<RunProgress> Start(RunOrder order)
    {
        if (version.Refusal(order) is { } why)
        {
            throw new ArgumentException(why, nameof(order));
        }

        if (kept.State.Order is { } before && before != order)
        {
            throw new ArgumentException("The run is under way with another order.", nameof(order));
        }

        // Of a run that was completed a record may have been dropped since because it was damaged.
        if (kept.State.Phase is not (RunPhase.Running or RunPhase.Completed)
            || (kept.State.Phase == RunPhase.Completed && (await store.Done(this.GetPrimaryKeyString())).Length < order.Blocks))
        {
            (kept.State.Order, kept.State.Phase, kept.State.Failure) = (order, RunPhase.Running, null);
            try
            {
                await this.RegisterOrUpdateReminder(Reminder, RemindEvery, RemindEvery);
                await Begin();
            }
            catch
            {
                // What is in memory was not kept: the next call reads what was.
                DeactivateOnIdle();
                throw;
            }
        }

        return Report();
    }

    /// <inheritdoc/>
    public Task<RunProgress> Look() => Task.FromResult(Report());

    /// <inheritdoc/>
    public async Task<RunProgress> Cancel()
    {
        await Stop();
        if (kept.State.Phase == RunPhase.Running)
        {
            await End(RunPhase.Cancelled, null);
        }

        return Report();
    }

    /// <inheritdoc/>
    public async Task Drop()
    {
        await Cancel();
        await store.Drop(this.GetPrimaryKeyString());
        await kept.ClearStateAsync();
        DeactivateOnIdle();
    }

    /// <inheritdoc/>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // To be woken is all it takes.
        if (kept.State.Phase != RunPhase.Running)
        {
            await Forget();
        }
    }

    private RunProgress Report() => new(kept.State.Phase, kept.State.Order?.Blocks ?? 0, _deal?.Done ?? (kept.State.Phase == RunPhase.Completed ? kept.State.Order!.Blocks : 0), kept.State.Attempt, kept.State.Failure);

    /// <summary>Begins an attempt: whoever still works for an earlier one is refused from now on.</summary>
    private async Task Begin()
    {
        kept.State.Attempt++;
        await kept.WriteStateAsync();
        var (run, attempt) = (this.GetPrimaryKeyString(), kept.State.Attempt);
        await Stop();
        _stop = new CancellationTokenSource();
        _deal = null;
        _dealing = Deal(run, attempt, _stop.Token);
    }

    /// <summary>Stops dealing, and waits until nobody writes the state any more.</summary>
    private Task Stop()
    {
        _stop.Cancel();
        return _dealing;
    }

    /// <summary>Deals blocks to silos until all are computed.</summary>
    private async Task Deal(string run, long attempt, CancellationToken stop)
    {
        try
        {
            await Patiently(() => store.Open(run, attempt), stop);
            var done = await Patiently(() => store.Done(run), stop);
            var deal = _deal = new BlockDeal(kept.State.Order!.Blocks, done);
            if (kept.State.Order!.Granularity > 0)
            {
                await DealSplit(run, attempt, deal, stop);
                return;
            }

            var (calls, places) = (new Dictionary<Task<(int Place, WorkReport? Report, int[] Blocks)>, int>(), new SortedSet<int>());
            while (!deal.IsComplete)
            {
                stop.ThrowIfCancellationRequested();
                var count = Math.Max(1, await cluster.Places());
                Grow(places, calls.Values, count);
                while (places.Count > 0 && deal.Take(CallMs, places.Count + calls.Count) is { Length: > 0 } blocks)
                {
                    var place = places.Min;
                    places.Remove(place);
                    calls.Add(Ask(new WorkOrder(run, attempt, kept.State.Order!, blocks, CallMs), count, place, stop), place);
                }

                var call = await Task.WhenAny(calls.Keys);
                calls.Remove(call);
                var (free, report, asked) = await call;
                places.Add(free);
                if (await IsOver(deal, asked, report))
                {
                    return;
                }
            }

            await End(RunPhase.Completed, null);
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception failure)
        {
            // Begun anew by whoever looks next.
            LogBroken(failure, run, attempt);
            DeactivateOnIdle();
        }
    }

    /// <summary>Lets all silos together compute one block after the other, each its partition of the network.</summary>
    private async Task DealSplit(string run, long attempt, BlockDeal deal, CancellationToken stop)
    {
        var (teams, partitions, team) = (0, 0, Array.Empty<IPartitionGrain>());
        try
        {
            while (!deal.IsComplete)
            {
                stop.ThrowIfCancellationRequested();
                var blocks = deal.Take(0, 1);
                if (await cluster.Silos() is var silos && silos != partitions)
                {
                    // Who was left in the middle of a block is not asked again.
                    Forget(team);
                    (partitions, teams) = (silos, teams + 1);
                    team = [.. Enumerable.Range(0, silos).Select(place => GrainFactory.GetGrain<IPartitionGrain>($"{run}/{attempt}/{teams}/{silos}/{place}"))];
                }

                var report = await AskTeam(new PartitionOrder(run, attempt, kept.State.Order!, blocks[0]), team, stop);
                partitions = report is null ? 0 : partitions;
                if (await IsOver(deal, blocks, report))
                {
                    return;
                }
            }

            await End(RunPhase.Completed, null);
        }
        finally
        {
            Forget(team);
        }
    }

    /// <summary>Tells a team that nothing is asked of it any more; what it does not hear it forgets by and by.</summary>
    private static void Forget(IPartitionGrain[] team) => Array.ForEach(team, partition => partition.Forget().Ignore());

    /// <summary>Asks all partitions for a block; returns what the first one reports, null where any could not be reached.</summary>
    private async Task<WorkReport?> AskTeam(PartitionOrder order, IPartitionGrain[] team, CancellationToken stop)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var calls = Array.ConvertAll(team, partition => partition.Compute(order, together.Token));
        try
        {
            var left = calls.ToList();
            while (left.Count > 0)
            {
                var call = await Task.WhenAny(left);
                left.Remove(call);
                // A replication that fails fails in all partitions alike.
                if (await call is { Failure: not null } failed)
                {
                    return failed;
                }
            }

            return await calls[0];
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            LogTeamBroken(failure, order.Run, order.Block);
            await together.CancelAsync();
            await Task.Delay(Pause, stop);
            return null;
        }
    }

    /// <summary>Notes what came of blocks; true where the run is over, or no longer this grain's.</summary>
    private async Task<bool> IsOver(BlockDeal deal, int[] asked, WorkReport? report)
    {
        deal.Return(asked, report?.Done ?? 0, report?.TimeMs ?? 0);
        if (report is { Failure: { } failure })
        {
            _ = _stop.CancelAsync();
            await End(RunPhase.Failed, failure);
            return true;
        }

        if (report is { IsRefused: true })
        {
            // Another activation has taken the run over.
            DeactivateOnIdle();
            return true;
        }

        return false;
    }

    /// <summary>Places that a cluster of this size has and that nothing is asked of yet.</summary>
    private static void Grow(SortedSet<int> free, IEnumerable<int> busy, int places)
    {
        free.RemoveWhere(place => place >= places);
        var taken = busy.ToHashSet();
        for (var place = 0; place < places; place++)
        {
            if (!taken.Contains(place))
            {
                free.Add(place);
            }
        }
    }

    /// <summary>Asks a place for blocks; no report where it could not be reached.</summary>
    /// <remarks>The number of places is part of their keys, so that they are dealt anew when silos come and go.</remarks>
    private async Task<(int Place, WorkReport? Report, int[] Blocks)> Ask(WorkOrder order, int places, int place, CancellationToken stop)
    {
        try
        {
            return (place, await GrainFactory.GetGrain<IWorkGrain>($"{order.Run}/{places}/{place}").Compute(order, stop), order.Blocks);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            LogUnreachable(failure, order.Run, place);
            await Task.Delay(Pause, stop);
            return (place, null, order.Blocks);
        }
    }

    private async Task End(RunPhase phase, FailedReplication? failure)
    {
        (kept.State.Phase, kept.State.Failure) = (phase, failure);
        await Patiently(kept.WriteStateAsync, CancellationToken.None);
        await Patiently(() => store.Close(this.GetPrimaryKeyString(), kept.State.Attempt), CancellationToken.None);
        await Forget();
    }

    private async Task Forget()
    {
        if (await this.GetReminder(Reminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    private Task Patiently(Func<Task> act, CancellationToken stop) => Patiently(
        async () =>
        {
            await act();
            return true;
        },
        stop);

    private Task<T> Patiently<T>(Func<Task<T>> act, CancellationToken stop) => log.Patiently(this.GetPrimaryKeyString(), act, stop);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run}: place {Place} could not be reached; its blocks go to another")]
    private partial void LogUnreachable(Exception failure, string run, int place);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run}: block {Block} broke off in the middle; it is begun again with the silos that are left")]
    private partial void LogTeamBroken(Exception failure, string run, int block);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run}: was begun by version {Begun}; this is version {Own}, which need not compute the same bits: the run is stopped")]
    private partial void LogOtherVersion(string run, string begun, string own);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run}: attempt {Attempt} broke off")]
    private partial void LogBroken(Exception failure, string run, long attempt);
}
