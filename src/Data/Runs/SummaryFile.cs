using System.Globalization;
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
            json.WriteStartObject("metrics");
            foreach (var (metric, distribution) in summary.Metrics)
            {
                json.WriteStartObject(metric.Name);
                Write(json, distribution);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Distribution distribution)
    {
        Number(json, "mean", distribution.Mean);
        Number(json, "sd", distribution.StandardDeviation);
        Number(json, "min", distribution.Min);
        Number(json, "max", distribution.Max);
        json.WriteStartObject("quantiles");
        for (var level = 0; level < Distribution.Levels.Count; level++)
        {
            Number(json, Distribution.Levels[level].ToString(CultureInfo.InvariantCulture), distribution.Quantiles[level]);
        }

        json.WriteEndObject();
        if (distribution.Confidence95 is { } interval && double.IsFinite(interval.Low) && double.IsFinite(interval.High))
        {
            json.WriteStartArray("ci95");
            json.WriteNumberValue(interval.Low);
            json.WriteNumberValue(interval.High);
            json.WriteEndArray();
        }
        else
        {
            json.WriteNull("ci95");
        }
    }

    private static void Number(Utf8JsonWriter json, string name, double? number)
    {
        json.WritePropertyName(name);
        if (number is { } defined && double.IsFinite(defined))
        {
            json.WriteNumberValue(defined == 0 ? 0 : defined);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
