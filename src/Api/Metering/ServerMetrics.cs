using System.Diagnostics;
using System.Diagnostics.Metrics;
using Contagion.Data;
using Contagion.Model;

namespace Contagion.Api;

/// <summary>What the server counts.</summary>
internal sealed class ServerMetrics : IDisposable
{
    private readonly Histogram<double> _requests;
    private readonly Counter<long> _replications;

    /// <param name="jobs">The runs and comparisons.</param>
    public ServerMetrics(JobStore jobs)
    {
        _requests = Meter.CreateHistogram<double>("contagion_http_request_seconds", description: "Seconds until a request was answered; of events, until the stream ended.");
        _replications = Meter.CreateCounter<long>("contagion_replications", description: "Replications done, those found in journals included.");
        Meter.CreateObservableGauge("contagion_jobs", () => Enum.GetValues<JobKind>().SelectMany(kind => Enum.GetValues<JobState>().Select(state =>
            new Measurement<int>(jobs.Count(kind, state), new("kind", Words.Of(kind)), new("state", Words.Of(state))))), description: "Runs and comparisons by how they stand.");
        Meter.CreateObservableGauge(
            "contagion_queue_length", () => Enum.GetValues<JobKind>().Sum(kind => jobs.Count(kind, JobState.Queued)), description: "Runs and comparisons that wait for their turn.");
        Meter.CreateObservableGauge("contagion_memory_bytes", () => Environment.WorkingSet, description: "Memory of the process.");
        Meter.CreateObservableGauge("contagion_managed_memory_bytes", () => GC.GetTotalMemory(forceFullCollection: false), description: "Memory of it that is in use by objects.");
        Meter.CreateObservableGauge("contagion_build_info", () => new Measurement<int>(1, new KeyValuePair<string, object?>("version", RunDirectory.Version)), description: "Always 1; its label is the version of the program.");
    }

    /// <summary>All of it.</summary>
    public Meter Meter { get; } = new("Contagion.Api");

    /// <summary>Counts replications that are done.</summary>
    public void CountReplications(int more) => _replications.Add(more);

    /// <summary>Measures how long requests take.</summary>
    public async Task Measure(HttpContext context, RequestDelegate next)
    {
        var start = Stopwatch.GetTimestamp();
        // What goes wrong takes the route away.
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "other";
        try
        {
            await next(context);
        }
        finally
        {
            _requests.Record(
                Stopwatch.GetElapsedTime(start).TotalSeconds, new("method", Known(context.Request.Method)), new("route", route), new("status", context.Response.StatusCode));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    /// <summary>A method that anybody makes up must not become a label.</summary>
    private static string Known(string method) => HttpMethods.IsGet(method) ? HttpMethods.Get
        : HttpMethods.IsPost(method) ? HttpMethods.Post
        : HttpMethods.IsDelete(method) ? HttpMethods.Delete
        : "other";
}
