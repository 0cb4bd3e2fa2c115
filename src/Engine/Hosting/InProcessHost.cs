using System.Diagnostics;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>Runs a scenario in this process: whole blocks on each worker thread, or one network in partitions on all of them.</summary>
/// <remarks>Blocks are handed out and added up in the order of replications, so the result has the same bits for any number of threads.</remarks>
public static class InProcessHost
{
    /// <summary>Paths are kept for this many replications; beyond that a table of rounds says nothing more and memory would run out.</summary>
    public const int PathReplicationsMax = 10_000;

    /// <summary>How things stand at the end of each period is kept for as many replications as have so many periods together: it takes a quarter of a kilobyte each.</summary>
    public const int PeriodEndsMax = 1_000_000;

    /// <summary>More workers than this only take memory.</summary>
    public const int ThreadsMax = 1024;

    /// <summary>More partitions than this only take time.</summary>
    public const int PartitionsMax = 4096;

    /// <summary>Below this many exposures a round is over before threads have met.</summary>
    private const int ExposuresShared = 200_000;

    /// <summary>Runs a scenario that has no faults on this network.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ReplicationException">A replication failed, and the run does not go on without it.</exception>
    public static RunResult Run(Scenario scenario, Network network, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        var watch = Stopwatch.StartNew();
        options ??= new RunOptions();
        var computer = new BlockComputer(scenario, network, options);
        var merge = new BlockMerge(computer.Plan, computer.Dynamics, options);
        if (options.Elsewhere is { } source)
        {
            Collect(scenario, computer, merge, source, options, cancellationToken);
        }
        else
        {
            Compute(computer, merge, options, cancellationToken);
        }

        var result = merge.Result(watch);
        return result.Replications.Count > 0 || result.Failed.Count == 0 ? result : throw new ReplicationException(result.Failed[0]);
    }

    /// <summary>Puts together what is computed elsewhere.</summary>
    private static void Collect(Scenario scenario, BlockComputer computer, BlockMerge merge, IBlockSource source, RunOptions options, CancellationToken cancellationToken)
    {
        var missing = new List<int>();
        for (var block = 0; block < computer.Blocks; block++)
        {
            if (options.Journal?.Find(block) is { } record)
            {
                merge.Add(block, BlockRecord.Read(record), journal: null);
            }
            else
            {
                missing.Add(block);
            }
        }

        if (missing.Count > 0)
        {
            source.Compute(scenario, options, computer.Blocks, missing, (block, record) => merge.Add(block, BlockRecord.Read(record), options.Journal), cancellationToken);
        }
    }

    private static void Compute(BlockComputer computer, BlockMerge merge, RunOptions options, CancellationToken cancellationToken)
    {
        var (next, blocks) = (-1, computer.Blocks);
        var threads = Math.Clamp(options.Threads ?? Environment.ProcessorCount, 1, ThreadsMax);
        var partitions = Math.Clamp(options.Partitions ?? Partitions(blocks, computer.Dynamics.Network, threads), 1, PartitionsMax);
        // A network in partitions is carried by all threads together, one block after the other; else each thread carries blocks of its own.
        using var crew = partitions > 1 ? new Crew(partitions, threads) : null;
        var workersCount = crew is null ? Math.Min(threads, Math.Max(1, blocks)) : 1;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workers = Enumerable.Range(0, workersCount).Select(_ => Task.Factory.StartNew(Work, stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        try
        {
            Task.WaitAll(workers, CancellationToken.None);
        }
        catch (AggregateException failures)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw failures.Flatten().InnerExceptions.First(failure => failure is not OperationCanceledException);
        }

        void Work()
        {
            try
            {
                var worker = computer.NewWorker(new Carriers(crew));
                for (var block = Interlocked.Increment(ref next); block < blocks; block = Interlocked.Increment(ref next))
                {
                    stop.Token.ThrowIfCancellationRequested();
                    if (options.Journal?.Find(block) is { } record)
                    {
                        merge.Add(block, BlockRecord.Read(record), journal: null);
                    }
                    else
                    {
                        merge.Add(block, worker.Compute(block, stop.Token), options.Journal);
                    }
                }
            }
            catch
            {
                // One failing worker ends the run; the others need not finish theirs.
                stop.Cancel();
                throw;
            }
        }
    }

    /// <summary>Blocks side by side need no waiting, so they come first; a network is shared where there are too few of them and it is large.</summary>
    private static int Partitions(int blocks, Network network, int threads) =>
        blocks < threads && network.Claims.Count >= ExposuresShared ? threads * 4 : 1;
}
