namespace Contagion.Model;

/// <summary>What an institution does, where its kind leaves that open.</summary>
public enum InstitutionRole
{
    /// <summary>No role given.</summary>
    None,

    /// <summary>Moves payments and holds client float.</summary>
    Payment,

    /// <summary>Brings lenders and borrowers together.</summary>
    P2p,

    /// <summary>Collects many small sums for a project.</summary>
    Crowdfunding,

    /// <summary>A money-market fund.</summary>
    Fund,

    /// <summary>Lists and compares platforms.</summary>
    Portal,

    /// <summary>A credit bureau.</summary>
    Bureau,

    /// <summary>Keeps client money.</summary>
    Custodian,

    /// <summary>The lender of last resort.</summary>
    CentralBank,
}
