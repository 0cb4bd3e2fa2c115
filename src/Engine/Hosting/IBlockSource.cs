using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Computes blocks elsewhere than in this process.</summary>
public interface IBlockSource
{
    /// <summary>Computes blocks of a scenario and hands over the record of each as it is done, in any order, from any thread.</summary>
    /// <param name="scenario">The scenario that was loaded, or that one with channels switched off by <see cref="ChannelSwitch.Keep(Scenario, ChannelSet)"/>.</param>
    /// <param name="options">What becomes of replications that fail, and whether books are audited.</param>
    /// <param name="blocks">Number of blocks of the run.</param>
    /// <param name="wanted">Those that are to be computed, ascending.</param>
    /// <param name="done">Takes a block and its record, <see cref="BlockWorker.Record"/>, once.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ReplicationException">A replication failed, and the run does not go on without it.</exception>
    void Compute(Scenario scenario, RunOptions options, int blocks, IReadOnlyList<int> wanted, Action<int, byte[]> done, CancellationToken cancellationToken);
}
