namespace Contagion.Networks;

/// <summary>Who lends to whom, before anybody knows how much: compressed rows of creditors, each with its debtors ascending and none twice.</summary>
/// <param name="Start">Where each creditor's debtors begin; one longer than there are institutions.</param>
/// <param name="Debtor">The debtor of each link.</param>
internal sealed record Links(int[] Start, int[] Debtor)
{
    /// <summary>Number of institutions.</summary>
    public int Institutions => Start.Length - 1;

    /// <summary>Number of links.</summary>
    public int Count => Debtor.Length;

    /// <summary>To how many institutions a creditor lends.</summary>
    public int DebtorsOf(int creditor) => Start[creditor + 1] - Start[creditor];
}
