using System.Globalization;
using System.Text;
using System.Text.Json;
using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>A completed sweep as a JSON array: a point an item, with what was swept and its summary.</summary>
public static class SweepJson
{
    /// <summary>Writes the array, point by point, ending in a line break.</summary>
    public static void Write(TextWriter text, SweepFile sweep, IEnumerable<SummaryRow> rows)
    {
        using var buffer = new MemoryStream();
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartArray();
        var point = 0;
        foreach (var row in rows)
        {
            Write(json, sweep, point++, row);
            Pass();
        }

        json.WriteEndArray();
        Pass();
        text.Write('\n');

        void Pass()
        {
            json.Flush();
            text.Write(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
            buffer.SetLength(0);
        }
    }

    private static void Write(Utf8JsonWriter json, SweepFile sweep, int point, SummaryRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("point", point);
        json.WriteStartObject("values");
        foreach (var (path, value) in sweep.Paths.Zip(sweep.NodesOf(point)))
        {
            json.WritePropertyName(path);
            Write(json, value);
        }

        json.WriteEndObject();
        json.WriteNumber("replications", row.Replications);
        json.WriteNumber("not_converged", row.NotConverged);
        SummaryFile.Metrics(json, Enumerable.Range(0, row.Metrics).Select(metric => (Metric.Known[metric].Name, Of(row.Numbers, metric)))
            .Concat(row.MeasuredNames.Select((name, place) => (name, Of(row.Measured, place)))));
        Write(json, row.Attributed);
        json.WriteEndObject();
    }

    /// <summary>The numbers of one metric.</summary>
    private static IReadOnlyList<double> Of(IReadOnlyList<double> numbers, int metric) => [.. numbers.Skip(metric * DistributionRow.Names.Count).Take(DistributionRow.Names.Count)];

    /// <summary>The loss by channel as the property <c>attribution</c>; nothing where the point has none.</summary>
    private static void Write(Utf8JsonWriter json, IReadOnlyList<double> attributed)
    {
        if (attributed.All(double.IsNaN))
        {
            return;
        }

        json.WriteStartObject("attribution");
        foreach (var (column, number) in Attribution.ColumnsOf(hasShapley: true).Zip(attributed).Where(one => !double.IsNaN(one.Second)))
        {
            // Adding zero takes the sign off a negative zero.
            json.WriteNumber(column, number + 0.0);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, YamlNode value)
    {
        switch (value)
        {
            case YamlMap map:
                json.WriteStartObject();
                foreach (var (key, entry) in map.Entries)
                {
                    json.WritePropertyName(key.Text);
                    Write(json, entry);
                }

                json.WriteEndObject();
                break;
            case YamlList list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case YamlScalar scalar:
                Write(json, scalar);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, YamlScalar scalar)
    {
        if (scalar.IsNull)
        {
            json.WriteNullValue();
        }
        else if (!scalar.IsQuoted && ulong.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
        {
            // Seeds have more digits than a double.
            json.WriteNumberValue(whole);
        }
        else if (!scalar.IsQuoted && Numbers.TryParse(scalar.Text, out var number))
        {
            json.WriteNumberValue(number);
        }
        else if (!scalar.IsQuoted && scalar.Text is "true" or "false")
        {
            json.WriteBooleanValue(scalar.Text == "true");
        }
        else
        {
            json.WriteStringValue(scalar.Text);
        }
    }
}
