using Microsoft.OpenApi;

namespace Contagion.Api;

/// <summary>What the description says of problems: their shape, and what each status means.</summary>
internal static class ProblemDescription
{
    /// <summary>The media type of problems.</summary>
    public const string Type = "application/problem+json";

    private const string Shape = "Problem";

    private static readonly Dictionary<int, string> Meaning = new()
    {
        [StatusCodes.Status400BadRequest] = "Something in the request is wrong; every fault that was found is told.",
        [StatusCodes.Status401Unauthorized] = "The server needs a key, and none that it knows was given.",
        [StatusCodes.Status403Forbidden] = "The key may not do this, or a page of another site asked for it.",
        [StatusCodes.Status404NotFound] = "There is no such thing, or it is another tenant's.",
        [StatusCodes.Status406NotAcceptable] = "It cannot be had in any of the forms that Accept names.",
        [StatusCodes.Status409Conflict] = "It cannot be now; the problem says why.",
        [StatusCodes.Status412PreconditionFailed] = "It has changed since the caller looked at it (If-Match).",
        [StatusCodes.Status413PayloadTooLarge] = "It is larger than this server takes.",
        [StatusCodes.Status415UnsupportedMediaType] = "The body is of a type that nobody here reads.",
        [StatusCodes.Status422UnprocessableEntity] = "The Idempotency-Key was used for another request.",
        [StatusCodes.Status429TooManyRequests] = "The caller asks too often, or has too much under way; Retry-After says when to ask again.",
        [StatusCodes.Status503ServiceUnavailable] = "The server cannot do it now, for a full disk, say.",
    };

    /// <summary>A problem as an answer of an operation.</summary>
    public static IOpenApiResponse Of(int status, OpenApiDocument document) => new OpenApiResponseReference(Name(status), document);

    /// <summary>Adds what the answers of operations refer to.</summary>
    public static void AddTo(OpenApiComponents components)
    {
        components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        components.Schemas[Shape] = Schema();
        components.Responses ??= new Dictionary<string, IOpenApiResponse>();
        foreach (var (status, meaning) in Meaning)
        {
            components.Responses[Name(status)] = new OpenApiResponse
            {
                Description = meaning,
                Headers = HeadersOf(status),
                Content = new Dictionary<string, OpenApiMediaType> { [Type] = new() { Schema = new OpenApiSchemaReference(Shape) } },
            };
        }
    }

    private static string Name(int status) => $"Problem{status}";

    private static Dictionary<string, IOpenApiHeader>? HeadersOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => new() { ["WWW-Authenticate"] = Texts.Header("Bearer: a key is needed.") },
        StatusCodes.Status409Conflict or StatusCodes.Status429TooManyRequests => new() { ["Retry-After"] = Texts.Header("Seconds after which to ask again, where that may help.", JsonSchemaType.Integer) },
        _ => null,
    };

    private static OpenApiSchema Schema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "What went wrong (RFC 9457).",
        Required = new HashSet<string> { "type", "title", "status" },
        AdditionalPropertiesAllowed = false,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Texts.Schema("Always about:blank: the status says what kind of problem it is."),
            ["title"] = Texts.Schema("What the status is called."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "400", Maximum = "599", Description = "The status of the answer." },
            ["detail"] = Texts.Schema("What is wrong and what was expected, in the words of the command line."),
            ["traceId"] = Texts.Schema("By which the operator finds the request."),
            ["faults"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "What is wrong with a scenario or a network, place by place.",
                Items = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "file", "line", "column", "message" },
                    AdditionalPropertiesAllowed = false,
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["file"] = Texts.Schema("The file, or the setting."),
                        ["line"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0", Description = "The line, from 1; 0 for the whole file." },
                        ["column"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0", Description = "The column, from 1." },
                        ["message"] = Texts.Schema("What is wrong, and what was expected."),
                    },
                },
            },
        },
    };
}
