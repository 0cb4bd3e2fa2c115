namespace Contagion.Analysis;

/// <summary>The kinds of scorers that can be trained.</summary>
public enum ScorerKind
{
    /// <summary>The logistic function of a weighted sum.</summary>
    Logistic,

    /// <summary>A decision tree.</summary>
    Tree,
}
