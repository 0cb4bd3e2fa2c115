using System.Text.Json;
using System.Text.Json.Serialization;

namespace Contagion.Data;

/// <summary>What the record in a folder of results says about what was begun there, whatever it is.</summary>
/// <remarks>These come first in the file, in this order; the numbers leave room for what a record has in between.</remarks>
public abstract record FolderRecord
{
    /// <summary>The place right after the hash, for a record that has something to say there.</summary>
    protected const int AfterHash = -70;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Name and scenario hash: the same inputs give the same id.</summary>
    [JsonPropertyOrder(-100)]
    public required string Id { get; init; }

    /// <summary>The scenario's name, or that of the first.</summary>
    [JsonPropertyOrder(-90)]
    public required string Name { get; init; }

    /// <summary>SHA-256 over all that results depend on.</summary>
    [JsonPropertyOrder(-80)]
    public required string ScenarioHash { get; init; }

    /// <summary>Version of the program.</summary>
    [JsonPropertyOrder(-60)]
    public required string Version { get; init; }

    /// <summary>Where it ran.</summary>
    [JsonPropertyOrder(-50)]
    public required string Host { get; init; }

    /// <summary>When it started.</summary>
    [JsonPropertyOrder(-40)]
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    [JsonPropertyOrder(-30)]
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Where it stands.</summary>
    [JsonPropertyOrder(-20)]
    public required RunState State { get; init; }

    /// <summary>Why it failed, in one sentence; null when it did not.</summary>
    [JsonPropertyOrder(-10)]
    public string? Error { get; init; }

    /// <summary>Reads a record; null when there is none or it is not one of ours.</summary>
    /// <typeparam name="T">Which kind of record the file holds.</typeparam>
    public static T? Read<T>(string path)
        where T : FolderRecord
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

    /// <summary>The record as JSON, ending in a line break.</summary>
    public string Write() => JsonSerializer.Serialize(this, GetType(), Options) + "\n";
}
