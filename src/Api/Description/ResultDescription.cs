using Microsoft.OpenApi;

namespace Contagion.Api;

/// <summary>What the description says of files of results that are told as JSON.</summary>
internal static class ResultDescription
{
    private const JsonSchemaType MayBeUndefined = JsonSchemaType.Number | JsonSchemaType.Null;

    /// <summary>The rows of a CSV file.</summary>
    public static OpenApiSchema Table() => Object(
        "The rows of a CSV file.",
        ("columns", new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String }, Description = "Names of columns." }),
        ("rows", new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Description = "Row by row the cells of all columns.",
            Items = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean | JsonSchemaType.Null, Description = "Null where the cell is empty." },
            },
        }));

    /// <summary>summary.json.</summary>
    public static OpenApiSchema Summary() => Object(
        "summary.json: what came of a run, over its replications.",
        ("run", Texts.Schema("Id of the run, as its folder says it.")),
        ("replications", new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "Replications." }),
        ("metrics", new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The columns of replications.csv, by name.", AdditionalProperties = Spread() }));

    private static OpenApiSchema Spread() => Object(
        "How a number varies over replications.",
        ("mean", Number("Mean.")),
        ("sd", Number("Standard deviation.")),
        ("min", Number("Smallest.")),
        ("max", Number("Largest.")),
        ("quantiles", new OpenApiSchema { Type = JsonSchemaType.Object | JsonSchemaType.Null, Description = "Quantiles, by their share.", AdditionalProperties = Number() }),
        ("ci95", new OpenApiSchema { Type = JsonSchemaType.Array | JsonSchemaType.Null, Description = "Ends of the 95 % confidence interval of the mean.", Items = Number() }));

    private static OpenApiSchema Number(string? description = null) => new() { Type = MayBeUndefined, Description = description };

    private static OpenApiSchema Object(string description, params (string Name, IOpenApiSchema Schema)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Description = description,
        Required = members.Select(member => member.Name).ToHashSet(),
        Properties = members.ToDictionary(member => member.Name, member => member.Schema),
    };
}
