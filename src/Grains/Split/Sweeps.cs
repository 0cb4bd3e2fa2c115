using System.Collections.Concurrent;

namespace Contagion.Grains;

/// <summary>The sweeps that partitions of this silo are in: actors carry their institutions where the partition's state lies.</summary>
public sealed class Sweeps
{
    private readonly ConcurrentDictionary<string, PartitionSweep> _sweeps = new();

    /// <summary>The sweep of a partition.</summary>
    /// <param name="partition">Key of its grain.</param>
    /// <exception cref="IOException">The partition is not on this silo.</exception>
    public PartitionSweep Of(string partition) => _sweeps.TryGetValue(partition, out var found) ? found : throw new IOException($"The partition {partition} is not on this silo.");

    /// <summary>Notes that a partition is on this silo.</summary>
    internal PartitionSweep Add(string partition) => _sweeps[partition] = new PartitionSweep();

    /// <summary>Notes that it is not any more.</summary>
    internal void Remove(string partition) => _sweeps.TryRemove(partition, out _);
}
