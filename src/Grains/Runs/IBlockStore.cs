using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>Keeps the records of computed blocks outside silos, which may die.</summary>
/// <remarks>A block is kept once, whoever computed it: records of the same block are the same bytes. What comes from an attempt that is no longer the run's is refused.</remarks>
public interface IBlockStore
{
    /// <summary>Begins an attempt; those before it are refused from now on.</summary>
    Task Open(string run, long attempt);

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

/// <summary>The record of a block.</summary>
/// <param name="Block">Which block.</param>
/// <param name="Record">Its bytes.</param>
public readonly record struct KeptBlock(int Block, byte[] Record);
