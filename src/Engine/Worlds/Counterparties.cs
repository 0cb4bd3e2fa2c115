namespace Contagion.Engine;

/// <summary>Some of those an institution lent to or owes, a page of each, in the order of the network.</summary>
/// <param name="ClaimsCount">How many claims it has in all.</param>
/// <param name="DebtsCount">How many debts it has in all.</param>
/// <param name="Claims">Debtors, and what they owed before the first shock.</param>
/// <param name="Debts">Creditors, and what they were owed before the first shock.</param>
public sealed record Counterparties(int ClaimsCount, int DebtsCount, IReadOnlyList<Counterparty> Claims, IReadOnlyList<Counterparty> Debts)
{
    /// <summary>The most of each that are told at once.</summary>
    public const int PageMax = 1000;
}

/// <summary>Somebody an institution lent to or owes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Amount">The amount, in the scenario's currency unit.</param>
public readonly record struct Counterparty(string Id, double Amount);
