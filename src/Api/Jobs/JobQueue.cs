using System.Threading.Channels;

namespace Contagion.Api;

/// <summary>Computes jobs, some at a time, in the order they came; those that an earlier server left unfinished first.</summary>
internal sealed class JobQueue(JobStore store, JobWork work, ServerSettings settings, ILogger<JobQueue> logger) : BackgroundService
{
    private readonly Channel<Job> _waiting = Channel.CreateUnbounded<Job>();

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var job in store.Unfinished)
        {
            _waiting.Writer.TryWrite(job);
        }

        store.Came += job => _waiting.Writer.TryWrite(job);
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, settings.Limits.RunsAtOnce).Select(_ => Task.Run(() => Work(stoppingToken), CancellationToken.None)));

    private async Task Work(CancellationToken stop)
    {
        try
        {
            await foreach (var job in _waiting.Reader.ReadAllAsync(stop))
            {
                if (job.Begin())
                {
                    await Task.Factory.StartNew(() => Compute(job, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private void Compute(Job job, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, job.Cancelled);
        try
        {
            job.End(JobState.Completed, work.Do(job, either.Token));
        }
        catch (OperationCanceledException) when (job.Cancelled.IsCancellationRequested)
        {
            job.End(JobState.Cancelled);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            job.Wait();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            logger.LogWarning("{Kind} {Id} failed: {Error}", job.Record.Kind, job.Record.Id, failure.Message);
            job.End(JobState.Failed);
        }
        catch (OutOfMemoryException)
        {
            logger.LogWarning("{Kind} {Id} failed: there is not enough memory", job.Record.Kind, job.Record.Id);
            job.End(JobState.Failed);
        }
    }
}
