namespace Contagion.Analysis;

/// <summary>What came of training.</summary>
/// <param name="Scorer">The scorer; null where none could be made.</param>
/// <param name="Fault">Why none could be made; null where one could.</param>
public sealed record Trained(IScorer? Scorer, string? Fault);
