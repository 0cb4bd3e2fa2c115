using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Contagion.Data;
using Contagion.Model;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Contagion.Api;

/// <summary>Runs: start, follow, cancel, and what came of them.</summary>
internal static class RunRoutes
{
    /// <summary>When it is worth asking again how a run stands.</summary>
    private const string AskAgainAfter = "1";

    public static void Map(IEndpointRouteBuilder api)
    {
        var runs = api.MapGroup("/runs").WithTags("Runs");
        runs.MapPost("/", Start).For(Role.Writer).Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict).AddEndpointFilter(LoadTurns.Filter).WithName("StartRun").WithSummary("Start a run");
        runs.MapGet("/", List).For(Role.Reader).WithName("ListRuns").WithSummary("List runs, the newest first");
        runs.MapGet("/{id}", Get).For(Role.Reader).WithName("GetRun").WithSummary("How a run stands");
        runs.MapDelete("/{id}", Cancel).For(Role.Writer).Refuses(StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed).WithName("CancelRun").WithSummary("Cancel a run");
        runs.MapDelete("/{id}/results", Drop).For(Role.Writer).Refuses(StatusCodes.Status409Conflict).WithName("DeleteRun").WithSummary("Remove a run that is over from the server");
        runs.MapGet("/{id}/events", Follow).For(Role.Reader).WithMetadata(new RateLimits.IsEventStream()).WithName("FollowRun").WithSummary("Follow a run as it goes (server-sent events)")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream");
        runs.MapGet("/{id}/results", Files).For(Role.Reader).WithName("ListResults").WithSummary("The files of a run's results");
        runs.MapGet("/{id}/results/{file}", Result).For(Role.Reader).Refuses(StatusCodes.Status406NotAcceptable, StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed).WithName("GetResult").WithSummary("A file of results, as CSV or JSON")
            .Produces<string>(StatusCodes.Status200OK, "text/csv", "application/json", "application/yaml", "text/html", "application/zip");
        runs.MapPost("/{id}/measures", Measure).For(Role.Writer).Refuses(StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge).AddEndpointFilter(LoadTurns.Filter).WithName("MeasureRun").WithSummary("Measure more of what was run: spillover metrics, losses by channel");
    }

    /// <summary>Starts a run of a shipped scenario or of one of the caller's own. The same Idempotency-Key with the same body is the same run.</summary>
    private static async Task<Accepted<RunView>> Start(
        RunRequest request, [FromHeader(Name = "Idempotency-Key")] string? key, RunMaker maker, Caller caller, HttpContext context, CancellationToken stop) =>
        Accepted(await maker.Start(request, caller, IdempotencyKey.Expect(key), stop), context);

    /// <summary>Lists the runs of the caller's tenant.</summary>
    private static Ok<Page<RunView>> List(
        JobStore jobs, Caller caller, [Description("Only those that stand so."), WordsOf(typeof(JobState))] string? state, [Description("The 'next' of the page before.")] string? cursor, [Description("Runs on a page, 1 to 200."), Range(1, Pages.Most)] int? limit)
    {
        JobState? wanted = state is null ? null
            : Words.TryParse<JobState>(state, out var word) ? word
            : throw Refusal.Wrong($"unknown state '{state}'; expected one of {string.Join(", ", Words.Of<JobState>())}{Nearest.Hint(state, Words.Of<JobState>())}");
        return TypedResults.Ok(Pages.Of(
            jobs.Of(JobKind.Run, caller).Where(job => wanted is null || job.State == wanted), cursor, limit, job => job.Record.Created, job => job.Record.Id, RunView.Of));
    }

    private static Ok<RunView> Get(string id, JobStore jobs, Caller caller) => TypedResults.Ok(RunView.Of(jobs.Find(JobKind.Run, id, caller)));

    /// <summary>Cancels a run. One that has been cancelled stays so; one that has completed or failed cannot be cancelled.</summary>
    private static Results<Accepted<RunView>, Ok<RunView>> Cancel(string id, JobStore jobs, Caller caller, HttpContext context)
    {
        var job = jobs.Find(JobKind.Run, id, caller);
        Tags.ExpectMatch(context.Request, RunView.Of(job));
        return JobCancel.Of(job) ? Accepted(job, context) : TypedResults.Ok(RunView.Of(job));
    }

    /// <summary>Removes a run that is over, with its results.</summary>
    private static NoContent Drop(string id, JobStore jobs, Caller caller)
    {
        jobs.Drop(jobs.Find(JobKind.Run, id, caller));
        return TypedResults.NoContent();
    }

    /// <summary>Events are <c>state</c> (the run) and <c>progress</c>; the stream ends when the run does. <c>Last-Event-ID</c> goes on where an earlier stream ended.</summary>
    private static EventStream Follow(string id, [FromHeader(Name = "Last-Event-ID")] string? after, JobStore jobs, Caller caller, HttpContext context) =>
        EventStream.Of(jobs.Find(JobKind.Run, id, caller).Feed, context.Request);

    private static Ok<Page<ResultFile>> Files(string id, JobStore jobs, Caller caller) =>
        TypedResults.Ok(new Page<ResultFile>(RunView.Of(jobs.Find(JobKind.Run, id, caller)).Files, Next: null));

    /// <summary>A file of results: a table as CSV or, with <c>Accept: application/json</c>, as <c>{ columns, rows }</c>.</summary>
    private static IResult Result(string id, string file, [Description("1 to have the browser keep it.")] int? download, JobStore jobs, Caller caller, HttpContext context) =>
        ResultAnswer.Of(jobs.Find(JobKind.Run, id, caller), file, download is 1, context);

    /// <summary>Runs the same scenario with the same seed again, to the same results bit for bit, and measures this of it. Asked again, it is the same run.</summary>
    private static async Task<Accepted<RunView>> Measure(string id, MeasureRequest request, RunMaker maker, JobStore jobs, Caller caller, HttpContext context, CancellationToken stop)
    {
        var measured = jobs.Find(JobKind.Run, id, caller);
        return Accepted(await maker.Measure(measured, request, caller, stop), context);
    }

    private static Accepted<RunView> Accepted(Job job, HttpContext context)
    {
        context.Response.Headers.RetryAfter = AskAgainAfter;
        return TypedResults.Accepted($"/runs/{job.Record.Id}", RunView.Of(job));
    }
}
