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

    /// <summary>Which scenarios a bootstrap resample holds.</summary>
    Resample = 48,

    /// <summary>Random orders: of players in Shapley sampling, of values in permutation tests.</summary>
    Order = 49,
}
