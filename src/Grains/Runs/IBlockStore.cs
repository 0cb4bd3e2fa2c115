using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>Keeps the records of computed blocks outside silos, which may die.</summary>
/// <remarks>A block is kept once, whoever computed it: records of the same block are the same bytes. What comes from an attempt that is no longer the run's is refused.</remarks>
public interface IBlockStore
{
    /// <summary>Begins an attempt; those before it are refused from now on, and the run is open until somebody closes it.</summary>
    Task Open(string run, long attempt);

    /// <summary>Notes that nobody need go on with a run; does nothing where the attempt is no longer the run's.</summary>
    Task Close(string run, long attempt);

    /// <summary>Runs that are open, those that have been so for longest first.</summary>
    /// <param name="runsMax">No more than so many.</param>
    Task<IReadOnlyList<OpenRun>> Unfinished(int runsMax);

    /// <summary>Keeps records; false, and nothing is kept, where the attempt is no longer the run's.</summary>
    Task<bool> Keep(string run, long attempt, IReadOnlyList<KeptBlock> blocks);

    /// <summary>The blocks that are kept, ascending.</summary>
    Task<int[]> Done(string run);

    /// <summary>Records in the order in which they were kept.</summary>
    /// <param name="run">The run.</param>
    /// <param name="after">The number of the last one that is known; 0 for none.</param>
    /// <param name="bytesMax">No more than so many bytes, but for a single record that is larger.</param>
    Task<IReadOnlyList<NumberedBlock>> Read(string run, long after, long bytesMax);

    /// <summary>Forgets a run.</summary>
    Task Drop(string run);
}

/// <summary>A run that somebody has to go on with.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Attempt">Its last attempt.</param>
public readonly record struct OpenRun(string Run, long Attempt);

/// <summary>The record of a block.</summary>
/// <param name="Block">Which block.</param>
/// <param name="Record">Its bytes.</param>
public readonly record struct KeptBlock(int Block, byte[] Record);
