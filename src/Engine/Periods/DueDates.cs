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
        _start = new int[periods + 1];
        foreach (var period in maturity)
        {
            if (period < periods)
            {
                _start[period + 1]++;
            }
        }

        for (var period = 0; period < periods; period++)
        {
            _start[period + 1] += _start[period];
        }

        var next = _start[..^1];
        (_loan, _creditor) = (new int[_start[^1]], new int[_start[^1]]);
        for (var creditor = 0; creditor < rows.Rows; creditor++)
        {
            for (var loan = rows.Start[creditor]; loan < rows.Start[creditor + 1]; loan++)
            {
                if (maturity[loan] < periods)
                {
                    var place = next[maturity[loan]]++;
                    (_loan[place], _creditor[place]) = (loan, creditor);
                }
            }
        }
    }

    /// <summary>Where the loans of a period stand in <see cref="Loan"/> and <see cref="Creditor"/>.</summary>
    public Range PlacesOf(int period) => _start[period].._start[period + 1];

    /// <summary>Positions of loans among all loans.</summary>
    public ReadOnlySpan<int> Loan => _loan;

    /// <summary>Their creditors.</summary>
    public ReadOnlySpan<int> Creditor => _creditor;
}
