namespace Contagion.Engine;

/// <summary>How far a run on a cluster is.</summary>
/// <param name="Phase">How it stands.</param>
/// <param name="Blocks">Number of blocks.</param>
/// <param name="Done">Blocks that are computed.</param>
/// <param name="Attempt">How often it has been begun: once, and again by each silo that took it over.</param>
/// <param name="Failed">The replication that failed; null where none did.</param>
public sealed record RunProgress(RunPhase Phase, int Blocks, int Done, long Attempt, FailedReplication? Failed);
