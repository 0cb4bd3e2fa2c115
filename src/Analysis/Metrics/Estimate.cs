namespace Contagion.Analysis;

/// <summary>A number estimated from a sample.</summary>
/// <param name="Value">The number; null where the sample is empty.</param>
/// <param name="Sample">How many scenarios it rests on.</param>
/// <param name="Interval">A bootstrap confidence interval; null where none was made or the number is undefined.</param>
public readonly record struct Estimate(double? Value, int Sample, (double Low, double High)? Interval);
