using System.Security.Cryptography;
using System.Text;
using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Computes the blocks of a run on a cluster.</summary>
/// <param name="runs">The cluster.</param>
/// <param name="content">SHA-256 of the scenario and its files, in hexadecimal; the cluster has them under it.</param>
/// <param name="version">Version of this program.</param>
/// <param name="granularity">Institutions that an actor carries where one network is split over silos; 0 where blocks are spread over silos, whole.</param>
public sealed class RemoteBlocks(IRemoteRuns runs, string content, string version, int granularity = 0) : IBlockSource
{
    /// <summary>A run that nobody asks for any more is stopped; to say so must not keep its user waiting.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public void Compute(Scenario scenario, RunOptions options, int blocks, IReadOnlyList<int> wanted, Action<int, byte[]> done, CancellationToken cancellationToken)
    {
        var order = new RunOrder
        {
            Content = content,
            Version = version,
            Blocks = blocks,
            Channels = scenario.Channels.Solvency is Joint joint ? joint.Kept : ChannelSet.All,
            Path = scenario.Run.Path,
            Granularity = granularity,
            GoesOnAfterFailure = options.GoesOnAfterFailure,
            IsAudited = options.IsAudited,
        };
        var run = IdOf(order);
        try
        {
            Collect(run, order, [.. wanted], done, cancellationToken).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Try(stop => runs.Cancel(run, stop));
            throw;
        }

        // All of it is here.
        Try(stop => runs.Drop(run, stop));
    }

    /// <summary>The same order is the same run, whoever asks and however often.</summary>
    private static string IdOf(RunOrder order) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(order.ToString())))[..32];

    private async Task Collect(string run, RunOrder order, HashSet<int> wanted, Action<int, byte[]> done, CancellationToken cancellationToken)
    {
        await runs.Start(run, order, cancellationToken);
        var isLast = false;
        for (var after = 0L; wanted.Count > 0;)
        {
            var found = await runs.Read(run, after, cancellationToken);
            foreach (var (number, block, record) in found)
            {
                after = number;
                if (wanted.Remove(block))
                {
                    done(block, record);
                }
            }

            if (found.Count > 0 || wanted.Count == 0)
            {
                continue;
            }

            var report = await runs.Look(run, cancellationToken);
            if (report is { Phase: RunPhase.Failed, Failed: { } failed })
            {
                throw new ReplicationException(failed);
            }

            // Somebody else who asked for the same has had enough of it, or records were dropped because they were damaged.
            var isGone = report.Phase is RunPhase.Unknown or RunPhase.Cancelled || (report.Phase == RunPhase.Completed && isLast);
            if (isGone)
            {
                await runs.Start(run, order, cancellationToken);
                after = 0;
            }

            // What was kept just before it was completed may be read only now.
            isLast = report.Phase == RunPhase.Completed && !isGone;

            await Task.Delay(AskEvery, cancellationToken);
        }
    }

    /// <summary>Says something that does not matter if it is not heard.</summary>
    private static void Try(Func<CancellationToken, Task> say)
    {
        try
        {
            using var soon = new CancellationTokenSource(StopWithin);
            say(soon.Token).GetAwaiter().GetResult();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
        }
    }
}
