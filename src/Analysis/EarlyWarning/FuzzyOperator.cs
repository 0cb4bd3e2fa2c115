namespace Contagion.Analysis;

/// <summary>How weights and memberships of criteria make one membership.</summary>
public enum FuzzyOperator
{
    /// <summary>M(·, +): the weighted average; every criterion counts.</summary>
    WeightedAverage,

    /// <summary>M(∧, ∨): the largest of the lesser of weight and membership, made to sum to 1; the weightiest criteria decide.</summary>
    MaxMin,
}
