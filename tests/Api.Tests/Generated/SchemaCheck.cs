using System.Text.Json;

namespace Contagion.Api.Tests;

/// <summary>Whether a JSON value is what a schema of the description says: the keywords that the description uses, and no others.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    private static readonly HashSet<string> Silent = ["description", "format", "default", "summary", "example", "examples", "title", "deprecated"];

    /// <summary>What is wrong with a value; empty when nothing is.</summary>
    public IEnumerable<string> Faults(JsonElement value, JsonElement schema, string at = "$")
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            var faults = keyword.Name switch
            {
                "$ref" => Faults(value, Resolve(keyword.Value.GetString()!), at),
                "type" => Is(keyword.Value, value) ? [] : [$"{at} is {value.ValueKind}, expected {keyword.Value}"],
                "enum" => keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)) || value.ValueKind == JsonValueKind.Null ? [] : [$"{at} is {value}, expected one of {keyword.Value}"],
                "oneOf" => keyword.Value.EnumerateArray().Count(one => !Faults(value, one, at).Any()) == 1 ? [] : [$"{at} is not one of its forms: {Short(value)}"],
                "anyOf" => keyword.Value.EnumerateArray().Any(one => !Faults(value, one, at).Any()) ? [] : [$"{at} is none of its forms: {Short(value)}"],
                "required" => value.ValueKind != JsonValueKind.Object ? [] : keyword.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at} has no {name}"),
                "properties" => value.ValueKind != JsonValueKind.Object ? [] : keyword.Value.EnumerateObject()
                    .SelectMany(property => value.TryGetProperty(property.Name, out var part) ? Faults(part, property.Value, $"{at}.{property.Name}") : []),
                "additionalProperties" => value.ValueKind != JsonValueKind.Object ? [] : Others(value, schema).SelectMany(other =>
                    keyword.Value.ValueKind == JsonValueKind.False ? [$"{at} has {other.Name}, which is not described"] : Faults(other.Value, keyword.Value, $"{at}.{other.Name}")),
                "items" => value.ValueKind != JsonValueKind.Array ? [] : value.EnumerateArray().SelectMany((item, place) => Faults(item, keyword.Value, $"{at}[{place}]")),
                "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= keyword.Value.GetDouble() ? [] : [$"{at} is {value}, below {keyword.Value}"],
                "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= keyword.Value.GetDouble() ? [] : [$"{at} is {value}, above {keyword.Value}"],
                "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= keyword.Value.GetInt32() ? [] : [$"{at} has too few"],
                "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= keyword.Value.GetInt32() ? [] : [$"{at} is too short"],
                "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= keyword.Value.GetInt32() ? [] : [$"{at} is too long"],
                var name when Silent.Contains(name) => [],
                var name => throw new NotSupportedException($"the description uses the keyword {name}, which this check does not know"),
            };
            foreach (var fault in faults)
            {
                yield return fault;
            }
        }
    }

    /// <summary>What a reference of the description refers to.</summary>
    public JsonElement Resolve(string reference) => reference.TrimStart('#', '/').Split('/').Aggregate(document, (part, name) => part.GetProperty(name));

    private static IEnumerable<JsonProperty> Others(JsonElement value, JsonElement schema) =>
        value.EnumerateObject().Where(member => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(member.Name, out _));

    private static bool Is(JsonElement type, JsonElement value) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(one => Is(one.GetString()!, value))
        : Is(type.GetString()!, value);

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && Math.Floor(value.GetDouble()) == value.GetDouble(),
        _ => throw new NotSupportedException($"the description uses the type {type}"),
    };

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 200 } text ? text[..200] : value.GetRawText();
}
