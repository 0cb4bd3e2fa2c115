namespace Contagion.Data;

/// <summary>A replication that could not be computed, as run.json lists it.</summary>
/// <param name="Replication">Its index, from 0.</param>
/// <param name="Seed">Key of its random draws.</param>
/// <param name="Error">Why, in one sentence.</param>
/// <param name="RepeatWith">What follows the program's name on the command line that computes it alone, from within the run's directory.</param>
public sealed record FailedRecord(int Replication, ulong Seed, string Error, string RepeatWith);
