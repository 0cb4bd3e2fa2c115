namespace Contagion.Engine;

/// <summary>The record of a block as a cluster keeps it.</summary>
/// <param name="Number">Its number: those kept later have higher ones.</param>
/// <param name="Block">Which block.</param>
/// <param name="Record">Its bytes, <see cref="BlockWorker.Record"/>.</param>
public readonly record struct NumberedBlock(long Number, int Block, byte[] Record);
