using System.Runtime.Intrinsics;

namespace Contagion.Networks;

/// <summary>Communicability: in how many ways an institution is joined to others, or to itself, a way of k steps counting 1/k!. Amounts do not count.</summary>
/// <remarks>
/// exp(A), A the 0/1 matrix of edges: Estrada and Hatano (2008), Physical Review E 77:036111; its row sums: Benzi and Klymko (2013), Journal of Complex Networks
/// 1(2):124–149; its diagonal: Estrada and Rodríguez-Velázquez (2005), Physical Review E 71:056103. Swept by its Taylor series: nothing is subtracted, so that every digit counts.
/// With a positive x for which A x ≤ μ x, what K terms leave out is at most max x μᴷ/K! for each unit: K is chosen so that this is below 1e-18.
/// </remarks>
public sealed class Communicability
{
    /// <summary>The diagonal is computed while this many additions of eight numbers do: some twenty seconds of one processor.</summary>
    public const long AdditionsMax = 20_000_000_000;

    private const double LogError = -41.5;
    private const double ExponentMax = 690;
    private const double Attenuation = 0.8;
    private const int Lanes = 8;

    private readonly CompressedRows _rows;
    private readonly int _terms;
    private readonly bool _isFinite;

    /// <param name="rows">Row i: where edges from i lead; debts for impact, claims for vulnerability.</param>
    /// <param name="components">Strongly connected components of the rows.</param>
    public Communicability(CompressedRows rows, Components components)
    {
        var ones = new double[rows.Count];
        Array.Fill(ones, 1);
        var plain = rows.With(ones);
        var radius = SpectralRadius.Of(plain, components);
        (_rows, _isFinite) = (rows, radius.Lower < ExponentMax);
        var bound = radius.Upper > 0 ? radius.Upper : Enumerable.Range(0, rows.Rows).Select(rows.LengthOf).DefaultIfEmpty().Max();
        // x = 1 + a A x, so that A x < x/a.
        _terms = bound > 0 ? Terms(bound / Attenuation, Katz.Of(plain, Attenuation / bound).Max()) : 0;
    }

    /// <summary>Whether the diagonal can be afforded.</summary>
    public bool HasDiagonal => _isFinite && (_rows.Rows + Lanes - 1L) / Lanes * Math.Max(1, _terms) * (_rows.Count + (long)_rows.Rows) <= AdditionsMax;

    /// <summary>Σ_j exp(A)_ij, itself included; null where that is more than a number can hold.</summary>
    public double[]? RowSums()
    {
        var (sum, term, next, chunks) = (new double[_rows.Rows], new double[_rows.Rows], new double[_rows.Rows], RowChunks.Of(_rows));
        Array.Fill(sum, 1);
        Array.Fill(term, 1);
        for (var step = 1; step <= _terms; step++)
        {
            chunks.ForEach((_, first, end) =>
            {
                Gather.Plain(_rows, first, end, term, next);
                for (var row = first; row < end; row++)
                {
                    next[row] /= step;
                    sum[row] += next[row];
                }
            });
            (term, next) = (next, term);
        }

        return _isFinite && Array.TrueForAll(sum, double.IsFinite) ? sum : null;
    }

    /// <summary>exp(A)_ii, eight institutions at a time.</summary>
    /// <remarks>O(institutions/8 × terms × exposures). Only where <see cref="HasDiagonal"/>.</remarks>
    public double[] Diagonal()
    {
        var diagonal = new double[_rows.Rows];
        Parallel.For(0, (_rows.Rows + Lanes - 1) / Lanes, () => (new Vector512<double>[_rows.Rows], new Vector512<double>[_rows.Rows]), (block, _, room) =>
        {
            Block(block * Lanes, diagonal, room.Item1, room.Item2);
            return room;
        }, _ => { });
        return diagonal;
    }

    private void Block(int begin, double[] diagonal, Vector512<double>[] term, Vector512<double>[] next)
    {
        var start = _rows.Start;
        var column = _rows.Column;
        var end = Math.Min(_rows.Rows, begin + Lanes);
        Array.Clear(term);
        for (var one = begin; one < end; one++)
        {
            term[one] = Vector512<double>.Zero.WithElement(one - begin, 1);
            diagonal[one] = 1;
        }

        for (var (step, isAny) = (1, true); step <= _terms && isAny; step++)
        {
            isAny = false;
            var factor = 1.0 / step;
            for (var row = 0; row < next.Length; row++)
            {
                var sum = Vector512<double>.Zero;
                foreach (var other in column[start[row]..start[row + 1]])
                {
                    sum += term[other];
                }

                next[row] = sum * factor;
                isAny |= Vector512.GreaterThanAny(sum, Vector512<double>.Zero);
            }

            for (var one = begin; one < end; one++)
            {
                diagonal[one] += next[one].GetElement(one - begin);
            }

            (term, next) = (next, term);
        }
    }

    /// <summary>The first K with most × μᴷ/K! small enough and terms that at least halve from there on.</summary>
    private static int Terms(double growth, double most)
    {
        var (terms, log) = (0, Elementary.Log(most));
        while (terms + 1 < 2 * growth || log > LogError)
        {
            terms++;
            log += Elementary.Log(growth / terms);
        }

        return terms;
    }
}
