using System.Text.Json;
using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>comparison.json: what each alternative changes, in a sentence and metric by metric.</summary>
public static class ComparisonJson
{
    /// <summary>The file.</summary>
    public const string Name = "comparison.json";

    private static readonly string[] Numbers = ["mean", "base_mean", "difference", "sd_of_difference"];

    /// <summary>The comparison as JSON, ending in a line break. Undefined numbers are null.</summary>
    public static string Write(ComparisonFile file, Comparison comparison)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("comparison", file.Id);
            json.WriteNumber("replications", file.Plan.Count);
            json.WriteStartObject("base");
            json.WriteString("name", comparison.Base);
            json.WriteString("folder", file.Alternatives[0].Folder);
            json.WriteEndObject();
            json.WriteStartArray("alternatives");
            foreach (var (alternative, compared) in comparison.Alternatives.Zip(file.Alternatives.Skip(1)))
            {
                Write(json, alternative, compared.Folder);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Alternative alternative, string folder)
    {
        json.WriteStartObject();
        json.WriteString("name", alternative.Name);
        json.WriteString("folder", folder);
        json.WriteString("meaning", ComparisonMeaning.Of(alternative));
        json.WriteStartObject("metrics");
        foreach (var (metric, difference) in alternative.Metrics)
        {
            json.WriteStartObject(metric.Name);
            Write(json, difference);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PairedDifference difference)
    {
        var numbers = ComparisonTable.NumbersOf(difference);
        for (var number = 0; number < Numbers.Length; number++)
        {
            json.WritePropertyName(Numbers[number]);
            Write(json, numbers[number]);
        }

        json.WritePropertyName("ci95");
        if (double.IsNaN(numbers[^1]))
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStartArray();
            Write(json, numbers[^2]);
            Write(json, numbers[^1]);
            json.WriteEndArray();
        }

        json.WriteNumber("replications", difference.Count);
        json.WriteNumber("better", difference.Better);
    }

    private static void Write(Utf8JsonWriter json, double number)
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
