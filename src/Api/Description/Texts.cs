using Microsoft.OpenApi;

namespace Contagion.Api;

/// <summary>Small parts of the description.</summary>
internal static class Texts
{
    /// <summary>A text.</summary>
    public static OpenApiSchema Schema(string description) => new() { Type = JsonSchemaType.String, Description = description };

    /// <summary>A header of an answer.</summary>
    public static OpenApiHeader Header(string description, JsonSchemaType type = JsonSchemaType.String) => new() { Description = description, Schema = new OpenApiSchema { Type = type } };

    /// <summary>A header of a request.</summary>
    public static OpenApiParameter Parameter(string name, string description) => new()
    {
        Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
