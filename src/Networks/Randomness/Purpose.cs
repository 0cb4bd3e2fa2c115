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

    /// <summary>Which part of the platforms a platform is in when a scorer is held against those it was not trained on.</summary>
    Fold = 16,
}
