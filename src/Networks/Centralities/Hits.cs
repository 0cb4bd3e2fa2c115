namespace Contagion.Networks;

/// <summary>Hubs and authorities: a good lender lends to good borrowers, a good borrower borrows from good lenders.</summary>
/// <param name="Hub">Of each institution as a creditor; sums to 1, all 0 without edges.</param>
/// <param name="Authority">Of each institution as a debtor; sums to 1, all 0 without edges.</param>
/// <param name="Converged">Whether both stood still before the limit on sweeps.</param>
/// <remarks>
/// h ∝ C a, a ∝ Cᵀ h with C the claims: the first singular vectors. Kleinberg (1999), Journal of the ACM 46(5):604–632. Power iteration from everybody alike.
/// </remarks>
public sealed record Hits(double[] Hub, double[] Authority, bool Converged)
{
    private const int SweepsMax = 10_000;
    private const double Tolerance = 1e-14;

    /// <summary>Computes both.</summary>
    public static Hits Of(DebtGraph graph)
    {
        var (hub, authority, isOpen) = (new double[graph.Count], new double[graph.Count], graph.Edges > 0);
        if (!isOpen)
        {
            return new Hits(hub, authority, true);
        }

        Array.Fill(hub, 1.0 / graph.Count);
        var (toDebtors, toCreditors) = (new Half(graph.Debts), new Half(graph.Claims));
        for (var sweep = 0; isOpen && sweep < SweepsMax; sweep++)
        {
            var moved = toDebtors.Pass(hub, authority);
            isOpen = toCreditors.Pass(authority, hub) + moved > Tolerance;
        }

        return new Hits(hub, authority, !isOpen);
    }

    /// <summary>One direction.</summary>
    private sealed class Half(CompressedRows rows)
    {
        private readonly RowChunks _chunks = RowChunks.Of(rows);
        private readonly double[] _image = new double[rows.Rows];

        /// <summary>Multiplies by the rows and scales to a sum of 1; returns by how much the result has changed.</summary>
        public double Pass(double[] from, double[] to)
        {
            var (sums, moves) = (new double[_chunks.Count], new double[_chunks.Count]);
            _chunks.ForEach((chunk, first, end) =>
            {
                Gather.Rows(rows, first, end, from, _image);
                for (var row = first; row < end; row++)
                {
                    sums[chunk] += _image[row];
                }
            });
            var sum = sums.Sum();
            _chunks.ForEach((chunk, first, end) =>
            {
                for (var row = first; row < end; row++)
                {
                    var after = _image[row] / sum;
                    moves[chunk] += Math.Abs(after - to[row]);
                    to[row] = after;
                }
            });
            return moves.Sum();
        }
    }
}
