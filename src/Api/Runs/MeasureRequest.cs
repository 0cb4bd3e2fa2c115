using System.Text.Json;
using Contagion.Model;

namespace Contagion.Api;

/// <summary>What of a finished run is to be measured further.</summary>
public sealed record MeasureRequest
{
    /// <summary>Spillover metrics: <c>"all"</c>, or a list of their names.</summary>
    public JsonElement? Metrics { get; init; }

    /// <summary>Whether losses are attributed to channels, and how.</summary>
    public AttributionMethod? Attribution { get; init; }

    /// <summary>The settings of a scenario that ask for it.</summary>
    /// <exception cref="Refusal">Nothing is asked for.</exception>
    internal IReadOnlyList<string> Settings()
    {
        string[] settings =
        [
            .. Metrics is { } metrics ? [$"metrics={(metrics.ValueKind == JsonValueKind.String ? metrics.GetString() : metrics.GetRawText())}"] : Array.Empty<string>(),
            .. Attribution is { } method ? [$"run.attribution={Words.Of(method)}"] : Array.Empty<string>(),
        ];
        return settings.Length > 0 ? settings : throw Refusal.Wrong("nothing is asked for; expected 'metrics' or 'attribution'");
    }
}
