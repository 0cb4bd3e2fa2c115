namespace Contagion.Engine.Tests.Textbook;

/// <summary>Sales that restore capital ratios. Source: Cifuentes, Ferrucci and Shin 2005, JEEA 3(2–3), §2–3; models.md 3.2.</summary>
/// <remarks>One asset, as in the paper: others could be sold in any proportion.</remarks>
internal static class CifuentesFerrucciShin
{
    private const int SweepsMax = 100_000;

    /// <summary>s_i(q), units sold at a price.</summary>
    internal static double Sold(double price, double units, double cash, double claims, double liabilities, double ratio)
    {
        var equity = cash + (price * units) + claims - liabilities;
        if (equity <= 0)
        {
            return units;
        }

        return equity >= ratio * ((price * units) + claims) ? 0 : Math.Min(units, units + (claims / price) - (equity / (ratio * price)));
    }

    /// <summary>The price reached by iteration from a start; the greatest from 1.</summary>
    internal static (double Price, double[] Sold) Solve(
        double[] units, double[] cash, double[] claims, double[] liabilities, double ratio, Func<double, double> left, double start = 1)
    {
        var price = start;
        for (var sweep = 0; sweep < SweepsMax; sweep++)
        {
            double[] sold = [.. units.Select((amount, i) => Sold(price, amount, cash[i], claims[i], liabilities[i], ratio))];
            var next = left(sold.Sum());
            if (Math.Abs(next - price) <= 1e-14)
            {
                return (next, sold);
            }

            price = next;
        }

        throw new InvalidOperationException($"No price after {SweepsMax} sweeps.");
    }
}
