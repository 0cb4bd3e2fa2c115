using System.Text.Json;

namespace Contagion.Api.Tests;

/// <summary>An operation of the description.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The address with names in braces.</param>
/// <param name="Parts">What the description says of it.</param>
internal sealed record Operation(HttpMethod Method, string Path, JsonElement Parts)
{
    /// <summary>Its name.</summary>
    public string Name => Parts.GetProperty("operationId").GetString()!;

    /// <summary>Its parameters.</summary>
    public IEnumerable<JsonElement> Parameters => Parts.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [];

    /// <summary>The forms of its body.</summary>
    public IReadOnlyList<JsonProperty> Bodies => Parts.TryGetProperty("requestBody", out var body) ? [.. body.GetProperty("content").EnumerateObject()] : [];

    /// <summary>All operations of a description.</summary>
    public static IReadOnlyList<Operation> In(JsonElement document) =>
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           select new Operation(new HttpMethod(operation.Name.ToUpperInvariant()), path.Name, operation.Value),
    ];
}
