namespace Contagion.Networks;

/// <summary>PageRank: where a walker is found who follows exposures in proportion to their amounts and now and then starts anew.</summary>
public static class PageRank
{
    /// <summary>The usual share of steps that follow an exposure.</summary>
    public const double Damping = 0.85;

    private const int SweepsMax = 10_000;
    private const double Tolerance = 1e-15;

    /// <summary>The rank of each institution; ranks sum to 1.</summary>
    /// <param name="incoming">Row i: from where importance flows to i, with amounts.</param>
    /// <param name="given">What each institution passes on in all: the sum of its amounts over the rows of <paramref name="incoming"/>.</param>
    /// <remarks>
    /// x = d (Pᵀx + dangling/n) + (1 − d)/n. Brin and Page (1998), Computer Networks 30:107–117. An institution that passes nothing on
    /// spreads its rank evenly. O(exposures) a sweep.
    /// </remarks>
    public static double[] Of(CompressedRows incoming, ReadOnlySpan<double> given)
    {
        var count = incoming.Rows;
        var rank = new double[count];
        rank.AsSpan().Fill(1.0 / Math.Max(1, count));
        var share = new double[count];
        for (var (sweep, change) = (0, double.MaxValue); change > Tolerance && sweep < SweepsMax; sweep++)
        {
            var dangling = 0.0;
            for (var institution = 0; institution < count; institution++)
            {
                share[institution] = given[institution] > 0 ? rank[institution] / given[institution] : 0;
                dangling += given[institution] > 0 ? 0 : rank[institution];
            }

            var floor = ((Damping * dangling) + (1 - Damping)) / count;
            change = 0;
            for (var institution = 0; institution < count; institution++)
            {
                var inflow = 0.0;
                for (var entry = incoming.Start[institution]; entry < incoming.Start[institution + 1]; entry++)
                {
                    inflow += incoming.Amount[entry] * share[incoming.Column[entry]];
                }

                var next = floor + (Damping * inflow);
                change = Math.Max(change, Math.Abs(next - rank[institution]));
                rank[institution] = next;
            }
        }

        return rank;
    }
}
