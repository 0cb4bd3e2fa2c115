using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Contagion.Grains;

/// <summary>Sees to it that a run goes on after its silo has died, whether anybody asks for it or not: looks at runs that are open, which wakes them.</summary>
/// <remarks>Each silo looks at its share of them, now and then and at once when silos come and go. Where silos do not agree on who is alive, a run is looked at twice or only the next time: neither matters.</remarks>
/// <param name="grains">The cluster.</param>
/// <param name="store">Knows which runs are open.</param>
/// <param name="silos">Knows who is alive.</param>
/// <param name="log">Told of what fails.</param>
public sealed partial class RunWatch(IGrainFactory grains, IBlockStore store, ISiloStatusOracle silos, ILogger<RunWatch> log) : BackgroundService, ISiloStatusListener
{
    /// <summary>Runs that are watched over at a time.</summary>
    public const int RunsMax = 1000;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _changes = new(0);

    /// <inheritdoc/>
    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status) => _changes.Release();

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _changes.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        silos.SubscribeToSiloStatusEvents(this);
        try
        {
            while (true)
            {
                await LookAtShare(stoppingToken);
                await _changes.WaitAsync(LookEvery, stoppingToken);
                // However many silos have come and gone, one look is enough.
                while (_changes.Wait(0, CancellationToken.None))
                {
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            silos.UnSubscribeFromSiloStatusEvents(this);
        }
    }

    private async Task LookAtShare(CancellationToken stop)
    {
        // Every silo sees them in the same order.
        SiloAddress[] alive = [.. silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Order()];
        var place = Array.IndexOf(alive, silos.SiloAddress);
        if (place < 0)
        {
            return;
        }

        try
        {
            var open = await store.Unfinished(RunsMax).WaitAsync(stop);
            foreach (var (run, attempt) in open)
            {
                var grain = grains.GetGrain<IRunGrain>(run);
                if (grain.GetGrainId().GetUniformHashCode() % alive.Length == place)
                {
                    // Not waited for: a silo that hangs would keep those of others waiting.
                    _ = Look(grain, run, attempt);
                }
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogNotFound(failure);
        }
    }

    private async Task Look(IRunGrain grain, string run, long attempt)
    {
        try
        {
            if ((await grain.Look()).Phase != Engine.RunPhase.Running)
            {
                // Its silo died when it had ended the run and not closed it.
                await store.Close(run, attempt);
            }
        }
        catch (Exception failure)
        {
            LogNotSeen(failure, run);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Open runs could not be found in the database; trying again")]
    private partial void LogNotFound(Exception failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run}: could not be looked at; trying again")]
    private partial void LogNotSeen(Exception failure, string run);
}
