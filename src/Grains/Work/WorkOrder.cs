using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>Blocks to compute.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Attempt">The attempt that asks.</param>
/// <param name="Order">What is computed.</param>
/// <param name="Blocks">Which blocks.</param>
/// <param name="TimeMs">After so many milliseconds no further block is begun.</param>
[GenerateSerializer, Immutable]
public sealed record WorkOrder(string Run, long Attempt, RunOrder Order, int[] Blocks, double TimeMs);

/// <summary>What came of blocks to compute.</summary>
/// <param name="Done">How many of them, from the first, are computed and kept.</param>
/// <param name="IsRefused">Whether the attempt is no longer the run's, so that nothing was kept.</param>
/// <param name="TimeMs">Milliseconds that computing took, waiting for a processor left aside.</param>
/// <param name="Failure">The replication that failed; null where none did.</param>
[GenerateSerializer, Immutable]
public sealed record WorkReport(int Done, bool IsRefused, double TimeMs, FailedReplication? Failure);
