namespace Contagion.Engine;

/// <summary>What comes of a step of a <see cref="Partition"/>.</summary>
/// <param name="Told">What the other partitions are to hear before the next step.</param>
/// <param name="Record">The record of the block once it is at rest, <see cref="BlockWorker.Record"/>: the same in all partitions. Null while anything is still active.</param>
public readonly record struct PartitionStep(ReadOnlyMemory<byte> Told, byte[]? Record);
