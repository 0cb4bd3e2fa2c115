namespace Contagion.Model;

/// <summary>What a reserve fund is measured by.</summary>
public enum ReserveBase
{
    /// <summary>Loans brought about by the platform that are outstanding.</summary>
    LoansOutstanding,

    /// <summary>What the platform owes.</summary>
    Debts,

    /// <summary>What the platform owns.</summary>
    Assets,

    /// <summary>The column daily_transactions.</summary>
    DailyTransactions,
}
