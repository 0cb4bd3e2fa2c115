namespace Contagion.Networks;

/// <summary>Claims as they are made, creditor by creditor and by ascending debtor; those of zero are left out.</summary>
/// <param name="creditors">How many creditors there are.</param>
/// <param name="expected">About how many claims there will be.</param>
internal sealed class ClaimRows(int creditors, int expected = 0)
{
    private readonly int[] _start = new int[creditors + 1];
    private readonly List<int> _debtor = new(expected);
    private readonly List<double> _amount = new(expected);
    private int _creditor;

    /// <summary>Adds a claim of the creditor whose turn it is.</summary>
    public void Add(int debtor, double amount)
    {
        if (amount > 0)
        {
            _debtor.Add(debtor);
            _amount.Add(amount);
        }
    }

    /// <summary>Ends the row of a creditor.</summary>
    public void EndRow() => _start[++_creditor] = _debtor.Count;

    /// <summary>The rows, once every creditor had its turn.</summary>
    public CompressedRows Build() => new(_start, [.. _debtor], [.. _amount]);
}
