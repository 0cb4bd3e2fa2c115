namespace Contagion.Model;

/// <summary>What kind of claim an exposure is.</summary>
public enum ExposureType : byte
{
    /// <summary>A debt due at a date; on the balance sheets of both sides.</summary>
    Loan,

    /// <summary>A debt due whenever the creditor asks; on the balance sheets of both sides.</summary>
    Demand,

    /// <summary>A promise to pay if somebody else does not; on no balance sheet until it is called.</summary>
    Guarantee,

    /// <summary>A service the creditor depends on; on no balance sheet.</summary>
    Service,
}
