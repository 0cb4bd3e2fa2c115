using System.Text.Json;
using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>summary.json: system-wide metrics over replications.</summary>
public static class SummaryFile
{
    /// <summary>The summary as JSON, ending in a line break. Undefined numbers are null.</summary>
    public static string Write(string run, Summary summary)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("run", run);
            json.WriteNumber("replications", summary.Replications);
            Metrics(json, summary.Metrics.Select(entry => (entry.Metric.Name, DistributionRow.Of(entry.Distribution))));
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }

    /// <summary>Writes the property <c>metrics</c>.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="metrics">The <see cref="DistributionRow"/> of each metric, by name.</param>
    internal static void Metrics(Utf8JsonWriter json, IEnumerable<(string Name, IReadOnlyList<double> Numbers)> metrics)
    {
        json.WriteStartObject("metrics");
        foreach (var (name, numbers) in metrics)
        {
            json.WriteStartObject(name);
            Distribution(json, [.. numbers]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Distribution(Utf8JsonWriter json, ReadOnlySpan<double> numbers)
    {
        Numbers(json, 0, DistributionRow.FirstQuantile, numbers);
        json.WriteStartObject("quantiles");
        Numbers(json, DistributionRow.FirstQuantile, DistributionRow.Confidence, numbers);
        json.WriteEndObject();
        json.WritePropertyName("ci95");
        if (double.IsNaN(numbers[DistributionRow.Confidence]))
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        json.WriteNumberValue(numbers[DistributionRow.Confidence]);
        json.WriteNumberValue(numbers[DistributionRow.Confidence + 1]);
        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, int start, int end, ReadOnlySpan<double> numbers)
    {
        for (var number = start; number < end; number++)
        {
            json.WritePropertyName(DistributionRow.Names[number]);
            if (double.IsNaN(numbers[number]))
            {
                json.WriteNullValue();
            }
            else
            {
                // Adding zero takes the sign off a negative zero.
                json.WriteNumberValue(numbers[number] + 0.0);
            }
        }
    }
}
