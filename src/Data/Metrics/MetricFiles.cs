using System.Text.Json;
using Contagion.Analysis;
using Contagion.Engine;

namespace Contagion.Data;

/// <summary>metrics.json and the CSV files of metrics that a scenario asks for.</summary>
public static class MetricFiles
{
    /// <summary>What is said of the system.</summary>
    public const string Name = "metrics.json";

    /// <summary>The files of a report, in the order in which they are told.</summary>
    public static IReadOnlyList<string> NamesOf(MetricReport report, RunResult result) => [.. new MetricParts(report, result).All.SelectMany(part => part.Files.Select(one => one.File)).Prepend(Name)];

    /// <summary>Writes all files of a report.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="run">The id of the run.</param>
    /// <param name="report">The report.</param>
    /// <param name="result">The run.</param>
    internal static void Write(string folder, string run, MetricReport report, RunResult result)
    {
        MetricPart[] parts = [.. new MetricParts(report, result).All];
        foreach (var (file, table) in parts.SelectMany(part => part.Files))
        {
            table.Write(Path.Combine(folder, file));
        }

        AtomicFile.Write(Path.Combine(folder, Name), Json(run, result.Replications.Count, parts));
    }

    private static string Json(string run, int replications, IReadOnlyList<MetricPart> parts)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("run", run);
            json.WriteNumber("replications", replications);
            foreach (var part in parts)
            {
                json.WriteStartObject(part.Name);
                json.WriteString("definition", part.Definition);
                json.WritePropertyName("settings");
                Value(json, ScenarioWriter.Plain(part.Settings));
                json.WriteStartArray("values");
                foreach (var row in part.System.Rows)
                {
                    Value(json, part.System.Columns.Zip(row).ToDictionary(one => one.First, one => one.Second));
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }

    private static void Value(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case Dictionary<string, object> map:
                json.WriteStartObject();
                foreach (var (key, entry) in map)
                {
                    json.WritePropertyName(key);
                    Value(json, entry);
                }

                json.WriteEndObject();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool yes:
                json.WriteBooleanValue(yes);
                break;
            case System.Collections.IEnumerable list:
                json.WriteStartArray();
                foreach (var item in list)
                {
                    Value(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                Number(json, Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void Number(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number))
        {
            // Adding zero takes the sign off a negative zero.
            json.WriteNumberValue(number + 0.0);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
