namespace Contagion.Grains;

/// <summary>A place at which blocks are computed. Its key is the run's id, how many places there are and the number of this one, with slashes between them: numbers are dealt over silos in turn.</summary>
public interface IWorkGrain : IGrainWithStringKey
{
    /// <summary>Computes blocks, as many of them as the time allows and at least one, and keeps their records.</summary>
    /// <exception cref="InvalidOperationException">The run is one of another version of the program.</exception>
    // A block of a large network takes as long as it takes; that its silo has died is told at once.
    [ResponseTimeout("1.00:00:00")]
    Task<WorkReport> Compute(WorkOrder order, CancellationToken cancellationToken);
}
