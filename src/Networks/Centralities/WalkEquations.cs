namespace Contagion.Networks;

/// <summary>How many steps a walker who follows exposures in proportion to their amounts takes to get somewhere.</summary>
/// <remarks>
/// (I − P) h = 1 but h = 0 at the end of the walk, solved by stabilised biconjugate gradients: van der Vorst (1992), SIAM Journal on Scientific and Statistical
/// Computing 13(2):631–644. Sums are taken over chunks in their order.
/// </remarks>
internal sealed class WalkEquations
{
    private const int IterationsMax = 2_000;
    private const int StartsMax = 50;

    /// <summary>What may be left of each equation, root mean square.</summary>
    private const double Tolerance = 1e-12;

    /// <summary>Below this the search has lost its direction.</summary>
    private const double Breakdown = 1e-20;

    private readonly CompressedRows _rows;
    private readonly double[] _whole;
    private readonly RowChunks _chunks;
    private readonly double[] _parts;

    /// <param name="rows">Row i: where a walker goes from i, with amounts.</param>
    public WalkEquations(CompressedRows rows) => (_rows, _whole, _chunks, _parts) = (rows, rows.RowSums(), RowChunks.Of(rows), new double[RowChunks.Of(rows).Count]);

    /// <summary>The mean number of steps to an institution whom everybody reaches, summed over everybody; null where the search did not come to an end.</summary>
    public double? StepsTo(int end)
    {
        var (steps, residual, image) = (new double[_rows.Rows], new double[_rows.Rows], new double[_rows.Rows]);
        for (var start = 0; start < StartsMax; start++)
        {
            Difference(steps, image, end);
            Each(one => residual[one] = one == end ? 0 : 1 - image[one]);
            if (!(Product(residual, residual) > Tolerance * Tolerance * _rows.Rows))
            {
                var sum = Sum(steps);
                return double.IsFinite(sum) ? sum : null;
            }

            Search(steps, residual, end);
        }

        return null;
    }

    /// <summary>Improves a solution until what is left is short, or the search has lost its direction and has to start anew.</summary>
    private void Search(double[] steps, double[] residual, int end)
    {
        var (direction, image, second) = (new double[steps.Length], new double[steps.Length], new double[steps.Length]);
        var shadow = (double[])residual.Clone();
        var (rho, alpha, omega) = (1.0, 1.0, 1.0);
        var (squares, enough) = (Product(residual, residual), Tolerance * Tolerance / 4 * steps.Length);
        for (var iteration = 0; iteration < IterationsMax && squares > enough; iteration++)
        {
            var next = Product(shadow, residual);
            if (Math.Abs(next) < Breakdown * squares)
            {
                return;
            }

            var beta = iteration == 0 ? 0 : next / rho * (alpha / omega);
            rho = next;
            Each(one => direction[one] = residual[one] + (beta * (direction[one] - (omega * image[one]))));
            Difference(direction, image, end);
            alpha = rho / Product(shadow, image);
            if (!double.IsFinite(alpha))
            {
                return;
            }

            Each(one =>
            {
                steps[one] += alpha * direction[one];
                residual[one] -= alpha * image[one];
            });
            Difference(residual, second, end);
            var length = Product(second, second);
            omega = length > 0 ? Product(second, residual) / length : 0;
            Each(one =>
            {
                steps[one] += omega * residual[one];
                residual[one] -= omega * second[one];
            });
            squares = Product(residual, residual);
            if (omega == 0)
            {
                return;
            }
        }
    }

    /// <summary>image = (I − P) vector, 0 at the end of the walk.</summary>
    private void Difference(double[] vector, double[] image, int end)
    {
        _chunks.ForEach((_, first, last) =>
        {
            Gather.Rows(_rows, first, last, vector, image);
            for (var one = first; one < last; one++)
            {
                image[one] = one == end ? 0 : vector[one] - (_whole[one] > 0 ? image[one] / _whole[one] : 0);
            }
        });
    }

    private void Each(Action<int> work) => _chunks.ForEach((_, first, last) =>
    {
        for (var one = first; one < last; one++)
        {
            work(one);
        }
    });

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
