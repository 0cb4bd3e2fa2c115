namespace Contagion.Engine;

/// <summary>Rows renumbered so that debtors come before their creditors wherever there is no cycle: a pass that uses each value as soon as it
/// is known then carries distress from one end of a chain to the other at once.</summary>
/// <remarks>The order in which a depth-first walk from creditors to debtors leaves institutions. It depends on the network alone.</remarks>
internal sealed class OrderedRows
{
    private readonly int[] _start;
    private readonly int[] _column;
    private readonly double[] _coefficient;

    /// <param name="rows">The rows.</param>
    /// <param name="coefficient">What each entry multiplies by.</param>
    public OrderedRows(CompressedRows rows, ReadOnlySpan<double> coefficient)
    {
        Order = DebtorsFirst(rows);
        var place = new int[rows.Rows];
        for (var item = 0; item < Order.Length; item++)
        {
            place[Order[item]] = item;
        }

        (_start, _column, _coefficient) = (new int[rows.Rows + 1], new int[rows.Count], new double[rows.Count]);
        var next = 0;
        for (var item = 0; item < Order.Length; item++)
        {
            for (var entry = rows.Start[Order[item]]; entry < rows.Start[Order[item] + 1]; entry++)
            {
                (_column[next], _coefficient[next]) = (place[rows.Column[entry]], coefficient[entry]);
                next++;
            }

            _start[item + 1] = next;
        }
    }

    /// <summary>The institution at each place.</summary>
    public int[] Order { get; }

    /// <summary>Where the row of each place begins; one longer than <see cref="Order"/>.</summary>
    public ReadOnlySpan<int> Start => _start;

    /// <summary>The place of each entry's debtor.</summary>
    public ReadOnlySpan<int> Column => _column;

    /// <summary>What each entry multiplies by.</summary>
    public ReadOnlySpan<double> Coefficient => _coefficient;

    private static int[] DebtorsFirst(CompressedRows rows)
    {
        var (order, left) = (new int[rows.Rows], 0);
        var isSeen = new bool[rows.Rows];
        // Two stacks of numbers rather than calls: a chain may be as long as the network is large.
        var (walk, entry, depth) = (new int[rows.Rows], new int[rows.Rows], 0);
        for (var first = 0; first < rows.Rows; first++)
        {
            if (isSeen[first])
            {
                continue;
            }

            Enter(first);
            while (depth > 0)
            {
                var creditor = walk[depth - 1];
                if (entry[depth - 1] == rows.Start[creditor + 1])
                {
                    order[left++] = creditor;
                    depth--;
                    continue;
                }

                var debtor = rows.Column[entry[depth - 1]++];
                if (!isSeen[debtor])
                {
                    Enter(debtor);
                }
            }
        }

        return order;

        void Enter(int institution)
        {
            isSeen[institution] = true;
            (walk[depth], entry[depth]) = (institution, rows.Start[institution]);
            depth++;
        }
    }
}
