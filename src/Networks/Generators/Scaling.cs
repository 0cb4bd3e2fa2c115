namespace Contagion.Networks;

/// <summary>Scales the amounts of links until rows, and if asked columns, have given totals.</summary>
/// <remarks>
/// RAS, or iterative proportional fitting, on the links there are: amounts w_ij r_i c_j, where r_i = R_i / Σ_j w_ij c_j and c_j = C_j / Σ_i w_ij r_i in turn
/// (Bacharach (1965), International Economic Review 6(3):294–310). There is a solution only if no set of banks has to lend more than those it lends to may owe.
/// Rows are met to the last digits, columns to the tolerance. O(links) a sweep; every sum is one institution's, in the order of its links.
/// </remarks>
/// <param name="links">The links.</param>
/// <param name="amounts">Weights above 0; become the amounts.</param>
/// <param name="lent">R: what each bank lends; above 0 for those who have debtors.</param>
/// <param name="draw">The drawing, whose threads are used.</param>
internal sealed class Scaling(Links links, double[] amounts, double[] lent, NetworkDraw draw)
{
    /// <summary>Where there is a solution a few dozen sweeps find it; where there is none, none does.</summary>
    private const int SweepsMax = 1000;

    private readonly double[] _ofRow = new double[links.Institutions];
    private readonly double[] _ofColumn = new double[links.Institutions];

    /// <summary>Scales in place.</summary>
    /// <param name="sizes">What totals of columns are in proportion to; null leaves columns as they come.</param>
    /// <param name="tolerance">How far a column may be off, as a share of its total.</param>
    /// <exception cref="DrawException">Totals cannot be met.</exception>
    public void Scale(double[]? sizes, double tolerance)
    {
        _ofColumn.AsSpan().Fill(1);
        Rows();
        if (sizes is not null && links.Count > 0)
        {
            Columns(sizes, tolerance);
        }

        draw.ForEach(links.Institutions, (first, end) =>
        {
            for (var creditor = first; creditor < end; creditor++)
            {
                for (var link = links.Start[creditor]; link < links.Start[creditor + 1]; link++)
                {
                    amounts[link] *= _ofRow[creditor] * _ofColumn[links.Debtor[link]];
                }
            }
        });
        if (amounts.AsSpan().Contains(0))
        {
            throw new DrawException("amounts differ so much that some are too small for a number; expected sizes or weights that differ less");
        }
    }

    private void Columns(double[] sizes, double tolerance)
    {
        var byDebtor = new CompressedRows(links.Start, links.Debtor, amounts).Transpose(links.Institutions);
        var owed = Owed(byDebtor, sizes);
        var (off, worst, worstOff) = (new double[links.Institutions], 0, double.PositiveInfinity);
        for (var sweep = 0; sweep < SweepsMax; sweep++)
        {
            draw.ForEach(links.Institutions, (first, end) =>
            {
                for (var debtor = first; debtor < end; debtor++)
                {
                    var sum = 0.0;
                    for (var debt = byDebtor.Start[debtor]; debt < byDebtor.Start[debtor + 1]; debt++)
                    {
                        sum += byDebtor.Amount[debt] * _ofRow[byDebtor.Column[debt]];
                    }

                    // What the factor of the last sweep makes of it, before this one changes it.
                    off[debtor] = byDebtor.LengthOf(debtor) == 0 ? 0 : Math.Abs((sum * _ofColumn[debtor]) - owed[debtor]) / owed[debtor];
                    _ofColumn[debtor] = off[debtor] <= tolerance ? _ofColumn[debtor] : owed[debtor] / sum;
                }
            });
            var now = Worst(off);
            if (off[now] <= tolerance)
            {
                return;
            }

            if (!double.IsFinite(off[now]))
            {
                // Where there is no solution, factors grow until they are no numbers.
                break;
            }

            (worst, worstOff) = (now, off[now]);
            Rows();
        }

        throw new DrawException(
            FormattableString.Invariant($"amounts cannot be scaled to totals: what bank {worst + 1} of {off.Length} owes stays {100 * worstOff:G3} % off; ")
            + "expected more links, sizes that differ less, totals 'free', or a larger 'totalsTolerance'");
    }

    private void Rows() => draw.ForEach(links.Institutions, (first, end) =>
    {
        for (var creditor = first; creditor < end; creditor++)
        {
            var sum = 0.0;
            for (var link = links.Start[creditor]; link < links.Start[creditor + 1]; link++)
            {
                sum += amounts[link] * _ofColumn[links.Debtor[link]];
            }

            _ofRow[creditor] = links.DebtorsOf(creditor) == 0 ? 0 : lent[creditor] / sum;
        }
    });

    /// <summary>C: what each bank that has creditors owes, so that all owe together what all lend.</summary>
    private double[] Owed(CompressedRows byDebtor, double[] sizes)
    {
        var (all, ofBorrowers) = (0.0, 0.0);
        for (var institution = 0; institution < sizes.Length; institution++)
        {
            all += lent[institution];
            ofBorrowers += byDebtor.LengthOf(institution) == 0 ? 0 : sizes[institution];
        }

        return [.. sizes.Select((size, institution) => byDebtor.LengthOf(institution) == 0 ? 0 : all * (size / ofBorrowers))];
    }

    /// <summary>Where the largest of some numbers stands, or the first that is none.</summary>
    private static int Worst(double[] numbers)
    {
        var worst = 0;
        for (var at = 1; at < numbers.Length && !double.IsNaN(numbers[worst]); at++)
        {
            worst = numbers[at] <= numbers[worst] ? worst : at;
        }

        return worst;
    }
}
