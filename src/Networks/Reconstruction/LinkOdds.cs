namespace Contagion.Networks;

/// <summary>Independent links with odds x_i y_j / q: p_ij = x_i y_j / (q + x_i y_j) for i ≠ j.</summary>
internal sealed class LinkOdds
{
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double _q;

    /// <summary>Debtors by falling x: of each creditor's links, those after one are less likely.</summary>
    private readonly int[] _order;

    /// <param name="x">Of each debtor, at least 0.</param>
    /// <param name="y">Of each creditor, at least 0.</param>
    /// <param name="q">At least 0; with 0 all are linked where neither is 0.</param>
    public LinkOdds(double[] x, double[] y, double q)
    {
        (_x, _y, _q) = (x, y, q);
        _order = [.. Enumerable.Range(0, x.Length).OrderByDescending(debtor => x[debtor])];
    }

    /// <summary>The probability that a debtor owes a creditor.</summary>
    public double Probability(int debtor, int creditor) => debtor != creditor ? Bound(debtor, creditor) : 0;

    /// <summary>Draws who owes a creditor, by ascending index. O(institutions passed over in proportion + links).</summary>
    /// <param name="creditor">The creditor.</param>
    /// <param name="draws">Its draws.</param>
    /// <param name="linked">Receives the debtors.</param>
    /// <remarks>
    /// Along a creditor's row probabilities fall, so that of the debtors passed over as if each had the probability of the first, the next is taken in
    /// proportion: Miller and Hagberg (2011), Algorithms and Models for the Web Graph, LNCS 6732:115–126.
    /// </remarks>
    public void Draw(int creditor, KeyedDraws draws, List<int> linked)
    {
        linked.Clear();
        // The bound of the creditor itself is that of a pair, though it has none with itself.
        var bound = Bound(_order[0], creditor);
        for (var at = 0; bound > 0; at++)
        {
            // With probability 1 nobody is passed over.
            var passed = bound < 1 ? Elementary.Log(draws.Open()) / -LogOnePlus(bound / (1 - bound)) : 0;
            if (!(passed < _order.Length - at))
            {
                break;
            }

            at += (int)passed;
            var probability = Bound(_order[at], creditor);
            if (_order[at] != creditor && draws.Uniform() * bound < probability)
            {
                linked.Add(_order[at]);
            }

            bound = at + 1 < _order.Length ? probability : 0;
        }

        linked.Sort();
    }

    private double Bound(int debtor, int creditor) => _x[debtor] * _y[creditor] is > 0 and var product ? product / (_q + product) : 0;

    /// <summary>ln(1 + x), with all its digits where x is small: what rounding took from 1 + x is put back by the slope.</summary>
    /// <remarks>Kahan's form of log1p.</remarks>
    private static double LogOnePlus(double x)
    {
        var more = 1 + x;
        return more == 1 ? x : double.IsInfinity(more) ? more : Elementary.Log(more) * (x / (more - 1));
    }
}
