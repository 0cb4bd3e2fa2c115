namespace Contagion.Engine;

/// <summary>What falls due in each period of a run: loans in the order of their creditors.</summary>
internal sealed class DueDates
{
    private readonly int[] _start;
    private readonly int[] _loan;
    private readonly int[] _creditor;

    /// <param name="rows">Loans by creditor.</param>
    /// <param name="maturity">The period in which each falls due.</param>
    /// <param name="periods">Number of periods of the run; what falls due later is left out.</param>
    public DueDates(CompressedRows rows, int[] maturity, int periods)
    {
        var key = Array.ConvertAll(maturity, period => Math.Min(period, periods));
        _start = CountingSort.Starts(key, periods + 1);
        _loan = CountingSort.Order(key, _start, [])[.._start[periods]];
        var creditorOf = new int[maturity.Length];
        for (var creditor = 0; creditor < rows.Rows; creditor++)
        {
            creditorOf.AsSpan(rows.Start[creditor]..rows.Start[creditor + 1]).Fill(creditor);
        }

        _creditor = Array.ConvertAll(_loan, loan => creditorOf[loan]);
    }

    /// <summary>Positions of loans among all loans.</summary>
    public ReadOnlySpan<int> Loan => _loan;

    /// <summary>Their creditors.</summary>
    public ReadOnlySpan<int> Creditor => _creditor;

    /// <summary>Where the loans of a period stand in <see cref="Loan"/> and <see cref="Creditor"/>; none beyond the periods of the run.</summary>
    public Range PlacesOf(int period) => period < _start.Length - 2 ? _start[period].._start[period + 1] : _loan.Length.._loan.Length;
}
