namespace Contagion.Engine;

/// <summary>Who pays and who is paid in each period because loans fall due in it.</summary>
internal sealed class DueDates
{
    private readonly int[] _start;
    private readonly int[] _party;

    /// <param name="rows">Loans with a maturity, by creditor.</param>
    /// <param name="maturity">The period in which each falls due.</param>
    /// <param name="periods">Number of periods of a run; what falls due later is left out.</param>
    public DueDates(CompressedRows rows, int[] maturity, int periods)
    {
        _start = new int[periods + 1];
        foreach (var period in maturity)
        {
            if (period < periods)
            {
                _start[period + 1] += 2;
            }
        }

        for (var period = 0; period < periods; period++)
        {
            _start[period + 1] += _start[period];
        }

        var next = _start[..^1];
        _party = new int[_start[^1]];
        for (var creditor = 0; creditor < rows.Rows; creditor++)
        {
            for (var entry = rows.Start[creditor]; entry < rows.Start[creditor + 1]; entry++)
            {
                if (maturity[entry] < periods)
                {
                    _party[next[maturity[entry]]++] = creditor;
                    _party[next[maturity[entry]]++] = rows.Column[entry];
                }
            }
        }
    }

    /// <summary>Debtors and creditors of what falls due in a period, some of them more than once.</summary>
    public ReadOnlySpan<int> PartiesOf(int period) => _party.AsSpan(_start[period].._start[period + 1]);
}
