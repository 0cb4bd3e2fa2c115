namespace Contagion.Networks;

/// <summary>PageRank: where a walker is found who follows exposures in proportion to their amounts and now and then starts anew.</summary>
public static class PageRank
{
    /// <summary>The usual share of steps that follow an exposure.</summary>
    public const double Damping = 0.85;

    private const int SweepsMax = 10_000;

    /// <summary>The largest change of a rank that is none.</summary>
    private const double Tolerance = 1e-15;

    /// <summary>The largest sum of changes that is none: a million ranks are a millionth each.</summary>
    private const double SumTolerance = 1e-13;

    /// <summary>The rank of each institution; ranks sum to 1.</summary>
    /// <param name="incoming">Row i: from where importance flows to i, with amounts.</param>
    /// <param name="given">What each institution passes on in all: the sum of its amounts over the rows of <paramref name="incoming"/>.</param>
    /// <remarks>
    /// x = d (Pᵀx + dangling/n) + (1 − d)/n. Brin and Page (1998), Computer Networks 30:107–117. An institution that passes nothing on
    /// spreads its rank evenly. O(exposures) a sweep, by all threads.
    /// </remarks>
    public static double[] Of(CompressedRows incoming, double[] given) => Of(incoming, given, out _);

    /// <summary>As above, counting sweeps.</summary>
    internal static double[] Of(CompressedRows incoming, double[] given, out int sweeps)
    {
        var (count, chunks) = (incoming.Rows, RowChunks.Of(incoming));
        var (rank, share, next) = (new double[count], new double[count], new double[count]);
        var (dangling, changes, largest) = (new double[chunks.Count], new double[chunks.Count], new double[chunks.Count]);
        Array.Fill(rank, 1.0 / Math.Max(1, count));
        chunks.ForEach((chunk, first, end) => dangling[chunk] = Shares(rank, given, share, first, end));
        sweeps = 0;
        for (var isOpen = true; isOpen && sweeps < SweepsMax; sweeps++)
        {
            var floor = ((Damping * dangling.Sum()) + (1 - Damping)) / count;
            chunks.ForEach((chunk, first, end) =>
            {
                var (change, most) = (0.0, 0.0);
                Gather.Rows(incoming, first, end, share, next);
                for (var institution = first; institution < end; institution++)
                {
                    var after = floor + (Damping * next[institution]);
                    var moved = Math.Abs(after - rank[institution]);
                    (change, most) = (change + moved, Math.Max(most, moved));
                    rank[institution] = after;
                }

                (changes[chunk], largest[chunk]) = (change, most);
                dangling[chunk] = Shares(rank, given, next, first, end);
            });
            (share, next) = (next, share);
            isOpen = largest.Max() > Tolerance || changes.Sum() > SumTolerance;
        }

        return rank;
    }

    /// <summary>What each institution passes on for each unit of an exposure; returns what those have who pass nothing on.</summary>
    private static double Shares(double[] rank, double[] given, double[] share, int first, int end)
    {
        var dangling = 0.0;
        for (var institution = first; institution < end; institution++)
        {
            share[institution] = given[institution] > 0 ? rank[institution] / given[institution] : 0;
            dangling += given[institution] > 0 ? 0 : rank[institution];
        }

        return dangling;
    }
}
