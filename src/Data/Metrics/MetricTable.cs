using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>Rows of texts and numbers under names: a CSV file, or objects in metrics.json.</summary>
/// <param name="Columns">What the fields of a row are called.</param>
/// <param name="Rows">A text or a number for each column; NaN where undefined.</param>
internal sealed record MetricTable(IReadOnlyList<string> Columns, IEnumerable<object[]> Rows)
{
    /// <summary>The columns of a number with its 95 % interval.</summary>
    public static string[] WithInterval(string name) => [name, $"{name}_ci95_low", $"{name}_ci95_high"];

    /// <summary>The mean of a distribution with its interval.</summary>
    public static object[] Numbers(Distribution distribution) => [.. Attribution.NumbersOf(distribution).Cast<object>()];

    /// <summary>An estimate with its interval.</summary>
    public static object[] Numbers(Estimate estimate) => Numbers(estimate.Value ?? double.NaN, estimate.Interval);

    /// <summary>A number with an interval that there may not be.</summary>
    public static object[] Numbers(double number, (double Low, double High)? interval) => [number, interval?.Low ?? double.NaN, interval?.High ?? double.NaN];

    /// <summary>Writes a CSV file whole or not at all.</summary>
    public void Write(string path) => CsvFile.Write(path, file =>
    {
        file.Row([.. Columns]);
        foreach (var row in Rows)
        {
            foreach (var field in row)
            {
                _ = field is string text ? file.Text(text) : file.Number(Convert.ToDouble(field, System.Globalization.CultureInfo.InvariantCulture));
            }

            file.End();
        }
    });
}
