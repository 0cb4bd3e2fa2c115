namespace Contagion.Networks;

/// <summary>A sparse matrix as compressed rows: the entries of row i stand at positions Start[i] to Start[i + 1] − 1, by ascending column.</summary>
/// <remarks>Immutable once built. The arrays are handed out as spans: whoever reads them cannot change them.</remarks>
public sealed class CompressedRows
{
    private readonly int[] _start;
    private readonly int[] _column;
    private readonly double[] _amount;

    /// <param name="start">Where each row begins, one longer than there are rows.</param>
    /// <param name="column">Column of each entry, ascending within a row.</param>
    /// <param name="amount">Amount of each entry.</param>
    public CompressedRows(int[] start, int[] column, double[] amount) => (_start, _column, _amount) = (start, column, amount);

    /// <summary>Rows without entries.</summary>
    internal static CompressedRows Empty(int rows) => new(new int[rows + 1], [], []);

    /// <summary>The same pattern with other amounts.</summary>
    /// <param name="amount">Amount of each entry.</param>
    public CompressedRows With(double[] amount) => new(_start, _column, amount);

    /// <summary>Number of rows.</summary>
    public int Rows => _start.Length - 1;

    /// <summary>Number of entries.</summary>
    public int Count => _column.Length;

    /// <summary>Where each row begins; one longer than <see cref="Rows"/>.</summary>
    public ReadOnlySpan<int> Start => _start;

    /// <summary>The column of each entry.</summary>
    public ReadOnlySpan<int> Column => _column;

    /// <summary>The amount of each entry.</summary>
    public ReadOnlySpan<double> Amount => _amount;

    /// <summary>Number of entries of a row.</summary>
    public int LengthOf(int row) => _start[row + 1] - _start[row];

    /// <summary>Sums each row, in the order of its entries.</summary>
    public double[] RowSums()
    {
        var sums = new double[Rows];
        for (var row = 0; row < sums.Length; row++)
        {
            var sum = 0.0;
            for (var entry = _start[row]; entry < _start[row + 1]; entry++)
            {
                sum += _amount[entry];
            }

            sums[row] = sum;
        }

        return sums;
    }

    /// <summary>Sums each column, in the order of the rows.</summary>
    /// <param name="columns">Number of columns.</param>
    public double[] ColumnSums(int columns)
    {
        var sums = new double[columns];
        for (var entry = 0; entry < _column.Length; entry++)
        {
            sums[_column[entry]] += _amount[entry];
        }

        return sums;
    }

    /// <summary>The same entries column by column: row j of the result has the entries of column j, by ascending row.</summary>
    /// <param name="columns">Number of columns.</param>
    public CompressedRows Transpose(int columns)
    {
        var start = CountingSort.Starts(_column, columns);
        var next = start[..^1];
        var (row, amount) = (new int[Count], new double[Count]);
        for (var from = 0; from < Rows; from++)
        {
            // Rows come by ascending index, so that every row of the result is in order as well.
            for (var entry = _start[from]; entry < _start[from + 1]; entry++)
            {
                var to = next[_column[entry]]++;
                (row[to], amount[to]) = (from, _amount[entry]);
            }
        }

        return new CompressedRows(start, row, amount);
    }
}
