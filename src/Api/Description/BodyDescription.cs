using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Contagion.Api;

/// <summary>What the description says of bodies: files that are brought, shocks, and examples.</summary>
internal static class BodyDescription
{
    private const string Form = "multipart/form-data";

    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        if (operation.RequestBody is OpenApiRequestBody { Content: { } content } body)
        {
            body.Required = true;
            if (content.TryGetValue(Form, out var form))
            {
                (form.Schema, form.Encoding) = (Files(), NetworkStore.FileNames.ToDictionary(name => name, _ => new OpenApiEncoding { ContentType = "text/csv" }));
            }

            if (operation.OperationId == "ShockWorld")
            {
                content["application/json"].Schema = SchemaDescription.Shocks();
            }

            foreach (var (name, summary, json) in Examples.OfRequests.Where(one => one.Operation == operation.OperationId).Select(one => (one.Name, one.Summary, one.Json)))
            {
                Add(content["application/json"], name, summary, json);
            }
        }

        if (operation.Responses!.TryGetValue("200", out var answer) && answer.Content is { } forms && forms.ContainsKey("text/csv") && forms.TryGetValue("application/json", out var asJson))
        {
            // Files of a network are tables; among results are some that are JSON themselves.
            asJson.Schema = operation.OperationId == "GetNetworkFile" ? SchemaDescription.AsTable() : SchemaDescription.Result();
        }

        foreach (var (_, status, name, json) in Examples.OfAnswers.Where(one => one.Operation == operation.OperationId))
        {
            Add(operation.Responses![status].Content!["application/json"], name, name, json);
        }

        return Task.CompletedTask;
    }

    private static void Add(OpenApiMediaType type, string name, string summary, string json) =>
        (type.Examples ??= new Dictionary<string, IOpenApiExample>())[name] = new OpenApiExample { Summary = summary, Value = JsonNode.Parse(json) };

    private static OpenApiSchema Files() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "institutions", "exposures" },
        AdditionalPropertiesAllowed = false,
        Properties = new Dictionary<string, IOpenApiSchema>(NetworkStore.FileNames.Select(name => KeyValuePair.Create(name, (IOpenApiSchema)new OpenApiSchema
        {
            Type = JsonSchemaType.String, Format = "binary", Description = $"{name}.csv of the network, as docs/files.md describes it.",
        })))
        {
            ["name"] = Texts.Schema("What to call it."),
        },
    };
}
