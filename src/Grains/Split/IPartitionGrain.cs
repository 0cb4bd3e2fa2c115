using Orleans.Concurrency;

namespace Contagion.Grains;

/// <summary>A partition of a network that several silos carry together. Its key is the run's id, the attempt, the team, how many partitions there are and the number of this one, with slashes
/// between them: numbers are dealt over silos in turn.</summary>
public interface IPartitionGrain : IGrainWithStringKey
{
    /// <summary>Computes a block together with the other partitions; the first one keeps its record.</summary>
    // A block of a large network takes as long as it takes; that its silo has died is told at once.
    [ResponseTimeout("1.00:00:00")]
    Task<WorkReport> Compute(PartitionOrder order, CancellationToken cancellationToken);

    /// <summary>Gives up what is under way, and the room it takes: no further block is asked of this team.</summary>
    [OneWay]
    Task Forget();

    /// <summary>What this partition told in a step of a block, as soon as it has come so far; null where that takes longer than one waits for an answer.</summary>
    Task<ToldStep?> Told(int block, long step);
}
