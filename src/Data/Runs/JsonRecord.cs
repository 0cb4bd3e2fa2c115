using System.Text.Json;
using System.Text.Json.Serialization;

namespace Contagion.Data;

/// <summary>Reads and writes what a folder of results says about itself.</summary>
internal static class JsonRecord
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a record; null when there is none or it is not one of ours.</summary>
    public static T? Read<T>(string path)
        where T : class
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllText(path), Options) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A record as JSON, ending in a line break.</summary>
    public static string Write<T>(T record) => JsonSerializer.Serialize(record, Options) + "\n";
}
