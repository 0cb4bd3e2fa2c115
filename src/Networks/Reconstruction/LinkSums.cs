namespace Contagion.Networks;

/// <summary>Something of a pair that grows with the sum of two unknowns, one of its creditor and one of its debtor.</summary>
internal interface ILinkSum
{
    /// <summary>The value, and by how much it grows with the sum.</summary>
    /// <param name="creditor">Index of the creditor.</param>
    /// <param name="debtor">Index of the debtor; it may be the same where an index stands for several institutions.</param>
    /// <param name="sum">The sum of the unknowns.</param>
    /// <returns>Both 0 where there can be no link.</returns>
    (double Value, double Slope) At(int creditor, int debtor, double sum);

    /// <summary>Whether the value is known for a sum: the sums for which it is go from some number up.</summary>
    bool IsKnown(int creditor, int debtor, double sum);
}

/// <summary>Finds u of creditors and v of debtors so that the values f(u_i + v_j) add up to what is given, by creditor and by debtor.</summary>
/// <remarks>
/// The gradient of a convex function, Σ F(u_i + v_j) − Σ a_i u_i − Σ b_j v_j with F′ = f, is made zero by Newton's method. Each step is found by conjugate gradients with
/// the diagonal as preconditioner, and halved until it goes downhill. Where values hardly change with their sums Newton's steps leave all bounds, so that each unknown resists by
/// its own fault over the reach, which vanishes with the fault. One may add to all u what one takes of all v.
/// Nocedal and Wright (2006), Numerical Optimization, §7.1.
/// </remarks>
/// <param name="link">The values.</param>
/// <param name="ofCreditors">a: what values add up to by creditor.</param>
/// <param name="ofDebtors">b: what they add up to by debtor, the same in all.</param>
/// <param name="reach">About how far an unknown may go in a step; infinity where bounds of the sums hold steps back.</param>
internal sealed class LinkSums<T>(T link, double[] ofCreditors, double[] ofDebtors, double reach)
    where T : struct, ILinkSum
{
    private const int StepsMax = 200;
    private const int HalvingsMax = 60;

    /// <summary>A step that solves its equations to this leaves the next with little more than what Newton's leaves.</summary>
    private const double StepTolerance = 1e-5;

    private readonly int _creditors = ofCreditors.Length;
    private readonly int _debtors = ofDebtors.Length;

    /// <summary>The largest difference between a sum and what is given, as a share of that, and where: creditors first, then debtors.</summary>
    public (double Error, int Place) Worst { get; private set; }

    /// <summary>Newton steps taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Changes the unknowns, creditors first and then debtors, until no sum is off by more than a share of what is given, or nothing helps.</summary>
    /// <returns>Whether they add up.</returns>
    public bool Solve(double[] unknowns, double tolerance)
    {
        var (gradient, diagonal) = Sums(unknowns);
        for (Steps = 0; ; Steps++)
        {
            Worst = WorstOf(gradient);
            if (Worst.Error <= tolerance)
            {
                return true;
            }

            if (Steps == StepsMax || !double.IsFinite(Worst.Error))
            {
                return false;
            }

            var step = Step(unknowns, gradient, diagonal);
            var (worst, isFound) = (Worst.Error, false);
            var next = new double[unknowns.Length];
            for (var (halving, length) = (0, 1.0); halving < HalvingsMax && !isFound; halving++, length /= 2)
            {
                for (var one = 0; one < next.Length; one++)
                {
                    next[one] = unknowns[one] + (length * step[one]);
                }

                if (AreKnown(next))
                {
                    var (after, bends) = Sums(next);
                    // Downhill all the way, or past the lowest place and much nearer to it.
                    if (Dot(step, after) <= 0 || WorstOf(after).Error <= worst / 2)
                    {
                        (isFound, gradient, diagonal) = (true, after, bends);
                    }
                }
            }

            if (!isFound)
            {
                return false;
            }

            next.CopyTo(unknowns, 0);
        }
    }

    private (double Error, int Place) WorstOf(double[] gradient)
    {
        var worst = (Error: 0.0, Place: 0);
        for (var one = 0; one < gradient.Length; one++)
        {
            var given = Math.Abs(one < _creditors ? ofCreditors[one] : ofDebtors[one - _creditors]);
            var error = given > 0 ? Math.Abs(gradient[one]) / given : 0;
            worst = error <= worst.Error ? worst : (error, one);
        }

        return worst;
    }

    private bool AreKnown(double[] unknowns)
    {
        for (var creditor = 0; creditor < _creditors; creditor++)
        {
            for (var debtor = 0; debtor < _debtors; debtor++)
            {
                if (!link.IsKnown(creditor, debtor, unknowns[creditor] + unknowns[_creditors + debtor]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>What sums exceed what is given by, and by how much each grows with its own unknown.</summary>
    private (double[] Gradient, double[] Diagonal) Sums(double[] unknowns)
    {
        var (gradient, diagonal) = (new double[unknowns.Length], new double[unknowns.Length]);
        Parallel.For(0, unknowns.Length, one =>
        {
            var (sum, slopes) = (0.0, 0.0);
            if (one < _creditors)
            {
                for (var debtor = 0; debtor < _debtors; debtor++)
                {
                    var (value, slope) = link.At(one, debtor, unknowns[one] + unknowns[_creditors + debtor]);
                    sum += value;
                    slopes += slope;
                }

                (gradient[one], diagonal[one]) = (sum - ofCreditors[one], slopes);
            }
            else
            {
                for (var creditor = 0; creditor < _creditors; creditor++)
                {
                    var (value, slope) = link.At(creditor, one - _creditors, unknowns[creditor] + unknowns[one]);
                    sum += value;
                    slopes += slope;
                }

                (gradient[one], diagonal[one]) = (sum - ofDebtors[one - _creditors], slopes);
            }
        });
        return (gradient, diagonal);
    }

    /// <summary>How the gradient changes along a direction, with what resists it.</summary>
    private double[] Change(double[] unknowns, double[] along, double[] resistance)
    {
        var change = new double[along.Length];
        Parallel.For(0, along.Length, one =>
        {
            var sum = resistance[one] * along[one];
            for (var other = one < _creditors ? _creditors : 0; other < (one < _creditors ? along.Length : _creditors); other++)
            {
                var (creditor, debtor) = one < _creditors ? (one, other) : (other, one);
                sum += link.At(creditor, debtor - _creditors, unknowns[creditor] + unknowns[debtor]).Slope * (along[creditor] + along[debtor]);
            }

            change[one] = sum;
        });
        return change;
    }

    private double[] Step(double[] unknowns, double[] gradient, double[] slopes)
    {
        double[] resistance = [.. gradient.Select(one => Math.Abs(one) / reach)];
        double[] diagonal = [.. slopes.Select((slope, one) => slope + resistance[one])];
        var (step, left) = (new double[gradient.Length], gradient.Select(one => -one).ToArray());
        var scaled = Scaled(left, diagonal);
        var (along, size) = (scaled.ToArray(), Dot(left, scaled));
        var enough = StepTolerance * StepTolerance * size;
        for (var round = 0; round < 2 * step.Length && size > enough; round++)
        {
            var change = Change(unknowns, along, resistance);
            var bend = Dot(along, change);
            if (!(bend > 0))
            {
                break;
            }

            var length = size / bend;
            for (var one = 0; one < step.Length; one++)
            {
                step[one] += length * along[one];
                left[one] -= length * change[one];
            }

            scaled = Scaled(left, diagonal);
            var before = size;
            size = Dot(left, scaled);
            for (var one = 0; one < step.Length; one++)
            {
                along[one] = scaled[one] + (size / before * along[one]);
            }
        }

        return step;
    }

    private static double[] Scaled(double[] values, double[] diagonal) => [.. values.Select((value, one) => diagonal[one] > 0 ? value / diagonal[one] : 0)];

    private static double Dot(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var at = 0; at < one.Length; at++)
        {
            sum += one[at] * other[at];
        }

        return sum;
    }
}
