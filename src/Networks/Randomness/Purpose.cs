namespace Contagion.Networks;

/// <summary>What a random draw is for; keeps the draws of different uses apart.</summary>
public enum Purpose
{
    /// <summary>Who is hit by a shock on a random target.</summary>
    Target = 1,

    /// <summary>How large a shock is.</summary>
    Size = 2,

    /// <summary>The factor and the own fortunes of a credit shock.</summary>
    Credit = 3,

    /// <summary>Who lends to whom in a generated network.</summary>
    Links = 4,

    /// <summary>Who lends to whom in a reconstructed network of few links, and in the networks that a chain of them starts from.</summary>
    Allocation = 20,

    /// <summary>Who lends to whom in a network of the fitness model.</summary>
    FitnessLinks = 21,

    /// <summary>The steps of a chain of networks.</summary>
    Chain = 22,
}
