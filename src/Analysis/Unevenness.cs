namespace Contagion.Analysis;

/// <summary>How unevenly an amount is spread over institutions. NaN where there is none of it.</summary>
/// <param name="Herfindahl">As in <see cref="Concentration.Herfindahl"/>.</param>
/// <param name="Gini">As in <see cref="Concentration.Gini"/>.</param>
/// <param name="LargestFive">Share of the five that have most.</param>
public sealed record Unevenness(double Herfindahl, double Gini, double LargestFive)
{
    private const int Largest = 5;

    /// <summary>Of amounts that are not negative, one an institution, none left out.</summary>
    public static Unevenness Of(IEnumerable<double> amounts)
    {
        double[] sorted = [.. amounts.Order()];
        var total = Distribution.Sum(sorted);
        return new Unevenness(
            Concentration.Herfindahl(sorted) ?? double.NaN,
            Concentration.Gini(sorted) ?? double.NaN,
            total > 0 ? Distribution.Sum([.. sorted.TakeLast(Largest).Select(amount => amount / total)]) : double.NaN);
    }
}
