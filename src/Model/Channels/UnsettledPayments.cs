namespace Contagion.Model;

/// <summary>What becomes of payments that are unsettled at the end of a period.</summary>
public enum UnsettledPayments
{
    /// <summary>They stay in the queue.</summary>
    Carry,

    /// <summary>They are cancelled.</summary>
    Cancel,
}
