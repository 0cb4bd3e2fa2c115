using System.Text.Json;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>What came of reconstructing networks, as JSON.</summary>
public static class ReconstructionJson
{
    /// <summary>The report as JSON, ending in a line break.</summary>
    public static string Write(ReconstructionFile file, ReconstructionReport report)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("method", file.Method.Name);
            json.WriteNumber("seed", report.Seed);
            json.WriteNumber("institutions", file.Ids.Count);
            json.WriteNumber("total", file.Marginals.Total);
            json.WriteStartArray("networks");
            foreach (var sample in report.Samples)
            {
                json.WriteStartObject();
                json.WriteString("folder", sample.Folder);
                json.WriteNumber("exposures", sample.Exposures);
                json.WriteNumber("density", sample.DensityOf(file.Ids.Count));
                json.WriteNumber("largest_error", sample.Error);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (report.Diagnosis is { } diagnosis)
            {
                Write(json, diagnosis, file.Ids);
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, GibbsDiagnosis diagnosis, IReadOnlyList<string> ids)
    {
        json.WriteStartObject("diagnosis");
        json.WriteNumber("chains", GibbsDiagnosis.Chains);
        json.WriteNumber("states", diagnosis.States);
        json.WriteBoolean("mixed", diagnosis.IsMixed);
        json.WriteStartArray("measures");
        foreach (var measure in diagnosis.Measures)
        {
            json.WriteStartObject();
            json.WriteString("measure", Model.Words.Kebab(measure.Kind.ToString()));
            if (measure.Pair is var (debtor, creditor))
            {
                json.WriteString("creditor", ids[creditor]);
                json.WriteString("debtor", ids[debtor]);
            }

            json.WriteNumber("mean", measure.Mean);
            if (double.IsFinite(measure.RHat))
            {
                json.WriteNumber("r_hat", measure.RHat);
            }
            else
            {
                json.WriteNull("r_hat");
            }

            json.WriteNumber("effective_size", measure.EffectiveSize);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
