namespace Contagion.Networks;

/// <summary>How many steps a walker who follows exposures in proportion to their amounts takes to get somewhere.</summary>
/// <remarks>
/// (I − P) h = 1 but h = 0 at the end of the walk, solved by stabilised biconjugate gradients: van der Vorst (1992), SIAM Journal on Scientific and Statistical
/// Computing 13(2):631–644. Sums are taken over chunks in their order.
/// </remarks>
internal sealed class WalkEquations
{
    private const int IterationsMax = 2_000;
    private const double Tolerance = 1e-13;

    private readonly CompressedRows _rows;
    private readonly double[] _whole;
    private readonly RowChunks _chunks;
    private readonly double[] _parts;

    /// <param name="rows">Row i: where a walker goes from i, with amounts.</param>
    public WalkEquations(CompressedRows rows) => (_rows, _whole, _chunks, _parts) = (rows, rows.RowSums(), RowChunks.Of(rows), new double[RowChunks.Of(rows).Count]);

    /// <summary>The mean number of steps to an institution whom everybody reaches, summed over everybody; null where the search did not come to an end.</summary>
    public double? StepsTo(int end)
    {
        var count = _rows.Rows;
        var (steps, residual, direction, image, second) = (new double[count], new double[count], new double[count], new double[count], new double[count]);
        Array.Fill(residual, 1);
        residual[end] = 0;
        var (shadow, length) = ((double[])residual.Clone(), Math.Sqrt(count - 1));
        var (rho, alpha, omega) = (1.0, 1.0, 1.0);
        for (var iteration = 0; iteration < IterationsMax; iteration++)
        {
            var next = Product(shadow, residual);
            var beta = iteration == 0 ? 0 : next / rho * (alpha / omega);
            rho = next;
            Each((first, last) =>
            {
                for (var one = first; one < last; one++)
                {
                    direction[one] = residual[one] + (beta * (direction[one] - (omega * image[one])));
                }
            });
            Difference(direction, image, end);
            alpha = rho / Product(shadow, image);
            Each((first, last) =>
            {
                for (var one = first; one < last; one++)
                {
                    residual[one] -= alpha * image[one];
                }
            });
            Difference(residual, second, end);
            var squares = Product(second, second);
            omega = squares > 0 ? Product(second, residual) / squares : 0;
            Each((first, last) =>
            {
                for (var one = first; one < last; one++)
                {
                    steps[one] += (alpha * direction[one]) + (omega * residual[one]);
                    residual[one] -= omega * second[one];
                }
            });
            var left = Math.Sqrt(Product(residual, residual));
            if (!double.IsFinite(left) || left <= Tolerance * length)
            {
                return double.IsFinite(left) ? Sum(steps) : null;
            }
        }

        return null;
    }

    /// <summary>image = (I − P) vector, 0 at the end of the walk.</summary>
    private void Difference(double[] vector, double[] image, int end)
    {
        Each((first, last) =>
        {
            for (var one = first; one < last; one++)
            {
                image[one] = one == end ? 0 : vector[one] - (_whole[one] > 0 ? Gather.Row(_rows, one, vector) / _whole[one] : 0);
            }
        });
    }

    private void Each(Action<int, int> work) => _chunks.ForEach((_, first, last) => work(first, last));

    private double Product(double[] ones, double[] others)
    {
        _chunks.ForEach((chunk, first, last) =>
        {
            var sum = 0.0;
            for (var one = first; one < last; one++)
            {
                sum += ones[one] * others[one];
            }

            _parts[chunk] = sum;
        });
        return _parts.Sum();
    }

    private double Sum(double[] numbers)
    {
        _chunks.ForEach((chunk, first, last) => _parts[chunk] = Plain(numbers.AsSpan(first..last)));
        return _parts.Sum();
    }

    private static double Plain(ReadOnlySpan<double> numbers)
    {
        var sum = 0.0;
        foreach (var number in numbers)
        {
            sum += number;
        }

        return sum;
    }
}
