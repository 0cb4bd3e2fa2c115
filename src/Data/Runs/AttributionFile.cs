using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>attribution.csv: the loss of a run by the channel that brought it about.</summary>
internal static class AttributionFile
{
    /// <summary>The file.</summary>
    public const string Name = "attribution.csv";

    /// <summary>Writes the rows.</summary>
    public static void Write(CsvFile file, Attribution attribution)
    {
        var hasShapley = attribution.Rows[0].Shapley is not null;
        file.Row(["channel", .. Columns("cumulative"), .. hasShapley ? Columns("shapley") : []]);
        foreach (var row in attribution.Rows)
        {
            file.Text(row.Channel);
            foreach (var distribution in new[] { row.Cumulative, row.Shapley }.OfType<Distribution>())
            {
                foreach (var number in Attribution.NumbersOf(distribution))
                {
                    file.Number(number);
                }
            }

            file.End();
        }
    }

    private static string[] Columns(string method) => [$"{method}_mean", $"{method}_ci95_low", $"{method}_ci95_high"];
}
