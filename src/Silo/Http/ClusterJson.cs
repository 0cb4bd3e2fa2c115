using System.Text.Json;

namespace Contagion.Silo;

/// <summary>How programs of the cluster write to each other, whatever the rules of the API for people are.</summary>
internal static class ClusterJson
{
    /// <summary>Reads a body; null where there is nothing in it.</summary>
    public static ValueTask<T?> Read<T>(HttpRequest request, CancellationToken stop) => request.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, stop);

    /// <summary>Writes what a route answers.</summary>
    public static async ValueTask<object?> Answer(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        return result switch
        {
            INestedHttpResult { Result: IValueHttpResult { Value: { } value } and IStatusCodeHttpResult { StatusCode: { } status } } => Results.Json(value, JsonSerializerOptions.Web, statusCode: status),
            IResult or null => result,
            _ => Results.Json(result, JsonSerializerOptions.Web),
        };
    }
}
