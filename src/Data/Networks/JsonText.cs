using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Contagion.Data;

/// <summary>JSON for people and programs: indented, line feeds, text as it is.</summary>
internal static class JsonText
{
    /// <summary>An object, ending in a line break.</summary>
    public static string Write(Action<Utf8JsonWriter> write)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }

    /// <summary>A number; null where it is not finite.</summary>
    public static void Number(Utf8JsonWriter json, string name, double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
