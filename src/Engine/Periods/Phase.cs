namespace Contagion.Engine;

/// <summary>A phase of a period. It is only there when the scenario has what it is about.</summary>
/// <param name="cascade">Goes over institutions for it.</param>
internal abstract class Phase<TLanes>(JointCascade<TLanes> cascade)
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Everybody's books.</summary>
    protected Economy<TLanes> Economy { get; } = cascade.Economy;

    /// <summary>What all blocks share.</summary>
    protected JointDynamics Dynamics { get; } = cascade.Economy.Dynamics;

    /// <summary>The cascade the phase belongs to.</summary>
    protected JointCascade<TLanes> Cascade { get; } = cascade;

    /// <summary>Lets the phase happen in a period.</summary>
    public abstract void Run(int period);

    /// <summary>A partition's part of a step: institutions write their own entries only.</summary>
    /// <param name="step">Which step; each phase numbers its own.</param>
    /// <param name="part">The institutions, or whatever else the phase goes over.</param>
    /// <param name="tally">What the part reports.</param>
    public virtual void Partition(int step, Part<TLanes> part, ref Tally<TLanes> tally)
    {
    }

    /// <summary>Goes over items of a list, or the first ones where there is none.</summary>
    protected Tally<TLanes> Sweep(int step, int[]? list, int items) => Cascade.Sweep(this, step, list, items);
}
