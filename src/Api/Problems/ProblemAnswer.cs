using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Contagion.Engine;
using Contagion.Model;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Contagion.Api;

/// <summary>Answers whatever goes wrong with problem details (RFC 9457), in the words of the command line.</summary>
internal sealed class ProblemAnswer(ILogger<ProblemAnswer> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var refused = exception as Refusal;
        var (status, detail) = exception switch
        {
            Refusal one => (one.Status, one.Message),
            InputException wrong => (StatusCodes.Status400BadRequest, wrong.Message),
            WorldException { Fault: WorldFault.Unknown } one => (StatusCodes.Status404NotFound, one.Message),
            WorldException { Fault: WorldFault.Conflict } one => (StatusCodes.Status409Conflict, one.Message),
            WorldException one => (StatusCodes.Status400BadRequest, one.Message),
            BadHttpRequestException one => (one.StatusCode, Told(one)),
            IOException => (StatusCodes.Status503ServiceUnavailable, "the server cannot read or write its files now; ask again, and tell its operator if it goes on"),
            _ => (StatusCodes.Status500InternalServerError, "a fault in the program itself; the server's log says more"),
        };
        if (status >= StatusCodes.Status500InternalServerError)
        {
            logger.LogError(exception, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
        }

        context.Response.StatusCode = status;
        if (refused?.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        await Write(context, detail, refused?.Faults ?? (exception as InputException)?.Faults ?? []);
        return true;
    }

    /// <summary>Answers a status that nobody said more about.</summary>
    public static Task Write(StatusCodeContext answer) => Write(answer.HttpContext, detail: null, []);

    /// <summary>A problem is told whatever the caller accepts: it is better than nothing.</summary>
    private static Task Write(HttpContext context, string? detail, IReadOnlyList<Fault> faults)
    {
        var status = context.Response.StatusCode;
        var problem = new ProblemDetails
        {
            Type = "about:blank", Title = ReasonPhrases.GetReasonPhrase(status), Status = status, Detail = detail,
        };
        problem.Extensions["traceId"] = Activity.Current?.Id ?? context.TraceIdentifier;
        if (faults.Count > 0)
        {
            problem.Extensions["faults"] = faults;
        }

        return context.Response.WriteAsJsonAsync(problem, ApiJson.Options, "application/problem+json", context.RequestAborted);
    }

    /// <summary>What is wrong with a request that could not be read.</summary>
    private static string Told(BadHttpRequestException wrong) => wrong.InnerException switch
    {
        JsonException json => $"the body is not what was expected: {json.Message}",
        _ => wrong.Message,
    };
}
