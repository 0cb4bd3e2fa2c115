using System.Globalization;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Contagion.Api;

/// <summary>What the description says of each operation that follows from what kind of route it is: problems, tags, headers.</summary>
internal static class OperationDescription
{
    private const string IdempotencyKeyHeader = "Idempotency-Key";

    private static readonly Dictionary<string, string> Ids = new(StringComparer.Ordinal)
    {
        ["id"] = "Its id.",
        ["institution"] = "Id of the institution; the rest of the address, slashes included.",
        ["file"] = "Name of the file.",
        [IdempotencyKeyHeader] = "A key of the caller's own, 1 to 200 visible ASCII characters: the same key with the same body is the same request.",
        ["Last-Event-ID"] = "Id of the last event the caller has; the stream goes on after it.",
    };

    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var route = context.Description;
        operation.Parameters ??= [];
        operation.Responses ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
        {
            Describe(parameter, route);
        }

        Tag(operation, route);
        foreach (var status in Problems(operation, route).Order())
        {
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), ProblemDescription.Of(status, context.Document!));
        }

        if (Metadata<RouteRule>(route)?.Role is null)
        {
            // Nobody needs a key here.
            operation.Security = [];
        }

        return Task.CompletedTask;
    }

    private static void Describe(OpenApiParameter parameter, Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription route)
    {
        if (Ids.TryGetValue(parameter.Name!, out var words))
        {
            parameter.Description ??= words;
        }

        var given = route.ParameterDescriptions.FirstOrDefault(one => one.Name == parameter.Name)?.ParameterDescriptor as IParameterInfoParameterDescriptor;
        if (given?.ParameterInfo.GetCustomAttributes(typeof(WordsOfAttribute), inherit: false).OfType<WordsOfAttribute>().FirstOrDefault() is { } known && parameter.Schema is OpenApiSchema schema)
        {
            schema.Enum = [.. known.Words.Select(word => (System.Text.Json.Nodes.JsonNode)word)];
        }
    }

    /// <summary>Says what is told of tags, of where a new thing is, and of when to ask again.</summary>
    private static void Tag(OpenApiOperation operation, Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription route)
    {
        if (route.HttpMethod == HttpMethods.Get && HasTag(operation))
        {
            operation.Parameters!.Add(Texts.Parameter("If-None-Match", "A tag that the caller has: what has not changed since is not told again."));
            operation.Responses!["304"] = new OpenApiResponse { Description = "It has not changed.", Headers = Tagged() };
            Head(operation, "200", Tagged());
        }

        if (Metadata<RouteAnswers>(route)?.Statuses.Contains(StatusCodes.Status412PreconditionFailed) == true)
        {
            operation.Parameters!.Add(Texts.Parameter("If-Match", "The tag of what the caller looked at: nothing is done where it has changed since."));
        }

        if (operation.Parameters!.Any(parameter => parameter.Name == IdempotencyKeyHeader) || route.HttpMethod == HttpMethods.Post)
        {
            Head(operation, "201", new() { ["Location"] = Texts.Header("Where it is."), ["ETag"] = Texts.Header("Its tag, of things that change.") });
            Head(operation, "202", new() { ["Location"] = Texts.Header("Where it is."), ["Retry-After"] = Texts.Header("Seconds after which to ask how it stands.", JsonSchemaType.Integer) });
        }
    }

    private static bool HasTag(OpenApiOperation operation) =>
        operation.Responses!.TryGetValue("200", out var answer) && answer.Content is { } content && !content.ContainsKey("text/event-stream") && !content.ContainsKey("application/schema+json") && !content.ContainsKey("text/plain");

    private static Dictionary<string, IOpenApiHeader> Tagged() => new() { ["ETag"] = Texts.Header("Changes whenever what is told changes.") };

    private static void Head(OpenApiOperation operation, string status, Dictionary<string, IOpenApiHeader> headers)
    {
        if (operation.Responses!.TryGetValue(status, out var answer) && answer is OpenApiResponse own)
        {
            own.Headers = headers;
        }
    }

    private static HashSet<int> Problems(OpenApiOperation operation, Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription route)
    {
        var isWrite = route.HttpMethod != HttpMethods.Get;
        var rule = Metadata<RouteRule>(route)?.Role;
        HashSet<int> found =
        [
            StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable,
            .. Metadata<RouteAnswers>(route)?.Statuses ?? [],
        ];
        Add(rule is not null, StatusCodes.Status401Unauthorized);
        Add(rule is not null || isWrite, StatusCodes.Status403Forbidden);
        Add(route.ParameterDescriptions.Any(parameter => parameter.Source == BindingSource.Path), StatusCodes.Status404NotFound);
        Add(operation.RequestBody is not null, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
        Add(operation.Parameters!.Any(parameter => parameter.Name == IdempotencyKeyHeader), StatusCodes.Status422UnprocessableEntity);
        return found;

        void Add(bool isSo, params int[] statuses)
        {
            if (isSo)
            {
                found.UnionWith(statuses);
            }
        }
    }

    private static T? Metadata<T>(Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription route)
        where T : class => route.ActionDescriptor.EndpointMetadata.OfType<T>().LastOrDefault();
}
