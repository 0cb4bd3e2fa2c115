namespace Contagion.Engine;

/// <summary>Partitions that carry one network together, each its own institutions, as one of them sees the others.</summary>
/// <remarks>All compute the same block and go through the same steps. What one tells in a step reaches every other.</remarks>
public interface ITeam
{
    /// <summary>Which partition this is, from 0.</summary>
    int Partition { get; }

    /// <summary>How many there are.</summary>
    int Partitions { get; }

    /// <summary>Lets actors of this partition carry their institutions through a step; returns when all have.</summary>
    /// <param name="actors">Those who have anything to do, ascending.</param>
    /// <param name="carry">Carries for the one at a place of <paramref name="actors"/>; may be called from several threads for different places, once for each.</param>
    void Carry(ReadOnlyMemory<int> actors, Action<int> carry);

    /// <summary>Tells all others what became of this partition's institutions, and waits until each of them has told as much.</summary>
    /// <param name="told">What this partition tells.</param>
    /// <returns>What each partition told in this step, in their order; what this one told is not looked at.</returns>
    IReadOnlyList<ReadOnlyMemory<byte>> Exchange(ReadOnlyMemory<byte> told);
}
