namespace Contagion.Analysis;

/// <summary>Weights of criteria from comparisons of each with each (analytic hierarchy process).</summary>
/// <param name="Weights">Above 0, of sum 1.</param>
/// <param name="PrincipalValue">λ_max, at least the number of criteria.</param>
/// <param name="ConsistencyRatio">How far the comparisons contradict each other, as a share of what random ones do; from <see cref="RatioMax"/> on they are refused.</param>
/// <remarks>w is the principal eigenvector, CI = (λ_max − n) / (n − 1), CR = CI / RI; <c>models.md</c> section 10. Saaty (1980), The Analytic
/// Hierarchy Process. By repeated multiplication, which for matrices of positive numbers converges from anywhere.</remarks>
public sealed record Priorities(IReadOnlyList<double> Weights, double PrincipalValue, double ConsistencyRatio)
{
    /// <summary>The ratio from which on comparisons are too contradictory to be used.</summary>
    public const double RatioMax = 0.1;

    /// <summary>Most criteria that are compared at once: for more there is no random index to hold them against, and nobody compares so many well.</summary>
    public const int CountMax = 10;

    /// <summary>How far two opposite comparisons may be from multiplying to 1.</summary>
    private const double Rounding = 1e-9;

    private const int RoundsMax = 10_000;

    // RI of 3 to 10 criteria, models.md section 10.
    private static ReadOnlySpan<double> RandomIndex => [0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];

    /// <summary>What is wrong with comparisons; null when nothing is. Contradictions are left aside.</summary>
    /// <param name="comparisons">Row i, column j: how many times as important criterion i is as criterion j.</param>
    /// <returns>The row and the column that a fault is about, and the fault.</returns>
    public static (int Row, int Column, string Fault)? Fault(double[][] comparisons)
    {
        for (var row = 0; row < comparisons.Length; row++)
        {
            if (comparisons[row].Length != comparisons.Length)
            {
                return (row, -1, $"row {row + 1} has {comparisons[row].Length} comparisons; expected {comparisons.Length}, one for each criterion");
            }
        }

        for (var row = 0; row < comparisons.Length; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var (one, other) = (comparisons[row][column], comparisons[column][row]);
                if (!(one > 0 && double.IsFinite(one) && other > 0 && double.IsFinite(other)))
                {
                    return one > 0 && double.IsFinite(one) ? (column, row, $"a comparison is {other}; expected a finite number above 0") : (row, column, $"a comparison is {one}; expected a finite number above 0");
                }

                if (Math.Abs((one * other) - 1) > Rounding)
                {
                    return row == column
                        ? (row, column, $"criterion {row + 1} is {one} times as important as itself; expected 1")
                        : (row, column, $"criterion {row + 1} is {one} times as important as criterion {column + 1}, which is {other} times as important as it; expected 1/{other}");
                }
            }
        }

        return null;
    }

    /// <summary>The weights that comparisons give.</summary>
    /// <param name="comparisons">Without fault, of 1 to <see cref="CountMax"/> criteria.</param>
    /// <exception cref="ArgumentException">The comparisons have a fault, or there are none or too many.</exception>
    public static Priorities Of(double[][] comparisons)
    {
        if (comparisons.Length is 0 or > CountMax || Fault(comparisons) is not null)
        {
            throw new ArgumentException("Expected 1 to 10 criteria, and comparisons that are positive and reciprocal.", nameof(comparisons));
        }

        var (count, weights) = (comparisons.Length, Enumerable.Repeat(1.0 / comparisons.Length, comparisons.Length).ToArray());
        var (largest, change) = (0.0, 1.0);
        for (var round = 0; round < RoundsMax && change > 1e-15; round++)
        {
            double[] product = [.. comparisons.Select(row => row.Zip(weights).Sum(pair => pair.First * pair.Second))];
            largest = product.Sum();
            change = product.Zip(weights).Max(pair => Math.Abs((pair.First / largest) - pair.Second));
            weights = [.. product.Select(part => part / largest)];
        }

        // Never below their number but by rounding.
        var contradiction = Math.Max(0, largest - count);
        return new Priorities(weights, count + contradiction, count <= 2 ? 0 : contradiction / (count - 1) / RandomIndex[count - 3]);
    }

    /// <summary>The comparison that agrees least with the weights: the first to think over where the ratio is too high.</summary>
    /// <returns>Its row and column, and what the weights would say there.</returns>
    public (int Row, int Column, double Expected) Worst(double[][] comparisons)
    {
        var pairs = from row in Enumerable.Range(0, Weights.Count) from column in Enumerable.Range(0, Weights.Count) where row != column select (row, column);
        var (one, other) = pairs.MaxBy(pair => comparisons[pair.row][pair.column] * Weights[pair.column] / Weights[pair.row]);
        return (one, other, Weights[one] / Weights[other]);
    }
}
