using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>A trained scorer as a file keeps it.</summary>
/// <param name="Scorer">The scorer.</param>
/// <param name="Threshold">From which score on platforms are warned of.</param>
/// <param name="Label">The column that said who failed.</param>
public sealed record SavedScorer(IScorer Scorer, double Threshold, string Label);
