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

    /// <summary>From whom those institutions borrow whose creditors are drawn by debtor.</summary>
    Creditors = 5,

    /// <summary>Which end of a link lends.</summary>
    Direction = 6,

    /// <summary>How large institutions of a generated network are.</summary>
    InstitutionSize = 7,

    /// <summary>How much of what an institution lends goes to each of its debtors; how much a borrower borrows on a platform.</summary>
    Amount = 8,

    /// <summary>On which platforms a borrower borrows.</summary>
    Platforms = 9,

    /// <summary>When a loan falls due.</summary>
    Maturity = 10,

    /// <summary>What is known of an institution of a generated network besides its size.</summary>
    Traits = 11,

    /// <summary>From whom shortest paths are counted where there are too many to count from everybody.</summary>
    Sources = 17,

    /// <summary>Who lends to whom in a reconstructed network of few links, and in the networks that a chain of them starts from.</summary>
    Allocation = 20,

    /// <summary>Who lends to whom in a network of the fitness model.</summary>
    FitnessLinks = 21,

    /// <summary>The steps of a chain of networks.</summary>
    Chain = 22,

    /// <summary>Who lends to whom in a network of the configuration model.</summary>
    ConfigurationLinks = 23,

    /// <summary>How much the links of a network of the configuration model carry.</summary>
    ConfigurationAmounts = 24,

    /// <summary>Which scenarios a bootstrap resample holds.</summary>
    Resample = 48,

    /// <summary>Random orders: of players in Shapley sampling, of values in permutation tests.</summary>
    Order = 49,

    /// <summary>Which part of the platforms a platform is in when a scorer is held against those it was not trained on.</summary>
    Fold = 16,
}
