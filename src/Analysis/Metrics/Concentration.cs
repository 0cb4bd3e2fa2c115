namespace Contagion.Analysis;

/// <summary>How unevenly an amount is spread over institutions.</summary>
/// <remarks><c>models.md</c> 9.5.</remarks>
public static class Concentration
{
    /// <summary>The Herfindahl index, Σ (x / Σ x)²: from 1 / n, all equal, to 1, one has all; null where all are 0.</summary>
    /// <param name="amounts">x, at least 0, in any unit.</param>
    /// <exception cref="ArgumentException">An amount is NaN, infinite or negative.</exception>
    public static double? Herfindahl(ReadOnlySpan<double> amounts)
    {
        Refuse.NoAmount(amounts, nameof(amounts));
        var total = Distribution.Sum(amounts);
        if (total == 0)
        {
            return null;
        }

        var squares = new double[amounts.Length];
        for (var institution = 0; institution < squares.Length; institution++)
        {
            var share = amounts[institution] / total;
            squares[institution] = share * share;
        }

        return Distribution.Sum(squares);
    }

    /// <summary>The Gini coefficient, 2 Σ k x_(k) / (n Σ x) − (n + 1) / n: from 0, all equal, to 1 − 1/n, one has all; null where all are 0.</summary>
    /// <param name="amounts">x, at least 0, in any unit.</param>
    /// <exception cref="ArgumentException">An amount is NaN, infinite or negative.</exception>
    /// <remarks>Summed as Σ (2k − n − 1) x_(k) / (n Σ x), which is 0 where all are equal.</remarks>
    public static double? Gini(ReadOnlySpan<double> amounts)
    {
        Refuse.NoAmount(amounts, nameof(amounts));
        var total = Distribution.Sum(amounts);
        if (total == 0)
        {
            return null;
        }

        var sorted = amounts.ToArray();
        Array.Sort(sorted);
        double count = sorted.Length;
        for (var rank = 1; rank <= sorted.Length; rank++)
        {
            sorted[rank - 1] *= (2 * rank) - count - 1;
        }

        return Distribution.Sum(sorted) / (count * total);
    }
}
