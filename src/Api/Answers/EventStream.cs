using System.Globalization;
using System.Text;

namespace Contagion.Api;

/// <summary>Tells a caller what happens to a job as it happens (server-sent events).</summary>
/// <param name="feed">What the job tells.</param>
/// <param name="after">Number of the last event that the caller has.</param>
internal sealed class EventStream(Feed feed, long after) : IResult
{
    /// <summary>How often there is a sign of life, so that nobody on the way takes the connection for dead.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>A stream that goes on where the caller's last one ended.</summary>
    /// <exception cref="Refusal">The caller names an event that there cannot be.</exception>
    public static EventStream Of(Feed feed, HttpRequest request)
    {
        var last = request.Headers["Last-Event-ID"].ToString();
        return last.Length == 0 ? new EventStream(feed, 0)
            : long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? new EventStream(feed, after)
            : throw Refusal.Wrong($"'{last}' is no Last-Event-ID; expected the id of the last event");
    }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, stop) = (httpContext.Response, httpContext.RequestAborted);
        var ends = httpContext.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, ends);
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        try
        {
            await Write(response, "retry: 2000\n\n", either.Token);
            await foreach (var one in feed.Read(after, Heartbeat, either.Token))
            {
                await Write(response, one is null ? ": heartbeat\n\n" : $"id: {one.Number}\nevent: {one.Kind}\ndata: {one.Data}\n\n", either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Who has gone, or will ask the next server.
        }
    }

    private static async Task Write(HttpResponse response, string text, CancellationToken stop)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), stop);
        await response.Body.FlushAsync(stop);
    }
}
