namespace Contagion.Engine;

/// <summary>Runs on a cluster, as whoever asks for them sees them.</summary>
public interface IRemoteRuns
{
    /// <summary>Starts a run, unless it is under way or done; asking twice changes nothing.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="order">What is computed.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    Task<RunProgress> Start(string run, RunOrder order, CancellationToken cancellationToken);

    /// <summary>How far a run is.</summary>
    Task<RunProgress> Look(string run, CancellationToken cancellationToken);

    /// <summary>Records in the order in which they were kept; none where there are no new ones yet.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="after">The number of the last one that is known; 0 for none.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    Task<IReadOnlyList<NumberedBlock>> Read(string run, long after, CancellationToken cancellationToken);

    /// <summary>Stops a run; what is computed of it stays.</summary>
    Task Cancel(string run, CancellationToken cancellationToken);

    /// <summary>Stops a run and forgets all of it.</summary>
    Task Drop(string run, CancellationToken cancellationToken);
}
