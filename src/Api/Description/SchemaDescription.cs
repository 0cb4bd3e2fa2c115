using System.Text.Json;
using System.Text.Json.Nodes;
using Contagion.Networks;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Contagion.Api;

/// <summary>What the description says of types that do not say it themselves: parts that are told as they stand in a scenario.</summary>
internal static class SchemaDescription
{
    private const string Table = "Table";
    private const string Summary = "Summary";

    private static readonly string[] Unknown = ["JsonElement", "JsonArray"];

    /// <summary>Words are texts, and what is told is told whole: an answer leaves out only what is null.</summary>
    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        if (schema.Enum is { Count: > 0 })
        {
            schema.Type ??= JsonSchemaType.String;
        }

        if (context.ParameterDescription is null && schema.Properties is not null)
        {
            (schema.Required ??= new HashSet<string>()).UnionWith(context.JsonTypeInfo.Properties
                .Where(property => !property.IsGetNullable && Nullable.GetUnderlyingType(property.PropertyType) is null && schema.Properties.ContainsKey(property.Name))
                .Select(property => property.Name));
        }

        return Task.CompletedTask;
    }

    /// <summary>Says what parts may be that have no type of their own, and says what a property means where it stands.</summary>
    public static void Complete(OpenApiComponents components)
    {
        foreach (var (type, schema) in components.Schemas!.Where(one => one.Value.Properties is not null))
        {
            foreach (var (name, property) in schema.Properties!.ToArray())
            {
                var words = property.Description ?? property.OneOf?.Select(one => one.Description).FirstOrDefault(one => one is not null);
                if (Of(type, name) is { } known)
                {
                    known.Description = words;
                    schema.Properties![name] = known;
                }
                else if (property is OpenApiSchema { OneOf: not null } own)
                {
                    own.Description = words;
                }
            }
        }

        foreach (var unknown in Unknown)
        {
            components.Schemas!.Remove(unknown);
        }

        components.Schemas![Table] = ResultDescription.Table();
        components.Schemas[Summary] = ResultDescription.Summary();
    }

    /// <summary>A file of results as JSON: a table, a summary, or whatever another file that is JSON itself has.</summary>
    public static OpenApiSchema Result() => new() { AnyOf = [AsTable(), new OpenApiSchemaReference(Summary), Object("Another file that is JSON itself: docs/results.md says what it has.")] };

    /// <summary>A table as JSON.</summary>
    public static OpenApiSchemaReference AsTable() => new(Table);

    /// <summary>An object whose members are described elsewhere.</summary>
    private static OpenApiSchema Object(string? description = null) => new() { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema(), Description = description };

    /// <summary>The shape of a list of shocks.</summary>
    public static OpenApiSchema Shocks() => new()
    {
        Type = JsonSchemaType.Array,
        Description = "Shocks as in a scenario file, without their dates.",
        MinItems = 1,
        Items = Object("A shock: GET /schema says what it may have."),
    };

    private static OpenApiSchema? Of(string type, string property) => (type, property) switch
    {
        (nameof(RunRequest) or nameof(ComparisonRequest), "scenario") => new()
        {
            OneOf =
            [
                new OpenApiSchema { Type = JsonSchemaType.Null },
                Texts.Schema("A scenario file: YAML."),
                Object("The same as an object: GET /schema says what it may have."),
            ],
        },
        (nameof(MeasureRequest), "metrics") => new()
        {
            OneOf =
            [
                new OpenApiSchema { Type = JsonSchemaType.Null },
                new OpenApiSchema { Type = JsonSchemaType.String, Enum = [JsonValue.Create("all")] },
                new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String }, Description = "Names of metrics." },
            ],
        },
        (nameof(NetworkOrder), "generate") => new()
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "model" },
            AdditionalProperties = new OpenApiSchema(),
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["model"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Description = "The model that draws it; its parameters stand beside it.",
                    Enum = [.. NetworkModels.All.Select(model => (JsonNode)model.Name)],
                },
            },
        },
        (nameof(NetworkView), "description") => Object(),
        _ => null,
    };
}
