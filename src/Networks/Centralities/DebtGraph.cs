namespace Contagion.Networks;

/// <summary>The network as a weighted directed graph: an edge leads from each debtor to each of its creditors, its weight all that is owed between the two.</summary>
/// <remarks>
/// L of <c>models.md</c> 0.1. To follow edges from an institution is to ask whom its failure hits (impact); to follow them backwards, whose failure
/// hits it (vulnerability). Claims of several types, classes or terms between the same two are one edge.
/// </remarks>
public sealed class DebtGraph
{
    private DebtGraph(CompressedRows debts, CompressedRows claims) => (Debts, Claims) = (debts, claims);

    /// <summary>Row i: to whom i owes how much. L.</summary>
    public CompressedRows Debts { get; }

    /// <summary>Row i: who owes i how much. The transpose of <see cref="Debts"/>.</summary>
    public CompressedRows Claims { get; }

    /// <summary>Number of institutions.</summary>
    public int Count => Debts.Rows;

    /// <summary>Number of edges.</summary>
    public int Edges => Debts.Count;

    /// <summary>The graph of a network.</summary>
    public static DebtGraph Of(Network network) => new(Together(network.Debts), Together(network.Claims));

    /// <summary>The graph of some debts.</summary>
    /// <param name="debts">Row i: to whom i owes how much, above 0; as many rows as columns.</param>
    public static DebtGraph Of(CompressedRows debts)
    {
        var together = Together(debts);
        return new(together, together.Transpose(together.Rows));
    }

    /// <summary>The same graph with every edge turned round.</summary>
    public DebtGraph Reversed() => new(Claims, Debts);

    /// <summary>The same rows with entries of the same column added up; these rows where there are none.</summary>
    private static CompressedRows Together(CompressedRows rows)
    {
        var (start, kept) = (new int[rows.Rows + 1], 0);
        for (var row = 0; row < rows.Rows; row++)
        {
            for (var entry = rows.Start[row]; entry < rows.Start[row + 1]; entry++)
            {
                kept += IsFirst(rows, row, entry) ? 1 : 0;
            }

            start[row + 1] = kept;
        }

        return kept == rows.Count ? rows : Added(rows, start);
    }

    private static CompressedRows Added(CompressedRows rows, int[] start)
    {
        var (column, amount) = (new int[start[^1]], new double[start[^1]]);
        var to = -1;
        for (var row = 0; row < rows.Rows; row++)
        {
            for (var entry = rows.Start[row]; entry < rows.Start[row + 1]; entry++)
            {
                to += IsFirst(rows, row, entry) ? 1 : 0;
                column[to] = rows.Column[entry];
                amount[to] += rows.Amount[entry];
            }
        }

        return new CompressedRows(start, column, amount);
    }

    private static bool IsFirst(CompressedRows rows, int row, int entry) => entry == rows.Start[row] || rows.Column[entry] != rows.Column[entry - 1];
}
