namespace Contagion.Engine;

/// <summary>What each institution owes by the period in which it falls due.</summary>
/// <param name="Start">Where each institution's rungs begin; one longer than there are institutions.</param>
/// <param name="Period">The period of each rung, ascending within an institution; <see cref="int.MaxValue"/> for what falls due in none.</param>
/// <param name="Amount">What falls due in it.</param>
internal sealed record MaturityLadder(int[] Start, int[] Period, double[] Amount)
{
    /// <summary>The ladder of some loans.</summary>
    /// <param name="rows">The loans.</param>
    /// <param name="maturity">The period in which each falls due.</param>
    /// <param name="institutions">Number of institutions.</param>
    public static MaturityLadder Of(CompressedRows rows, int[] maturity, int institutions)
    {
        var rungs = new SortedDictionary<int, double>?[institutions];
        for (var entry = 0; entry < rows.Count; entry++)
        {
            var ladder = rungs[rows.Column[entry]] ??= [];
            var period = maturity[entry];
            ladder[period] = ladder.GetValueOrDefault(period) + rows.Amount[entry];
        }

        var (start, periods, amounts) = (new int[institutions + 1], new List<int>(), new List<double>());
        for (var institution = 0; institution < institutions; institution++)
        {
            foreach (var (period, due) in rungs[institution] ?? [])
            {
                periods.Add(period);
                amounts.Add(due);
            }

            start[institution + 1] = periods.Count;
        }

        return new MaturityLadder(start, [.. periods], [.. amounts]);
    }
}
