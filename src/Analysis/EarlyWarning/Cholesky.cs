namespace Contagion.Analysis;

/// <summary>A symmetric positive definite matrix taken apart, A = L Lᵀ.</summary>
/// <remarks>Plain loops in a fixed order, so that what is trained has the same bits on every machine. O(n³ / 6) once, O(n²) a solution.</remarks>
internal sealed class Cholesky
{
    /// <summary>A pivot that is a smaller share of its diagonal element than this is nothing but rounding.</summary>
    private const double PivotMin = 1e-10;

    private readonly double[][] _lower;

    private Cholesky(double[][] lower) => _lower = lower;

    /// <summary>Takes a matrix apart.</summary>
    /// <param name="matrix">Symmetric; only the lower half is read.</param>
    /// <param name="dependent">The first row that is a combination of those before it; −1 when there is none.</param>
    /// <returns>Null when there is such a row.</returns>
    public static Cholesky? Of(double[][] matrix, out int dependent)
    {
        var lower = new double[matrix.Length][];
        for (var row = 0; row < matrix.Length; row++)
        {
            lower[row] = new double[row + 1];
            for (var column = 0; column < row; column++)
            {
                lower[row][column] = (matrix[row][column] - Product(lower[row], lower[column], column)) / lower[column][column];
            }

            var pivot = matrix[row][row] - Product(lower[row], lower[row], row);
            if (!(pivot > PivotMin * matrix[row][row]))
            {
                dependent = row;
                return null;
            }

            lower[row][row] = Math.Sqrt(pivot);
        }

        dependent = -1;
        return new Cholesky(lower);
    }

    /// <summary>x of A x = b.</summary>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        var solution = right.ToArray();
        for (var row = 0; row < solution.Length; row++)
        {
            solution[row] = (solution[row] - Product(_lower[row], solution, row)) / _lower[row][row];
        }

        for (var row = solution.Length - 1; row >= 0; row--)
        {
            for (var below = row + 1; below < solution.Length; below++)
            {
                solution[row] -= _lower[below][row] * solution[below];
            }

            solution[row] /= _lower[row][row];
        }

        return solution;
    }

    private static double Product(double[] first, double[] second, int length)
    {
        var sum = 0.0;
        for (var place = 0; place < length; place++)
        {
            sum += first[place] * second[place];
        }

        return sum;
    }
}
