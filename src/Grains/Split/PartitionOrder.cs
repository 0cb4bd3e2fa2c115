using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>A block that partitions compute together.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Attempt">The attempt that asks.</param>
/// <param name="Order">What is computed.</param>
/// <param name="Block">Which block.</param>
[GenerateSerializer, Immutable]
public sealed record PartitionOrder(string Run, long Attempt, RunOrder Order, int Block);

/// <summary>What a partition told in a step: one array of bytes.</summary>
/// <param name="Bytes">The bytes; nobody changes them.</param>
[GenerateSerializer, Immutable]
public sealed record ToldStep(byte[] Bytes);
