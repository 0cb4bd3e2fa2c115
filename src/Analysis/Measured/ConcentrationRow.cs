using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>How unevenly something is spread over the institutions of a run.</summary>
/// <param name="Of">What: a loss, or a measure before any shock.</param>
/// <param name="Herfindahl">Σ shares²; NaN where there is nothing.</param>
/// <param name="Gini">The Gini coefficient; NaN where there is nothing.</param>
/// <param name="Institutions">Over how many.</param>
public sealed record ConcentrationRow(string Of, double Herfindahl, double Gini, int Institutions)
{
    /// <summary>The concentration of mean losses, of what turns cost the others under each, and of the measures of the settings.</summary>
    public static IReadOnlyList<ConcentrationRow> For(ConcentrationSettings settings, RunResult result) =>
    [
        Row("loss", result.Totals.Loss),
        Row("contagion_loss", result.Totals.ContagionLoss),
        .. result.Seeds is null ? [] : new[] { Row("caused_loss", [.. result.Replications.Select(one => one.CausedLoss)]) },
        .. settings.By.Select(by => Row(Words.Of(by), Measures.Of(by, result.Network))),
    ];

    /// <summary>The concentration of the losses of a replication over all institutions, those that lost nothing included.</summary>
    /// <param name="one">The replication.</param>
    /// <param name="institutions">How many there are.</param>
    /// <remarks>n − m amounts of 0 beside m others raise the Gini coefficient G of these to 1 − m (1 − G) / n.</remarks>
    public static (double Herfindahl, double Gini) OfLosses(ReplicationResult one, int institutions)
    {
        double[] amounts = [.. one.Losses.Where(loss => loss.Total > 0).Select(loss => loss.Total)];
        return (Concentration.Herfindahl(amounts) ?? double.NaN, 1 - (amounts.Length * (1 - (Concentration.Gini(amounts) ?? double.NaN)) / institutions));
    }

    private static ConcentrationRow Row(string of, double[] numbers)
    {
        // A gain is no loss, and its share none.
        double[] amounts = [.. numbers.Select(number => Math.Max(0, number))];
        return new ConcentrationRow(of, Concentration.Herfindahl(amounts) ?? double.NaN, Concentration.Gini(amounts) ?? double.NaN, amounts.Length);
    }
}
