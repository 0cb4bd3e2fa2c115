namespace Contagion.Analysis;

/// <summary>How unevenly an amount is spread over institutions. NaN where there is none of it.</summary>
/// <param name="Herfindahl">Σ shares²: 1 where one has all, 1/n where n have the same.</param>
/// <param name="Gini">2 Σ k x_(k)/(n Σx) − (n + 1)/n, x ascending: 0 where all have the same, near 1 where one of many has all.</param>
/// <param name="LargestFive">Share of the five that have most.</param>
/// <remarks>Herfindahl (1950); Hirschman (1964), American Economic Review 54(5):761; Gini (1912).</remarks>
public sealed record Concentration(double Herfindahl, double Gini, double LargestFive)
{
    private const int Largest = 5;

    /// <summary>Of amounts that are not negative, one an institution, none left out.</summary>
    public static Concentration Of(IEnumerable<double> amounts)
    {
        double[] sorted = [.. amounts.Order()];
        var total = Distribution.Sum(sorted);
        if (!(total > 0))
        {
            return new Concentration(double.NaN, double.NaN, double.NaN);
        }

        double count = sorted.Length;
        var ranked = Distribution.Sum([.. sorted.Select((amount, place) => (place + 1) / count * (amount / total))]);
        return new Concentration(
            Distribution.Sum([.. sorted.Select(amount => amount / total * (amount / total))]),
            (2 * ranked) - ((count + 1) / count),
            Distribution.Sum([.. sorted.TakeLast(Largest).Select(amount => amount / total)]));
    }
}
