using Contagion.Analysis;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>Centralities as CSV, a row an institution and a column a measure, and as JSON.</summary>
public static class CentralityFile
{
    /// <summary>Writes every institution.</summary>
    public static void Write(string path, CentralityTable table) => CsvFile.Write(path, file =>
    {
        file.Row(["id", .. table.Columns.Select(column => Words.Of(column.Measure))]);
        for (var institution = 0; institution < table.Network.Count; institution++)
        {
            file.Text(table.Network.Ids[institution]);
            foreach (var (_, centrality) in table.Columns)
            {
                file.Number(centrality.Values[institution]);
            }

            file.End();
        }
    });

    /// <summary>What was measured, how exactly, and who comes first, ending in a line break. Numbers that are not finite are null.</summary>
    /// <param name="table">The measures.</param>
    /// <param name="top">How many institutions of each.</param>
    /// <param name="seed">For what was estimated from a sample.</param>
    public static string Json(CentralityTable table, int top, ulong seed) => JsonText.Write(json =>
    {
        json.WriteNumber("institutions", table.Network.Count);
        json.WriteNumber("seed", seed);
        json.WriteStartObject("measures");
        foreach (var (measure, centrality) in table.Columns)
        {
            json.WriteStartObject(Words.Of(measure));
            json.WriteString("side", NetworkMeaning.SideOf(measure));
            json.WriteBoolean("exact", centrality.Sources is null);
            if (centrality.Sources is { } sources)
            {
                json.WriteNumber("sources", sources);
                JsonText.Number(json, "standard_error_max", centrality.StandardErrorMax);
            }

            json.WriteBoolean("converged", centrality.Converged);
            if (centrality.Note is { } note)
            {
                json.WriteString("note", note);
            }

            json.WriteStartArray("top");
            foreach (var one in RankedInstitution.First(centrality.Values, top))
            {
                json.WriteStartObject();
                json.WriteString("id", table.Network.Ids[one.Institution]);
                JsonText.Number(json, "value", one.Value);
                if (centrality.StandardErrors is { } errors)
                {
                    JsonText.Number(json, "standard_error", errors[one.Institution]);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("left_out");
        foreach (var (measure, why) in table.LeftOut)
        {
            json.WriteString(Words.Of(measure), why);
        }

        json.WriteEndObject();
    });
}
