using System.Diagnostics;
using System.Runtime.ExceptionServices;
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
    public static RunResult Run(Scenario scenario, Network network, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        var watch = Stopwatch.StartNew();
        var plan = new ReplicationPlan(scenario, network);
        var dynamics = ((Mechanism)scenario.Channels.Solvency).Prepare(network, scenario);
        var merge = new BlockMerge(plan, dynamics, options?.Progress);
        // One replication alone needs no vector: it is the network that is large then, or nothing is.
        if (plan.IsOneByOne)
        {
            Run<OneLane>(scenario, plan, dynamics, merge, options ?? new RunOptions(), cancellationToken);
        }
        else
        {
            Run<EightLanes>(scenario, plan, dynamics, merge, options ?? new RunOptions(), cancellationToken);
        }

        var result = merge.Result(watch);
        return result.Replications.Count > 0 || result.Failed.Count == 0 ? result : throw new ReplicationException(result.Failed[0]);
    }

    private static void Run<TLanes>(Scenario scenario, ReplicationPlan plan, Dynamics dynamics, BlockMerge merge, RunOptions options, CancellationToken cancellationToken)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (next, blocks) = (-1, plan.Blocks);
        var threads = Math.Clamp(options.Threads ?? Environment.ProcessorCount, 1, ThreadsMax);
        var partitions = Math.Clamp(options.Partitions ?? Partitions(blocks, dynamics.Network, threads), 1, PartitionsMax);
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

        IReadOnlyList<BlockResult> Compute(int block, BlockRun<TLanes> run)
        {
            var first = plan.IsOneByOne ? block : block * TLanes.Count;
            var count = plan.IsOneByOne ? 1 : Math.Min(TLanes.Count, plan.Count - first);
            var keepsPath = scenario.Run.Path && first + count <= PathReplicationsMax;
            try
            {
                return [run.Run(first, count, keepsPath, stop.Token)];
            }
            catch (Exception failure) when (IsOfReplication(failure))
            {
                var alone = new BlockRun<OneLane>(plan, dynamics, scenario, crew) { Before = options.Before, IsAudited = options.IsAudited };
                var parts = OneByOne(alone, first, count, keepsPath, options.GoesOnAfterFailure, plan, stop.Token);
                if (!parts.Exists(part => part.Failed is not null))
                {
                    // Together they fail, alone they do not: that is a fault of ours, and not to be covered up.
                    ExceptionDispatchInfo.Throw(failure);
                }

                return parts;
            }
        }

        void Work()
        {
            try
            {
                var run = new BlockRun<TLanes>(plan, dynamics, scenario, crew) { Before = options.Before, IsAudited = options.IsAudited };
                for (var block = Interlocked.Increment(ref next); block < blocks; block = Interlocked.Increment(ref next))
                {
                    stop.Token.ThrowIfCancellationRequested();
                    if (options.Journal?.Find(block) is { } record)
                    {
                        merge.Add(block, BlockRecord.Read(record), journal: null);
                    }
                    else
                    {
                        merge.Add(block, Compute(block, run), options.Journal);
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

    /// <summary>Computes the replications of a block one by one, since one of them fails.</summary>
    private static List<BlockResult> OneByOne(BlockRun<OneLane> run, int first, int count, bool keepsPath, bool goesOn, ReplicationPlan plan, CancellationToken stop)
    {
        var parts = new List<BlockResult>();
        for (var place = first; place < first + count; place++)
        {
            try
            {
                parts.Add(run.Run(place, 1, keepsPath, stop));
            }
            catch (Exception failure) when (IsOfReplication(failure))
            {
                var failed = new FailedReplication(plan.ReplicationAt(place), failure.Message);
                parts.Add(goesOn ? BlockResult.Of(failed) : throw new ReplicationException(failed, failure));
            }
        }

        return parts;
    }

    /// <summary>Whether a failure is one of a replication, rather than of the machine or of the user who stops it.</summary>
    private static bool IsOfReplication(Exception failure) => failure is not (OperationCanceledException or OutOfMemoryException or IOException or ReplicationException);

    /// <summary>Blocks side by side need no waiting, so they come first; a network is shared where there are too few of them and it is large.</summary>
    private static int Partitions(int blocks, Network network, int threads) =>
        blocks < threads && network.Claims.Count >= ExposuresShared ? threads * 4 : 1;
}
