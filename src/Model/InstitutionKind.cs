namespace Contagion.Model;

/// <summary>What an institution is.</summary>
public enum InstitutionKind
{
    /// <summary>Brings payers, lenders or savers together: payment, P2P, crowdfunding, fund, portal, bureau.</summary>
    Platform,

    /// <summary>Holds claims: a person, or a group of them, who lends or saves.</summary>
    Lender,

    /// <summary>Owes: a person, a firm or a state.</summary>
    Borrower,

    /// <summary>Stands for the debts of others.</summary>
    Guarantor,

    /// <summary>A bank or custodian.</summary>
    Bank,

    /// <summary>Sells services others depend on: cloud, telecom, clearing.</summary>
    Provider,

    /// <summary>A central bank or supervisor.</summary>
    Authority,
}
