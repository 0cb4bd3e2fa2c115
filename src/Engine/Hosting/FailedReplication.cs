namespace Contagion.Engine;

/// <summary>A replication that could not be computed.</summary>
/// <param name="Replication">Its index, from 0.</param>
/// <param name="Error">Why, in one sentence.</param>
public sealed record FailedReplication(int Replication, string Error);
