using Contagion.Analysis;
using Contagion.Engine;

namespace Contagion.Data;

/// <summary>Runs the points of a sweep that are not done: small ones side by side, each on a thread of its own, large ones one after the other on all of them.</summary>
/// <remarks>A point is a run of its own, whose result does not depend on threads; so neither does that of the sweep.</remarks>
public sealed class SweepRun : IDisposable
{
    private readonly SweepFile _sweep;
    private readonly SweepDirectory _directory;
    private readonly RunOptions _options;
    private readonly Func<ScenarioFile, CancellationToken, IBlockSource>? _elsewhere;
    private readonly int _threads;
    private readonly int[] _left;

    // Shared by small points, held alone by a large one, so that there are never more busy threads than asked for.
    private readonly ReaderWriterLockSlim _machine = new();
    private int _next = -1;

    private SweepRun(SweepFile sweep, SweepDirectory directory, RunOptions options, Func<ScenarioFile, CancellationToken, IBlockSource>? elsewhere)
    {
        (_sweep, _directory, _options, _elsewhere) = (sweep, directory, options, elsewhere);
        _threads = Math.Clamp(options.Threads ?? Environment.ProcessorCount, 1, InProcessHost.ThreadsMax);
        _left = [.. Enumerable.Range(0, sweep.Count).Where(point => !directory.IsDone(point))];
    }

    /// <summary>Runs what is left and keeps it in the directory.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="directory">Where it is kept.</param>
    /// <param name="options">Threads and partitions; told of each point that is done, from any thread.</param>
    /// <param name="cancellationToken">Stops the sweep.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static void Run(SweepFile sweep, SweepDirectory directory, RunOptions options, CancellationToken cancellationToken) => Run(sweep, directory, options, null, cancellationToken);

    /// <summary>Runs what is left elsewhere, as many points at a time as there are threads, and keeps it in the directory.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="directory">Where it is kept.</param>
    /// <param name="options">Threads and partitions; told of each point that is done, from any thread.</param>
    /// <param name="elsewhere">Who computes the blocks of a point; asked from any thread. Null for this process.</param>
    /// <param name="cancellationToken">Stops the sweep.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static void Run(SweepFile sweep, SweepDirectory directory, RunOptions options, Func<ScenarioFile, CancellationToken, IBlockSource>? elsewhere, CancellationToken cancellationToken)
    {
        using var run = new SweepRun(sweep, directory, options, elsewhere);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workers = Enumerable.Range(0, Math.Min(run._threads, Math.Max(1, run._left.Length)))
            .Select(_ => Task.Factory.StartNew(() => run.Work(stop), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        try
        {
            Task.WaitAll(workers, CancellationToken.None);
        }
        catch (AggregateException failures)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw failures.Flatten().InnerExceptions.First(failure => failure is not OperationCanceledException);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _machine.Dispose();

    private void Work(CancellationTokenSource stop)
    {
        try
        {
            for (var at = Interlocked.Increment(ref _next); at < _left.Length; at = Interlocked.Increment(ref _next))
            {
                stop.Token.ThrowIfCancellationRequested();
                Point(_left[at], stop.Token);
                _options.Progress?.Invoke(1);
            }
        }
        catch
        {
            // One failing point ends the sweep; the others need not finish theirs.
            stop.Cancel();
            throw;
        }
    }

    private void Point(int point, CancellationToken stop)
    {
        var file = _sweep.Point(point);
        var blocks = new ReplicationPlan(file.Scenario, file.Network).Blocks;
        if (_elsewhere is not null)
        {
            // Processors that others have are not shared out here.
            Point(point, file, blocks, new RunOptions { Elsewhere = _elsewhere(file, stop) }, stop);
        }
        else if (IsSmall(blocks))
        {
            _machine.EnterReadLock();
            try
            {
                Point(point, file, blocks, new RunOptions { Threads = 1 }, stop);
            }
            finally
            {
                _machine.ExitReadLock();
            }
        }
        else
        {
            _machine.EnterWriteLock();
            try
            {
                Point(point, file, blocks, new RunOptions { Threads = _threads, Partitions = _options.Partitions }, stop);
            }
            finally
            {
                _machine.ExitWriteLock();
            }
        }
    }

    /// <summary>Whether a point would leave threads idle that other points have work for.</summary>
    private bool IsSmall(int blocks) => _options.Partitions is null && blocks < _threads && _left.Length >= _threads;

    /// <summary>Runs a point, and again with channels switched off where its loss is attributed to them.</summary>
    private static SummaryRow Run(ScenarioFile file, int blocks, RunOptions options, Journal? journal, CancellationToken stop)
    {
        var result = ReplicationMeasures.Add(file.Scenario.Metrics, InProcessHost.Run(file.Scenario, file.Network, options with { Journal = journal }, stop), options.Threads);
        return SummaryRow.Of(result, ChannelRuns.Attribute(
            file, result, channels => ChannelRuns.ValuesOf(file, channels, options with { Journal = journal?.After(blocks * (1 + (int)channels)) }, stop)));
    }

    private void Point(int point, ScenarioFile file, int blocks, RunOptions options, CancellationToken stop)
    {
        // A waiting point may find the sweep stopped once its turn has come.
        stop.ThrowIfCancellationRequested();
        SummaryRow row;
        // A single block is done when its point is, which has a record of its own.
        using (var journal = blocks > 1 ? _directory.Blocks(point) : null)
        {
            row = Run(file, blocks, options, journal, stop);
        }

        _directory.Keep(point, row);
        if (blocks > 1)
        {
            _directory.ForgetBlocks(point);
        }
    }
}
