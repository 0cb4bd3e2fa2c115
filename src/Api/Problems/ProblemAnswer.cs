using System.Globalization;
using System.Text.Json;
using Contagion.Engine;
using Contagion.Model;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Contagion.Api;

/// <summary>Answers whatever goes wrong with problem details (RFC 9457), in the words of the command line.</summary>
internal sealed class ProblemAnswer(IProblemDetailsService problems, ILogger<ProblemAnswer> logger) : IExceptionHandler
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

        var answer = new ProblemDetails { Status = status, Detail = detail };
        if ((refused?.Faults ?? (exception as InputException)?.Faults) is { Count: > 0 } faults)
        {
            answer.Extensions["faults"] = faults;
        }

        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = answer, Exception = exception });
    }

    /// <summary>What is wrong with a request that could not be read.</summary>
    private static string Told(BadHttpRequestException wrong) => wrong.InnerException switch
    {
        JsonException json => $"the body is not what was expected: {json.Message}",
        _ => wrong.Message,
    };
}
