using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Contagion.Api;

/// <summary>Gives what is shown a tag (ETag), by which a caller sees whether it has changed.</summary>
internal static class Tags
{
    /// <summary>Another version of the program may tell the same otherwise.</summary>
    private static readonly Guid Program = typeof(Tags).Module.ModuleVersionId;

    /// <summary>The tag of some bytes.</summary>
    public static EntityTagHeaderValue OfBytes(ReadOnlySpan<byte> body) => new($"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..16]}\"");

    /// <summary>The tag of what is shown.</summary>
    public static EntityTagHeaderValue Of<T>(T view) => OfBytes(JsonSerializer.SerializeToUtf8Bytes(view, ApiJson.Options));

    /// <summary>Refuses to change what has changed since the caller looked.</summary>
    /// <exception cref="Refusal">The request names other tags in <c>If-Match</c>.</exception>
    public static void ExpectMatch<T>(HttpRequest request, T view)
    {
        var wanted = request.GetTypedHeaders().IfMatch;
        if (wanted.Count > 0 && !wanted.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(Of(view), useStrongComparison: true)))
        {
            throw Refusal.Changed("it has changed since you looked at it (If-Match); look again");
        }
    }

    /// <summary>Answers what a route shows with its tag, or with nothing where the caller has it already.</summary>
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var shown = result is INestedHttpResult nested ? nested.Result : result;
        if (context.HttpContext.Request.Method != HttpMethods.Get || shown is not IValueHttpResult { Value: { } value } || shown is IStatusCodeHttpResult { StatusCode: not StatusCodes.Status200OK })
        {
            return result;
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), ApiJson.Options);
        var headers = context.HttpContext.Response.GetTypedHeaders();
        var tag = headers.ETag ??= OfBytes(body);
        return context.HttpContext.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(body, "application/json; charset=utf-8");
    }

    /// <summary>Tags what is told of a completed run by what was asked: it never changes, so that who has it is answered before anything is read, drawn or lived through again.</summary>
    public static ValueTask<object?> OfCompleted(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var run = http.RequestServices.GetRequiredService<JobStore>().Find(JobKind.Run, (string)http.GetRouteValue("id")!, http.Features.GetRequiredFeature<Caller>());
        if (run.State != JobState.Completed)
        {
            return next(context);
        }

        var tag = OfBytes(Encoding.UTF8.GetBytes($"{Program} {run.Key} {http.Request.Path}{http.Request.QueryString}"));
        http.Response.GetTypedHeaders().ETag = tag;
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false))
            ? ValueTask.FromResult<object?>(Results.StatusCode(StatusCodes.Status304NotModified))
            : next(context);
    }
}
