using System.Runtime.InteropServices;

namespace Contagion.Networks;

/// <summary>Entries of a sparse matrix column by column as they come in.</summary>
internal sealed class EntryColumns
{
    private readonly List<int> _row = [];
    private readonly List<int> _column = [];
    private readonly List<double> _amount = [];

    public int Count => _row.Count;

    public void Add(int row, int column, double amount)
    {
        _row.Add(row);
        _column.Add(column);
        _amount.Add(amount);
    }

    public void Clear()
    {
        _row.Clear();
        _column.Clear();
        _amount.Clear();
    }

    /// <summary>The entries as compressed rows; those of the same row and column add up in input order.</summary>
    /// <param name="empty">As many rows without entries, taken where there are none: an empty matrix of a million rows is not made twice.</param>
    public CompressedRows Build(CompressedRows empty)
    {
        if (Count == 0)
        {
            return empty;
        }

        var rows = CollectionsMarshal.AsSpan(_row);
        var starts = CountingSort.Starts(rows, empty.Rows);
        var order = CountingSort.Order(rows, starts, []);
        CountingSort.OrderWithin(order, starts, _column);
        var start = new int[empty.Rows + 1];
        var (column, amount) = (new List<int>(Count), new List<double>(Count));
        for (var turn = 0; turn < order.Length; turn++)
        {
            var item = order[turn];
            if (turn > 0 && _row[item] == _row[order[turn - 1]] && _column[item] == _column[order[turn - 1]])
            {
                amount[^1] += _amount[item];
                continue;
            }

            start[_row[item] + 1]++;
            column.Add(_column[item]);
            amount.Add(_amount[item]);
        }

        for (var row = 0; row < empty.Rows; row++)
        {
            start[row + 1] += start[row];
        }

        return new CompressedRows(start, [.. column], [.. amount]);
    }
}
