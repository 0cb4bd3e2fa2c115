using System.Text.Json;

namespace Contagion.Api;

/// <summary>Small files of the server's own, written whole or not at all.</summary>
internal static class JsonFile
{
    /// <summary>Reads one; null where there is none.</summary>
    public static T? Read<T>(string path)
        where T : class => File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllText(path), ApiJson.Options) : null;

    /// <summary>Writes one.</summary>
    public static void Write<T>(string path, T value) => WriteText(path, JsonSerializer.Serialize(value, ApiJson.Options));

    /// <summary>Writes a text.</summary>
    public static void WriteText(string path, string text)
    {
        // Several may write the same at once; each its own.
        var temporary = $"{path}.{Guid.NewGuid():N}";
        using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
