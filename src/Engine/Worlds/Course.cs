namespace Contagion.Engine;

/// <summary>How a world under a mechanism goes on: by rounds or by periods.</summary>
internal abstract class Course
{
    /// <summary>Whether nothing changes until the next shock.</summary>
    public abstract bool IsAtRest { get; }

    /// <summary>Whether every fixed point so far was reached.</summary>
    public abstract bool IsConverged { get; }

    /// <summary>The period in which further shocks fall due, from 0.</summary>
    public abstract int Period { get; }

    /// <summary>Whether the cascade has something to tell: under periods, only once one has been.</summary>
    public abstract bool HasBegun { get; }

    /// <summary>The one replication.</summary>
    public required Cascade<OneLane> Cascade { get; init; }

    /// <summary>Who may have changed on the last shock or step: a list and how many of it count, or no list where everybody may.</summary>
    public abstract (int[]? List, int Count) Reached { get; }

    /// <summary>Lets further shocks fall due.</summary>
    /// <param name="plan">Whom they hit in <see cref="Period"/>.</param>
    public abstract void Strike(ReplicationPlan plan);

    /// <summary>Takes a step; false where there is none to take.</summary>
    /// <param name="cancellationToken">Asked on the way; what is cancelled is no world any more.</param>
    public abstract bool Step(CancellationToken cancellationToken);
}
