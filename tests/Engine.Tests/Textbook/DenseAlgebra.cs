namespace Contagion.Engine.Tests.Textbook;

/// <summary>Linear algebra on small dense matrices. Source: Gaussian elimination with partial pivoting; power iteration.</summary>
internal static class DenseAlgebra
{
    /// <summary>Solves <paramref name="matrix"/> · x = <paramref name="right"/>; null where the matrix is singular.</summary>
    internal static double[]? Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        var m = (double[,])matrix.Clone();
        var x = (double[])right.Clone();
        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < n; row++)
            {
                if (Math.Abs(m[row, column]) > Math.Abs(m[pivot, column]))
                {
                    pivot = row;
                }
            }

            // The matrices here have diagonals of about 1, so this pivot is rounding noise.
            if (Math.Abs(m[pivot, column]) < 1e-14)
            {
                return null;
            }

            for (var k = 0; k < n; k++)
            {
                (m[column, k], m[pivot, k]) = (m[pivot, k], m[column, k]);
            }

            (x[column], x[pivot]) = (x[pivot], x[column]);
            for (var row = column + 1; row < n; row++)
            {
                var factor = m[row, column] / m[column, column];
                for (var k = column; k < n; k++)
                {
                    m[row, k] -= factor * m[column, k];
                }

                x[row] -= factor * x[column];
            }
        }

        for (var row = n - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < n; k++)
            {
                x[row] -= m[row, k] * x[k];
            }

            x[row] /= m[row, row];
        }

        return x;
    }

    /// <summary>I − <paramref name="matrix"/>.</summary>
    internal static double[,] IdentityMinus(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var difference = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                difference[i, j] = (i == j ? 1 : 0) - matrix[i, j];
            }
        }

        return difference;
    }

    /// <summary>The inverse, one unit column at a time.</summary>
    internal static double[,] Inverse(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var inverse = new double[n, n];
        for (var j = 0; j < n; j++)
        {
            var unit = new double[n];
            unit[j] = 1;
            var column = Solve(matrix, unit) ?? throw new InvalidOperationException("The matrix is singular.");
            for (var i = 0; i < n; i++)
            {
                inverse[i, j] = column[i];
            }
        }

        return inverse;
    }

    /// <summary><paramref name="matrix"/> · <paramref name="vector"/>.</summary>
    internal static double[] Multiply(double[,] matrix, double[] vector)
    {
        var n = vector.Length;
        var product = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                product[i] += matrix[i, j] * vector[j];
            }
        }

        return product;
    }

    /// <summary>The spectral radius of a matrix without negative entries.</summary>
    internal static double SpectralRadius(double[,] matrix)
    {
        var vector = Enumerable.Repeat(1.0, matrix.GetLength(0)).ToArray();
        var shifted = 0.0;
        for (var step = 0; step < 100_000; step++)
        {
            // Iterating on M + I instead of M, because the powers of a periodic M (a ring) do not settle.
            var next = Multiply(matrix, vector).Select((value, i) => value + vector[i]).ToArray();
            var previous = shifted;
            shifted = next.Max();
            vector = [.. next.Select(value => value / shifted)];
            if (Math.Abs(shifted - previous) <= 1e-15 * shifted)
            {
                break;
            }
        }

        return shifted - 1;
    }
}
