namespace Contagion.Data;

/// <summary>Parts that change together: one part with its values, or the columns of a file of samples with its rows.</summary>
/// <param name="Place">Where it is given, for faults that concern it as a whole.</param>
/// <param name="Paths">The parts.</param>
/// <param name="Rows">What they are, one step of the axis after the other; a value for each part.</param>
internal sealed record SweepAxis(YamlPlace Place, IReadOnlyList<SweptPath> Paths, IReadOnlyList<SweptValue[]> Rows);
