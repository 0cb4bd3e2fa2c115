using System.Runtime.ExceptionServices;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>A scenario ready to be computed block by block, in any order and on any machine: a block has the same bits wherever it is computed.</summary>
public sealed class BlockComputer
{
    private readonly Scenario _scenario;
    private readonly RunOptions _options;

    /// <summary>Prepares a scenario that has no faults on this network.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="network">Its network.</param>
    /// <param name="options">What becomes of replications that fail, and whether books are audited.</param>
    public BlockComputer(Scenario scenario, Network network, RunOptions? options = null)
    {
        (_scenario, _options) = (scenario, options ?? new RunOptions());
        (Plan, Dynamics) = (new ReplicationPlan(scenario, network), ((Mechanism)scenario.Channels.Solvency).Prepare(network, scenario));
    }

    /// <summary>Number of blocks.</summary>
    public int Blocks => Plan.Blocks;

    /// <summary>Who is hit by what.</summary>
    internal ReplicationPlan Plan { get; }

    /// <summary>The mechanism on the network that replications share.</summary>
    internal Dynamics Dynamics { get; }

    /// <summary>Room to compute blocks in, one after the other, on one thread; it is used again and need not be given back.</summary>
    // One replication alone needs no vector: it is the network that is large then, or nothing is.
    public BlockWorker NewWorker() => NewWorker(default(Carriers));

    /// <summary>Room to compute blocks in together with other processes: each partition of a team computes the same blocks in the same order, and gets the same bytes.</summary>
    /// <param name="team">The team, as this process sees it.</param>
    /// <param name="granularity">Institutions that an actor carries, at least 1.</param>
    public BlockWorker NewWorker(ITeam team, int granularity) => NewWorker(new Carriers(null, team, granularity));

    /// <inheritdoc cref="NewWorker()"/>
    /// <param name="carriers">Who carries a block.</param>
    internal BlockWorker NewWorker(Carriers carriers) => Plan.IsOneByOne ? new Worker<OneLane>(this, carriers) : new Worker<EightLanes>(this, carriers);

    /// <summary>Whether a failure is one of a replication, rather than of the machine or of the user who stops it.</summary>
    private static bool IsOfReplication(Exception failure) => failure is not (OperationCanceledException or OutOfMemoryException or IOException or ReplicationException);

    private BlockRun<TLanes> NewRun<TLanes>(Carriers carriers)
        where TLanes : unmanaged, ILanes<TLanes> => new(Plan, Dynamics, _scenario, carriers) { Before = _options.Before, IsAudited = _options.IsAudited };

    /// <summary>Computes the replications of a block one by one, since one of them fails.</summary>
    private List<BlockResult> OneByOne(Carriers carriers, int first, int count, bool keepsPath, CancellationToken stop)
    {
        var (run, parts) = (NewRun<OneLane>(carriers), new List<BlockResult>());
        for (var place = first; place < first + count; place++)
        {
            try
            {
                parts.Add(run.Run(place, 1, keepsPath, stop));
            }
            catch (Exception failure) when (IsOfReplication(failure))
            {
                var failed = new FailedReplication(Plan.ReplicationAt(place), failure.Message);
                parts.Add(_options.GoesOnAfterFailure ? BlockResult.Of(failed) : throw new ReplicationException(failed, failure));
            }
        }

        return parts;
    }

    private sealed class Worker<TLanes>(BlockComputer computer, Carriers carriers) : BlockWorker
        where TLanes : unmanaged, ILanes<TLanes>
    {
        private readonly BlockRun<TLanes> _run = computer.NewRun<TLanes>(carriers);

        public override long Rounds => _run.Rounds;

        public override long Exposures => _run.Exposures;

        internal override IReadOnlyList<BlockResult> Compute(int block, CancellationToken stop)
        {
            var plan = computer.Plan;
            var first = plan.IsOneByOne ? block : block * TLanes.Count;
            var count = plan.IsOneByOne ? 1 : Math.Min(TLanes.Count, plan.Count - first);
            var keepsPath = computer._scenario.Run.Path && first + count <= InProcessHost.PathReplicationsMax;
            try
            {
                return [_run.Run(first, count, keepsPath, stop)];
            }
            catch (Exception failure) when (IsOfReplication(failure))
            {
                var parts = computer.OneByOne(carriers, first, count, keepsPath, stop);
                if (!parts.Exists(part => part.Failed is not null))
                {
                    // Together they fail, alone they do not: that is a fault of ours, and not to be covered up.
                    ExceptionDispatchInfo.Throw(failure);
                }

                return parts;
            }
        }
    }
}
